import type { AlarmInput } from '../alarm/input.ts'
import { hasFiguresOf, weighCuff } from '../alarm/rules/newest.ts'
import { type CuffContext, isDoubtfulCuff, judgeNibp } from '../plausibility.ts'
import type { NibpReading, NibpSample, Source } from '../reading.ts'
import { byTimeTaken, type Instant, MINUTE_MS, SECOND_MS } from '../time.ts'
import { type Accepted, nothing } from './accepted.ts'
import { satisfyDue } from './due.ts'
import { guessedGapOver, mostAgeMs, takenAgo } from './elapsed.ts'
import { joinedMs } from './joined.ts'
import type { CuffCandidate, RoomState } from './room-state.ts'
import { showsDoubled } from './signs.ts'

/** A reading is compared with the one before it, if that was not taken longer ago. */
const PREVIOUS_CUFF_MS = 15 * MINUTE_MS
/** The oximeter's pulse of now says nothing of a cuff that measured longer ago. */
const SAME_MOMENT_MS = 10 * SECOND_MS
/** Ten hours of a cuff every three minutes. */
const CUFFS_TAKEN = 200

/**
 * Makes a cuff result a reading, once: what was told before is passed over. When it was taken decides what it is (AR-16):
 * the age that its monitor or a person gives, never a date of the monitor's clock, and never later than now.
 */
export function acceptNibp(state: RoomState, sample: NibpSample, source: Source, now: Instant): Accepted {
  if (isWithoutCycle(state, sample, source) || isLastAgain(state, sample, source, now)) return nothing(state)
  const takenAt = takenAgo(state.session, now, sample.ageS)
  const context = contextAt(state, takenAt, now)
  // The doubtful one is then the oximeter's pulse, not the cuff.
  const isDoubled = showsDoubled(state, sample.pulseRate, context.pulseRate, now)
  const { validity, flags, mean } = judgeNibp(sample, isDoubled ? { ...context, pulseRate: null } : context)
  const existing = sample.standing === true || takenAt.monoMs < joinedMs(state, source)
  const told: NibpReading = {
    kind: 'nibp',
    sessionId: state.session.id,
    seq: state.lastSeq + 1,
    at: now,
    takenAt,
    source,
    validity,
    flags,
    systolic: sample.systolic,
    diastolic: sample.diastolic,
    mean,
    pulseRate: sample.pulseRate,
    status: sample.status,
    ...(sample.error === undefined ? {} : { error: sample.error }),
    ...(existing ? { existing } : {}),
  }
  const standing = weighCuff(state.alarm, told)
  if (standing === 'again') return nothing(state)
  const late = standing === 'enteredLate'
  const reading: NibpReading = late ? { ...told, flags: [...flags, 'enteredLate'] } : told
  const inDoubt = guessedGapOver(state.session, now, sample.ageS) !== undefined
  const alarm: AlarmInput = { kind: 'nibp', reading, ...(inDoubt ? { inDoubt: true } : {}) }
  const isOfNow = sample.pulseRate !== null && context.pulseRate !== null && !late && !existing
  const counted: RoomState = {
    ...state,
    ...(isOfNow ? { pulseByCuff: isDoubled ? sample.pulseRate : null } : {}),
    lastSeq: reading.seq,
    cuff: keepCuff(state, reading),
    states: late ? state.states : endCycle(state, source),
  }
  // A result from before the session, or before its monitor came to it, may be another patient's: shown with its age, judged by nothing.
  if (existing || validity === 'invalid') return { state: counted, reading, events: [], alarm }
  const due = satisfyDue(state.session.due, reading)
  return {
    state: {
      ...counted,
      cuffsTaken: [...(state.cuffsTaken ?? []), { seq: reading.seq, takenAt }]
        .toSorted(byTimeTaken)
        .slice(-CUFFS_TAKEN),
      session: { ...state.session, due: due.items },
    },
    reading,
    events: due.events,
    alarm,
  }
}

