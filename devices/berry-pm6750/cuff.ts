import type { NibpSample, Sample } from '../../shared/reading.ts'
import { cuffFailures, cuffState } from './packet.ts'

/** Tells a new measurement from the one that the module repeats twice a second. */
export interface Cuff {
  take(status: number, systolic: number, mean: number, diastolic: number, samples: Sample[]): void
}

/**
 * A result is new once "measuring" was seen since the last. One that stands there when the line is opened is of nobody knows
 * when, and is told once; what follows without "measuring" is the same.
 */
export function createCuff(): Cuff {
  let isBusy = false
  let isFresh = false
  let isFirst = true
  let lastState: number | null = null

  return {
    take(status, systolic, mean, diastolic, samples) {
      const state = (status >> 2) & 0x0f
      const busy = state === cuffState.measuring || state === cuffState.initialising
      if (busy !== isBusy) samples.push({ kind: 'device', state: busy ? 'cuffInflating' : 'cuffIdle' })
      isBusy = busy
      isFresh ||= state === cuffState.measuring
      const changed = state !== lastState
      lastState = state
      if (state === cuffState.stopped) isFresh = false
      const result = readResult(state, systolic, mean, diastolic)
      if (!result) return
      if (isFresh) samples.push(result)
      else if (isFirst && changed) samples.push({ ...result, standing: true })
      isFresh = false
      isFirst = false
    },
  }
}

function readResult(state: number, systolic: number, mean: number, diastolic: number): NibpSample | null {
  const failure = cuffFailures[state]
  if (failure !== undefined) {
    const none = { systolic: null, diastolic: null, mean: null, pulseRate: null }
    return { kind: 'nibp', ...none, status: 'failed', error: failure }
  }
  if (state !== cuffState.finished || systolic === 0 || diastolic === 0) return null
  return { kind: 'nibp', systolic, diastolic, mean: mean || null, pulseRate: null, status: 'ok' }
}
