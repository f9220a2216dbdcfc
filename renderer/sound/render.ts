import type { Priority } from '../../shared/alarm/ids.ts'
import { bursts, levels, partials } from '../../shared/sound/burst.ts'
import { chime } from '../../shared/sound/chime.ts'

/**
 * Plays one burst into a context, live or offline, from `startS` on the context's clock.
 *
 * @returns when it ends, on the same clock
 */
export function renderBurst(context: BaseAudioContext, priority: Priority, startS: number): number {
  const { fundamental, pulsesMs, pulseMs, rampMs, lengthMs } = bursts[priority]
  const envelope = context.createGain()
  envelope.gain.setValueAtTime(0, startS)
  const peak = levels[priority] / partials.reduce((sum, { gain }) => sum + gain, 0)
  for (const atMs of pulsesMs) {
    const beginS = startS + atMs / 1000
    const endS = beginS + pulseMs / 1000
    envelope.gain.setValueAtTime(0, beginS)
    envelope.gain.linearRampToValueAtTime(1, beginS + rampMs / 1000)
    envelope.gain.setValueAtTime(1, endS - rampMs / 1000)
    envelope.gain.linearRampToValueAtTime(0, endS)
  }
  envelope.connect(context.destination)
  const endS = startS + lengthMs / 1000
  for (const { harmonic, gain } of partials) {
    const oscillator = context.createOscillator()
    oscillator.frequency.setValueAtTime(fundamental * harmonic, startS)
    const level = context.createGain()
    level.gain.setValueAtTime(peak * gain, startS)
    oscillator.connect(level).connect(envelope)
    oscillator.start(startS)
    oscillator.stop(endS + 0.05)
  }
  return endS
}

/** Plays the soft chime of a treatment room. Gives when it ends, on the context's clock. */
export function renderChime(context: BaseAudioContext, startS: number): number {
  const lengthS = chime.noteMs / 1000
  let endS = startS
  for (const { hz, atMs } of chime.notes) {
    const beginS = startS + atMs / 1000
    endS = beginS + lengthS
    const oscillator = context.createOscillator()
    oscillator.frequency.setValueAtTime(hz, beginS)
    const level = context.createGain()
    level.gain.setValueAtTime(0, beginS)
    level.gain.linearRampToValueAtTime(chime.level, beginS + chime.riseMs / 1000)
    level.gain.linearRampToValueAtTime(0, endS)
    oscillator.connect(level).connect(context.destination)
    oscillator.start(beginS)
    oscillator.stop(endS)
  }
  return endS
}