/** What stood when this reading was taken. */
function contextAt(
  { session, cuff, vitals: { pulseRate: pulse } }: RoomState,
  takenAt: Instant,
  now: Instant,
): CuffContext {
  const last = [cuff.last, cuff.before].find(
    known => known != null && !known.existing && known.takenAt.monoMs <= takenAt.monoMs,
  )
  const isFresh = last != null && mostAgeMs(session, last.takenAt.monoMs, takenAt) <= PREVIOUS_CUFF_MS
  const { systolic = null, diastolic = null } = isFresh ? last : {}
  const isOfNow = mostAgeMs(session, takenAt.monoMs, now) <= SAME_MOMENT_MS
  const hasPulse = pulse !== undefined && mostAgeMs(session, pulse.at.monoMs, now) <= SAME_MOMENT_MS
  return {
    previous: systolic !== null && diastolic !== null ? { systolic, diastolic } : null,
    pulseRate: isOfNow && hasPulse ? pulse.value : null,
  }
}

/** Equal figures without any cuff activity are the same measurement (plausibility rules, 2.4). */
function isWithoutCycle(state: RoomState, sample: NibpSample, source: Source): boolean {
  if (source.origin === 'manual' || state.states[source.id]?.cuffCycled !== false) return false
  const last = state.alarm.cuffResults.findLast(
    ({ sourceId, status }) => sourceId === source.id && status === sample.status,
  )
  return last !== undefined && hasFiguresOf(last, sample)
}

/**
 * Over a gap whose length nobody has measured the time tells no two results apart: the last one, good or failed, of this monitor and of all is
 * known by its figures alone. An older one is not: the same figures may have been measured again.
 */
function isLastAgain(
  { session, alarm }: RoomState,
  sample: NibpSample,
  source: Source,
  now: Instant,
): boolean {
  if (source.origin === 'manual' || !guessedGapOver(session, now, sample.ageS)) return false
  const own = alarm.cuffResults.filter(({ sourceId }) => sourceId === source.id)
  return [alarm.cuffResults, own].some(results =>
    [results.at(-1), results.findLast(({ status }) => status === 'ok')].some(
      last => last !== undefined && hasFiguresOf(last, sample),
    ),
  )
}

/** A result ends the cycle, for a device that has ever told of its cuff. */
function endCycle(state: RoomState, source: Source): RoomState['states'] {
  const known = state.states[source.id]
  if (!known?.cuffCycled) return state.states
  return { ...state.states, [source.id]: { ...known, cuffCycled: false } }
}

/** The last reading is the last that was judged; one entered late may only help to form the baseline. */
function keepCuff({ cuff }: RoomState, reading: NibpReading): RoomState['cuff'] {
  const late = reading.flags.includes('enteredLate')
  // Whatever was measured in this session is more than what stood on the monitor before.
  const own = cuff.last?.existing ? null : cuff.last
  if (reading.existing && own !== null) return cuff
  if (reading.validity === 'invalid') return late ? cuff : { ...cuff, failed: reading }
  if (reading.existing) return { ...cuff, last: reading }
  const candidates = reading.systolic === null ? cuff.candidates : withCandidate(cuff, reading)
  if (late) return { ...cuff, candidates }
  return { last: reading, before: own, failed: null, candidates }
}

/** By the time taken, oldest first; after T0 too: a dose may be withdrawn, or turn out to have been given later. */
function withCandidate({ candidates }: RoomState['cuff'], reading: NibpReading): readonly CuffCandidate[] {
  const { seq, takenAt, validity, systolic, diastolic, mean } = reading
  const candidate: CuffCandidate = {
    seq,
    takenAt,
    validity,
    systolic,
    diastolic,
    mean,
    ...(isDoubtfulCuff(reading) ? { isDoubtful: true } : {}),
  }
  return [...candidates, candidate].toSorted(byTimeTaken).slice(-CUFFS_TAKEN)
}
