import type { Sample } from '../../shared/reading.ts'
import { meanPressure, type PatientState } from './patient.ts'
import type { Random } from './random.ts'

export interface Cuff {
  /** Begins a measurement, unless one is running. */
  start(nowMs: number): void
  /** Breaks off the running measurement: no result. */
  stop(): void
  /** What happened up to now: begin, end, result. `scatter` is a factor on the noise of the result. */
  step(nowMs: number, patient: PatientState, scatter: number): Sample[]
}

export interface CuffOptions {
  readonly random: Random
  readonly firstAtMs: number
  /** Milliseconds between the starts of automatic measurements; null: only on command. */
  readonly everyMs: number | null
  /** Why the measurement with this number (0: the first) fails; undefined: it does not. */
  errorOf(cycle: number): string | undefined
}

/** Scatter of one reading, mmHg and /min (reproduces the rise of "largest of several readings" under placebo). */
const scatterSd = { systolic: 6, diastolic: 5, pulseRate: 1.5 } as const
/** A cuff takes 20 to 45 s; one that fails tries longer. */
const MEASURE_MS = { least: 26_000, most: 34_000, failed: 45_000 } as const
/** Pulse pressure below which an oscillometric cuff finds no result; a scattered reading keeps above it. */
const LEAST_PULSE_PRESSURE = 20

export function createCuff({ random, firstAtMs, everyMs, errorOf }: CuffOptions): Cuff {
  let nextAutoMs = firstAtMs
  let cycle = 0
  let toldInflating = false
  let running: { readonly endsMs: number; readonly error: string | undefined } | null = null

  function start(nowMs: number): void {
    if (running) return
    const error = errorOf(cycle)
    cycle += 1
    const takesMs = random.between(MEASURE_MS.least, MEASURE_MS.most)
    running = { endsMs: nowMs + (error === undefined ? takesMs : MEASURE_MS.failed), error }
  }

  function result(patient: PatientState, scatter: number, error: string | undefined): Sample {
    if (error !== undefined) {
      const none = { systolic: null, diastolic: null, mean: null, pulseRate: null }
      return { kind: 'nibp', ...none, status: 'failed', error }
    }
    const systolic = Math.round(patient.systolic + scatter * scatterSd.systolic * random.normal())
    const diastolic = Math.min(
      systolic - LEAST_PULSE_PRESSURE,
      Math.round(patient.diastolic + scatter * scatterSd.diastolic * random.normal()),
    )
    const mean = Math.round(meanPressure(systolic, diastolic))
    const pulseRate = Math.round(patient.pulseRate + scatterSd.pulseRate * random.normal())
    return { kind: 'nibp', systolic, diastolic, mean, pulseRate, status: 'ok' }
  }

  return {
    start,
    stop() {
      running = null
    },
    step(nowMs, patient, scatter) {
      const samples: Sample[] = []
      if (everyMs !== null && nowMs >= nextAutoMs) {
        start(nowMs)
        nextAutoMs += everyMs * (1 + Math.floor((nowMs - nextAutoMs) / everyMs))
      }
      if (running && !toldInflating) {
        samples.push({ kind: 'device', state: 'cuffInflating' })
        toldInflating = true
      }
      const finished = running && nowMs >= running.endsMs ? running : null
      if (finished) running = null
      if (!running && toldInflating) {
        samples.push({ kind: 'device', state: 'cuffIdle' })
        toldInflating = false
      }
      if (finished) samples.push(result(patient, scatter, finished.error))
      return samples
    },
  }
}
