import type { AlarmInput } from '../alarm/input.ts'
import { assertNever } from '../assert-never.ts'
import { changeLimit } from '../limits.ts'
import type { Role } from '../roles.ts'
import type { Instant } from '../time.ts'
import { acknowledgeAlarm } from './acknowledge.ts'
import type { Action } from './actions.ts'
import { applyCheck, openChecks, recordScale, whyNotClose } from './checks.ts'
import { evaluateDischarge } from './discharge.ts'
import { dischargeTimes } from './discharge-times.ts'
import {
  endDosing,
  pauseInfusion,
  recordBooster,
  recordDevice,
  resumeInfusion,
  startDosing,
} from './dosing.ts'
import { inactivate } from './inactivate.ts'
import { enterPhase } from './phases.ts'
import { applyPreDose } from './pre-dose-acts.ts'
import { recordRems } from './rems.ts'
import type { RoomState } from './room-state.ts'
import { type Mark, type MarkKind, readingTags, type Session, type SessionEvent } from './types.ts'

/** What an action does to the session and what it tells the alarm system, or one sentence why it may not be. */
export type Effect =
  | {
      readonly session: Session
      readonly events: readonly SessionEvent[]
      readonly alarms: readonly AlarmInput[]
    }
  | { readonly refused: string }

type Of<N extends Action['do']> = Extract<Action, { do: N }>

/**
 * Applies every action but `recordManual`, which is a reading.
 *
 * @param role of the person who asks; null in a replay, where the people have no roles and gates only record
 */
export function applyAction(
  state: RoomState,
  action: Exclude<Action, { do: 'recordManual' }>,
  role: Role | null,
  now: Instant,
): Effect {
  const { session } = state
  const enforce = role !== null
  switch (action.do) {
    case 'startDosing': {
      const started = startDosing(state, action, now, role)
      if ('refused' in started) return started
      const { baseline } = started.session
      const alarms: AlarmInput[] = [{ kind: 't0' }]
      if (baseline)
        alarms.push({ kind: 'baseline', systolic: baseline.systolic, diastolic: baseline.diastolic })
      return { ...started, alarms }
    }
    case 'confirmIdentity':
    case 'recordPreDose':
    case 'overrideGate':
      return applyPreDose(state, action, role, now)
    case 'recordDevice':
      return quietly(recordDevice(state, action, now, enforce))
    case 'endDosing':
      return quietly(endDosing(state, action, now, enforce))
    case 'recordBooster':
      return quietly(recordBooster(state, action, now))
    case 'pauseInfusion':
      return quietly(pauseInfusion(state, action, now))
    case 'resumeInfusion':
      return quietly(resumeInfusion(state, action, now))
    case 'recordMark':
      return recordMark(state, action, now)
    case 'withdrawMark':
      return withdrawMark(session, action, now)
    case 'acknowledge':
      return acknowledgeAlarm(state, action)
    case 'pauseAudio':
      if (state.alarm.audio.off) return { refused: 'Audio is off; there is nothing to pause.' }
      if (state.alarm.audio.pausedUntilMonoMs !== null)
        return { refused: 'Audio is already paused; a pause cannot be made longer, only started again.' }
      return { session, events: [], alarms: [{ kind: 'pauseAudio', by: action.by }] }
    case 'resumeAudio':
      if (state.alarm.audio.pausedUntilMonoMs === null) return { refused: 'Audio is not paused.' }
      return { session, events: [], alarms: [{ kind: 'resumeAudio', by: action.by }] }
    case 'turnAudioOff':
    case 'turnAudioOn':
    case 'pauseAlarms':
    case 'resumeAlarms':
    case 'turnAlarmOff':
    case 'turnAlarmOn':
      return inactivate(state, action)
    case 'setSites':
      return setSites(session, action, now)
    case 'setCuffCycle':
      return setCuffCycle(session, action, now)
    case 'changeLimit':
      return moveLimit(state, action, role, now)
    case 'setBaseline':
      return setBaseline(session, action, now)
    case 'excuseMeasurement':
      return excuse(session, action, now)
    case 'confirmGap': {
      if (session.gaps.every(gap => gap.confirmed)) return { refused: 'There is no gap to confirm.' }
      const gaps = session.gaps.map(gap =>
        gap.confirmed ? gap : { ...gap, confirmed: { by: action.by, at: now } },
      )
      return told({ ...session, gaps }, { kind: 'gap', state: 'confirmed', by: action.by })
    }
    case 'recordScale':
      return recordScale(session, action, now)
    case 'confirmCheck':
    case 'overrideCheck':
    case 'handOver':
      return applyCheck(session, action, now)
    case 'recordRems':
      return recordRems(session, action, now)
    case 'startDischarge':
      return startDischarge(session, action, now)
    case 'closeSession':
      return closeSession(state, action, role, now)
    default:
      return assertNever(action)
  }
}

