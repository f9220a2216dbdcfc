import type { NibpSample, Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import { failedCuff } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { cuffState, failureWords, LONGEST_CUFF_MS } from './packet.ts'

export interface CuffPacket {
  readonly status: number
  /** mmHg; 0: none. */
  readonly systolic: number
  readonly mean: number
  readonly diastolic: number
}

/** Tells a new measurement from the one that the module repeats twice a second. */
export interface Cuff {
  take(packet: CuffPacket, atMs: number | undefined, samples: Sample[]): void
}

/**
 * A result is new once "measuring" was seen since the last. What stands there when the line is opened, or has changed without
 * (measured while the line was out), is told once, as of a time that nothing tells.
 */
export function createCuff(): Cuff {
  const tellCuff = createStateChange('cuffIdle')
  let isBusy = false
  let isFresh = false
  let last: (NibpSample & { readonly state: number }) | null = null
  let busySinceMs: number | undefined

  /** Was it stopped because it had worked for too long? */
  function isOverdue(atMs: number | undefined): boolean {
    return atMs !== undefined && busySinceMs !== undefined && atMs - busySinceMs > LONGEST_CUFF_MS
  }

  return {
    take({ status, systolic, mean, diastolic }, atMs, samples) {
      const state = (status >> 2) & 0x0f
      const busy = state === cuffState.measuring || state === cuffState.initialising
      tellCuff(busy ? 'cuffInflating' : 'cuffIdle', samples)
      if (busy && !isBusy) busySinceMs = atMs
      isBusy = busy
      isFresh ||= state === cuffState.measuring
      if (state === cuffState.stopped) {
        if (isFresh && isOverdue(atMs))
          samples.push(failedCuff(phrase.drivers['berry-pm6750'].failures.tookTooLong))
        isFresh = false
      }
      const result = readResult(state, systolic, mean, diastolic)
      if (!result) return
      if (isFresh) samples.push(result)
      else if (last === null || state !== last.state || !isSame(last, result))
        samples.push({ ...result, standing: true })
      isFresh = false
      last = { ...result, state }
    },
  }
}

function isSame(a: NibpSample, b: NibpSample): boolean {
  return a.systolic === b.systolic && a.diastolic === b.diastolic && a.mean === b.mean
}

function readResult(state: number, systolic: number, mean: number, diastolic: number): NibpSample | null {
  const words = failureWords().get(state)
  if (words !== undefined) return failedCuff(words)
  if (state !== cuffState.finished || systolic === 0 || diastolic === 0) return null
  return { kind: 'nibp', systolic, diastolic, mean: mean || null, pulseRate: null, status: 'ok' }
}
