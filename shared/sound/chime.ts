/**
 * Two soft falling notes, C5 and A4, that swell and fade slowly: for the room of a patient whom a siren would harm (alarm
 * standard, 4.5). Times in ms, frequencies in Hz, the level as a part of full scale.
 */
export const chime = {
  notes: [
    { hz: 523, atMs: 0 },
    { hz: 440, atMs: 450 },
  ],
  noteMs: 700,
  riseMs: 120,
  level: 0.12,
} as const
