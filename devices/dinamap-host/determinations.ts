import type { NibpSample, Sample } from '../../shared/reading.ts'
import { type HostWords, phrase } from '../../shared/words/host.ts'
import { failedCuff } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import type { NibpReply } from './replies.ts'

const BUSY = 0
const DONE = 1

const words = phrase.drivers['dinamap-host']

/** The monitor's failure codes. 2 and 5 are not listed in the manual. */
const failures: Readonly<Record<number, keyof HostWords['drivers']['dinamap-host']['failures']>> = {
  3: 'determinationFailed',
  4: 'pumpUpTimeout',
  6: 'totalTimeTimeout',
  7: 'stepTimeout',
  8: 'overpressure',
  9: 'unknown',
}

/** The failures that the monitor names, each with its code, in words. */
export function failureWords(): ReadonlyMap<number, string> {
  return new Map(Object.entries(failures).map(([code, failure]) => [Number(code), words.failures[failure]]))
}

/**
 * Project choice: a reply that sat in a buffer makes the age counter seem to lag behind our clock. A lag that is shorter than any
 * determination takes is no restart of it.
 */
const SHORTEST_DETERMINATION_S = 10

/** Tells a new determination from one that the monitor repeats with every answer, for up to 90 minutes. */
export interface Determinations {
  /** A rate whose source is the cuff. */
  takeCuffRate(rate: number | null): void
  take(reply: NibpReply, atMs: number | undefined, samples: Sample[]): void
}

export function createDeterminations(): Determinations {
  const tellCuff = createStateChange('cuffIdle')
  let isBusy = false
  let last: NibpReply | null = null
  let lastAge: { readonly ageS: number; readonly atMs: number | undefined } | null = null
  let lastStatus = BUSY
  let standingRate: number | null = null
  /** The cuff's rate that goes with the next new result. */
  let freshRate: number | null = null

  /** Has the age counter started again since the last answer? */
  function hasRestarted({ ageS }: NibpReply, atMs: number | undefined): boolean {
    if (ageS === null || lastAge === null) return false
    if (ageS < lastAge.ageS) return true
    if (atMs === undefined || lastAge.atMs === undefined) return false
    const lagS = lastAge.ageS + (atMs - lastAge.atMs) / 1000 - ageS
    return lagS > SHORTEST_DETERMINATION_S
  }

  /**
   * A cancelled determination goes from busy to done as well, and shows the old result again, at its old age. Other numbers are
   * another determination, whether or not it was seen.
   */
  function isNewResult(reply: NibpReply, atMs: number | undefined): boolean {
    if (reply.ageS === null) return false
    return last === null || numbersDiffer(reply, last) || hasRestarted(reply, atMs)
  }

  function isNewFailure(reply: NibpReply, atMs: number | undefined, wasBusy: boolean): boolean {
    return wasBusy || reply.status !== lastStatus || hasRestarted(reply, atMs)
  }

  function report(reply: NibpReply, atMs: number | undefined, wasBusy: boolean, samples: Sample[]): void {
    if (reply.status !== DONE) {
      if (isNewFailure(reply, atMs, wasBusy)) samples.push(failedSample(reply))
      return
    }
    if (isNewResult(reply, atMs)) samples.push(resultSample(reply, freshRate))
    if (reply.ageS !== null) last = reply
  }

  return {
    takeCuffRate(rate) {
      // During a determination the monitor may still give the rate of the one before.
      if (!isBusy || rate !== standingRate) freshRate = rate
      standingRate = rate
    },
    take(reply, atMs, samples) {
      const wasBusy = isBusy
      isBusy = reply.status === BUSY
      tellCuff(isBusy ? 'cuffInflating' : 'cuffIdle', samples)
      if (!isBusy) report(reply, atMs, wasBusy, samples)
      if (!isBusy || !wasBusy) freshRate = null
      // What the counter says while busy is not documented: only ages of finished determinations are compared.
      if (!isBusy && reply.ageS !== null) lastAge = { ageS: reply.ageS, atMs }
      lastStatus = reply.status
    },
  }
}

function numbersDiffer(a: NibpReply, b: NibpReply): boolean {
  return a.systolic !== b.systolic || a.diastolic !== b.diastolic || a.mean !== b.mean
}

function resultSample(reply: NibpReply, pulseRate: number | null): NibpSample {
  const { systolic, diastolic, mean } = reply
  return {
    kind: 'nibp',
    systolic: systolic || null,
    diastolic: diastolic || null,
    mean: mean || null,
    pulseRate,
    status: 'ok',
    ...(reply.ageS === null ? {} : { ageS: reply.ageS }),
  }
}

function failedSample({ status, ageS }: NibpReply): NibpSample {
  const failed = failedCuff(failureWords().get(status) ?? words.unknownStatus(status))
  return ageS === null ? failed : { ...failed, ageS }
}
