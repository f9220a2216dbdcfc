import type { NibpReading } from '../../reading.ts'
import { MINUTE_MS, SECOND_MS } from '../../time.ts'
import type { AlarmInput } from '../input.ts'
import type { AlarmState, CuffResult } from '../state.ts'

/** A person gives a time in whole minutes: only so much older is certainly older. */
const TYPED_DOUBT_MS = MINUTE_MS
/** Monitors count the age of a result in whole seconds. */
const COUNTED_DOUBT_MS = SECOND_MS
/** No cuff measures twice in so short a time: equal results, taken closer together, are one. */
const SAME_RESULT_MS = 10 * SECOND_MS
/** The newest so many are known again, and the last of each monitor: it tells that again, seldom an older one. */
const REMEMBERED = 8

/**
 * What a cuff result is to the alarm system. `newest`: judged. `enteredLate`: taken before the newest that was judged.
 * `again`: known already. `existing`: taken before the session, perhaps of another patient.
 */
export type CuffStanding = 'newest' | 'enteredLate' | 'again' | 'existing'

/**
 * AR-16, only the newest speaks. A reading is judged by when it was taken, never by when it arrived. One taken before the
 * newest already judged is passed over by every rule, as is a result that is told again. Failed readings count as judged.
 * In doubt a reading is judged: a time in whole minutes is late only from 60 s on.
 */
export function weighCuff(state: AlarmState, reading: NibpReading): CuffStanding {
  const { takenAt, source, existing } = reading
  const typed = source.origin === 'manual'
  const isSame = (known: CuffResult) =>
    hasFiguresOf(known, reading) &&
    (existing || Math.abs(known.takenMonoMs - takenAt.monoMs) < SAME_RESULT_MS)
  if (!typed && state.cuffResults.some(isSame)) return 'again'
  if (existing) return 'existing'
  return isCuffLate(state, takenAt.monoMs, typed) ? 'enteredLate' : 'newest'
}

/** Was a cuff reading taken before the newest one that was judged, beyond doubt? */
export function isCuffLate({ newestCuffMonoMs }: AlarmState, takenMonoMs: number, typed: boolean): boolean {
  if (newestCuffMonoMs === null) return false
  return newestCuffMonoMs - takenMonoMs >= (typed ? TYPED_DOUBT_MS : COUNTED_DOUBT_MS)
}

/** Was a value that a person typed measured before the newest one of its vital sign, beyond doubt? */
export function isTypedLate({ streams }: AlarmState, { vital, takenMonoMs }: TypedTime): boolean {
  const newest = streams[vital]?.lastValidMonoMs
  return newest != null && takenMonoMs !== undefined && newest - takenMonoMs >= TYPED_DOUBT_MS
}
type TypedTime = Pick<Extract<AlarmInput, { kind: 'vital' }>, 'vital' | 'takenMonoMs'>

/** May this input speak? Everything may that is not older than what has spoken already. */
export function maySpeak(state: AlarmState, input: AlarmInput): boolean {
  if (input.kind === 'nibp') return weighCuff(state, input.reading) === 'newest'
  return input.kind !== 'vital' || !isTypedLate(state, input)
}

/** Remembers what was told of the cuff. */
export function noteCuff(state: AlarmState, input: AlarmInput): AlarmState {
  if (input.kind !== 'nibp') return state
  const { reading } = input
  const standing = weighCuff(state, reading)
  if (standing === 'again') return state
  const takenMonoMs = reading.takenAt.monoMs
  return {
    ...state,
    newestCuffMonoMs:
      standing === 'newest'
        ? Math.max(state.newestCuffMonoMs ?? takenMonoMs, takenMonoMs)
        : state.newestCuffMonoMs,
    cuffResults:
      reading.source.origin === 'manual'
        ? state.cuffResults
        : remember(state.cuffResults, summarise(reading)),
  }
}

function remember(known: readonly CuffResult[], told: CuffResult): readonly CuffResult[] {
  const all = [...known, told].toSorted((a, b) => a.takenMonoMs - b.takenMonoMs)
  return all.filter(
    ({ sourceId, status }, index) =>
      index >= all.length - REMEMBERED ||
      all.slice(index + 1).every(later => later.sourceId !== sourceId || later.status !== status),
  )
}

function summarise({
  source,
  takenAt,
  status,
  systolic,
  diastolic,
  mean,
  pulseRate,
  flags,
}: NibpReading): CuffResult {
  return {
    sourceId: source.id,
    takenMonoMs: takenAt.monoMs,
    status,
    systolic,
    diastolic,
    // A mean that Vigil has calculated is no word of the monitor's.
    mean: flags.includes('meanCalculated') ? null : mean,
    pulseRate,
  }
}

/** The same figures; one of two lines of a monitor may leave mean and pulse out. */
export function hasFiguresOf(
  known: CuffResult,
  told: Pick<NibpReading, 'status' | 'systolic' | 'diastolic' | 'mean' | 'pulseRate'> &
    Partial<Pick<NibpReading, 'flags'>>,
): boolean {
  const mean = told.flags?.includes('meanCalculated') ? null : told.mean
  const agree = (a: number | null, b: number | null) => a === null || b === null || a === b
  return (
    known.status === told.status &&
    known.systolic === told.systolic &&
    known.diastolic === told.diastolic &&
    agree(known.mean, mean) &&
    agree(known.pulseRate, told.pulseRate)
  )
}
