/**
 * One beat of a photoplethysmogram at the finger: a steep rise, the peak, the dicrotic notch and its second, lower
 * wave. Shape only: no oximeter's waveform has a unit.
 *
 * @param phase where in the beat, 0..1; other numbers wrap round.
 * @returns 0..1
 */
export function plethAt(phase: number): number {
  return 0.06 + 0.88 * bump(phase, 0.2, 0.085) + 0.36 * bump(phase, 0.46, 0.11) + 0.1 * bump(phase, 0.7, 0.13)
}

/** A bell of height 1 on a circle of circumference 1. */
function bump(phase: number, centre: number, width: number): number {
  const away = phase - centre
  const distance = away - Math.round(away)
  return Math.exp(-0.5 * (distance / width) ** 2)
}