function quietly(
  applied: { session: Session; events: readonly SessionEvent[] } | { refused: string },
): Effect {
  return 'refused' in applied ? applied : { ...applied, alarms: [] }
}

function told(session: Session, event: Omit<SessionEvent, 'event'> & Pick<SessionEvent, 'kind'>): Effect {
  return { session, events: [{ ...event, event: 'session' }], alarms: [] }
}

function recordMark({ session, cuff }: RoomState, action: Of<'recordMark'>, now: Instant): Effect {
  if ((action.mark === 'note' || action.mark === 'medicine') && action.text === undefined)
    return { refused: `A ${action.mark} needs a few words of text.` }
  const { seq } = action
  if (seq !== undefined && !isTag(action.mark))
    return { refused: `A mark "${action.mark}" bears on no reading.` }
  if (seq !== undefined && ![cuff.last, cuff.before, cuff.failed].some(reading => reading?.seq === seq))
    return { refused: `Reading ${seq} is not one of the last two cuff readings.` }
  const mark: Mark = {
    id: `mark-${session.marks.length + 1}`,
    mark: action.mark,
    ...(action.severity === undefined ? {} : { severity: action.severity }),
    ...(action.text === undefined ? {} : { text: action.text }),
    ...(seq === undefined ? {} : { seq }),
    by: action.by,
    at: now,
  }
  const { at: _at, ...said } = mark
  return told({ ...session, marks: [...session.marks, mark] }, { kind: 'mark', ...said })
}

function isTag(mark: MarkKind): boolean {
  return (readingTags as readonly MarkKind[]).includes(mark)
}

function withdrawMark(session: Session, action: Of<'withdrawMark'>, now: Instant): Effect {
  const mark = session.marks.find(candidate => candidate.id === action.markId && !candidate.withdrawn)
  if (!mark) return { refused: `There is no mark "${action.markId}" to withdraw.` }
  const withdrawn: Mark = { ...mark, withdrawn: { by: action.by, at: now } }
  const marks = session.marks.map(candidate => (candidate === mark ? withdrawn : candidate))
  return told({ ...session, marks }, { kind: 'markWithdrawn', id: mark.id, mark: mark.mark, by: action.by })
}

function setSites(session: Session, action: Of<'setSites'>, now: Instant): Effect {
  const { by, cuff, sensor } = action
  const sameArm = cuff === sensor
  const size = action.cuffSize === undefined ? {} : { cuffSize: action.cuffSize }
  return {
    session: { ...session, sites: { cuff, sensor, ...size, by, at: now } },
    events: [{ event: 'session', kind: 'sites', cuff, sensor, sameArm, ...size, by }],
    alarms: [{ kind: 'sites', sameArm }],
  }
}

function setCuffCycle(session: Session, { by, everyMin }: Of<'setCuffCycle'>, now: Instant): Effect {
  const { cuffCycle: before, ...rest } = session
  if (everyMin === null && !before) return { refused: 'The cuff has no automatic interval to end.' }
  const next = everyMin === null ? rest : { ...rest, cuffCycle: { everyMin, by, at: now } }
  return told(next, { kind: 'nibp', state: 'cycle', everyMin, before: before?.everyMin ?? null, by })
}

