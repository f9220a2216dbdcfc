import type { NibpSample, Quality, VitalSample, WaveSample } from '../../shared/reading.ts'
import type { StreamVitalId } from '../../shared/vitals.ts'

/** A value, or the word that there is none now. */
export function vitalSample(
  vital: StreamVitalId,
  value: number | null,
  quality: Exclude<Quality, 'noSignal'> = 'good',
): VitalSample {
  return { kind: 'vital', vital, value, quality: value === null ? 'noSignal' : quality }
}

/** A cuff measurement that has failed, for this reason. */
export function failedCuff(error: string): NibpSample {
  return {
    kind: 'nibp',
    systolic: null,
    diastolic: null,
    mean: null,
    pulseRate: null,
    status: 'failed',
    error,
  }
}

/**
 * Samples of a whole-numbered vital sign, 0..`max`, made once: samples never change, an oximeter repeats the same few
 * sixty times a second, and so they may as well be the same ones.
 */
export function vitalSamples(
  vital: StreamVitalId,
  max: number,
): (value: number | null, quality: Exclude<Quality, 'noSignal'>) => VitalSample {
  const none: VitalSample = Object.freeze({ kind: 'vital', vital, value: null, quality: 'noSignal' })
  const make = (quality: Quality) =>
    Array.from(
      { length: max + 1 },
      (_, value): VitalSample => Object.freeze({ kind: 'vital', vital, value, quality }),
    )
  const good = make('good')
  const poor = make('poor')
  return (value, quality) => (value === null ? none : ((quality === 'good' ? good : poor)[value] ?? none))
}

/** Waveform samples of a single value, step 0..`steps` of the wire as 0..1, made once for the same reason. */
export function plethSamples(ratePerS: number, steps: number): (step: number) => WaveSample {
  const make = (step: number): WaveSample =>
    Object.freeze({ kind: 'wave', wave: 'pleth', ratePerS, values: Object.freeze([step / steps]) })
  const samples = Array.from({ length: steps + 1 }, (_, step) => make(step))
  const flat = make(0)
  return step => samples[step] ?? flat
}