function moveLimit(state: RoomState, action: Of<'changeLimit'>, role: Role | null, now: Instant): Effect {
  const { by, alarm, priority, limit, reason } = action
  const changed = changeLimit(state.alarm.limits, alarm, priority, limit, role)
  if (!changed.ok) return { refused: changed.reason }
  const why = reason === undefined ? {} : { reason }
  const record = { alarm, priority, before: changed.before, after: limit, ...why }
  const { session } = state
  return {
    session: { ...session, limitChanges: [...session.limitChanges, { ...record, by, at: now }] },
    events: [{ event: 'session', kind: 'limit', ...record, by }],
    alarms: [{ kind: 'limits', limits: changed.limits }],
  }
}

function setBaseline(session: Session, action: Of<'setBaseline'>, now: Instant): Effect {
  const { by, reason, systolic, diastolic, mean } = action
  if (!session.t0)
    return {
      refused: 'The baseline is formed from the cuff readings at T0; it can be set only from then on.',
    }
  if (systolic <= diastolic) return { refused: 'Systolic must be above diastolic: check the two figures.' }
  const old = session.baseline
  const baseline = {
    systolic,
    diastolic,
    mean: mean ?? null,
    pulseRate: old?.pulseRate ?? null,
    spo2: old?.spo2 ?? null,
    from: [],
    frozenAt: now,
    setBy: { by, at: now, reason },
  }
  const before = old ? { systolic: old.systolic, diastolic: old.diastolic } : null
  return {
    session: { ...session, baseline },
    events: [
      { event: 'session', kind: 'baseline', systolic, diastolic, mean: mean ?? null, before, reason, by },
    ],
    alarms: [{ kind: 'baseline', systolic, diastolic }],
  }
}

function excuse(session: Session, action: Of<'excuseMeasurement'>, now: Instant): Effect {
  const item = session.due.find(candidate => candidate.id === action.item)
  if (!item || item.status === 'done' || item.status === 'late' || item.status === 'excused')
    return { refused: `There is no open measurement "${action.item}".` }
  const excused = {
    ...item,
    status: 'excused',
    excused: { by: action.by, at: now, reason: action.reason },
  } as const
  const due = session.due.map(candidate => (candidate === item ? excused : candidate))
  const said = { item: item.id, label: item.label, status: 'excused', reason: action.reason, by: action.by }
  return told({ ...session, due }, { kind: 'measured', ...said })
}

function startDischarge(session: Session, action: Of<'startDischarge'>, now: Instant): Effect {
  if (session.phase !== 'observation') return { refused: 'The discharge assessment follows the observation.' }
  const times = dischargeTimes(session)
  if (times && now.monoMs < times.assessment && action.reason === undefined)
    return { refused: 'The observation time is not over: an early discharge assessment needs a reason.' }
  const entered = enterPhase(session, 'discharge', now, action.by)
  const why = action.reason === undefined ? {} : { reason: action.reason }
  return { session: entered.session, events: [{ ...entered.event, ...why }], alarms: [] }
}

function closeSession(state: RoomState, action: Of<'closeSession'>, role: Role | null, now: Instant): Effect {
  const { session } = state
  const refused = whyNotClose(state, action.reason, role, now)
  if (refused !== null) return { refused }
  const why = action.reason === undefined ? {} : { reason: action.reason }
  const left = openChecks(state, now).map(({ id }) => id)
  // Judged from alarms and readings that the close ends: what stood there must be kept.
  const judged = evaluateDischarge(state, now)
  const checks = judged === null ? {} : { checks: judged }
  const open = left.length === 0 ? {} : { open: left }
  const entered = enterPhase(session, 'closed', now, action.by)
  return {
    session: { ...entered.session, closed: { by: action.by, at: now, ...why, ...checks } },
    events: [entered.event, { event: 'session', kind: 'closed', by: action.by, ...why, ...open }],
    alarms: [{ kind: 'close' }],
  }
}
