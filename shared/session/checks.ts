import type { AlarmInput } from '../alarm/input.ts'
import { prescribers, type Role } from '../roles.ts'
import type { Instant } from '../time.ts'
import type { Action } from './actions.ts'
import type { Effect } from './apply.ts'
import { type Check, evaluateDischarge } from './discharge.ts'
import { satisfyRatings } from './due.ts'
import type { RoomState } from './room-state.ts'
import { DEEP_SEDATION_MOAAS, type ScaleEntry, scales, scoreScale } from './scales.ts'
import type { Session, SessionEvent } from './types.ts'

type Of<N extends Action['do']> = Extract<Action, { do: N }>

/** A rating; MOAA/S 0 to 2 raises HIGH, and the next better one ends it (alarm standard, section 2). */
export function recordScale(session: Session, action: Of<'recordScale'>, now: Instant): Effect {
  const { by, scale, answers } = action
  const scored = scoreScale(scale, answers)
  if ('wrong' in scored) return { refused: scored.wrong }
  const known = session.scales ?? []
  const entry: ScaleEntry = {
    id: `scale-${known.length + 1}`,
    scale,
    answers,
    total: scored.total,
    by,
    at: now,
  }
  const event: SessionEvent = { event: 'session', kind: 'scale', scale, answers, total: scored.total, by }
  const entries = [...known, entry]
  const due = satisfyRatings(session.due, entries)
  return {
    session: { ...session, scales: entries, due: due.items },
    events: [event, ...due.events],
    alarms: scale === 'moaas' ? [judgeSedation(scored.total)] : [],
  }
}

function judgeSedation(total: number): AlarmInput {
  const deep = total <= DEEP_SEDATION_MOAAS
  return {
    kind: 'technical',
    alarm: 'sedation-deep',
    priority: deep ? 'high' : null,
    ...(deep ? { detail: `${scales.moaas.label} ${total}` } : {}),
  }
}

/** What people say, override and hand over. */
export function applyCheck(
  session: Session,
  action: Of<'confirmCheck' | 'overrideCheck' | 'handOver'>,
  now: Instant,
): Effect {
  const { do: _do, ...said } = action
  const done = (next: Session, kind: 'check' | 'handOver'): Effect => ({
    session: next,
    events: [{ event: 'session', kind, ...said }],
    alarms: [],
  })
  switch (action.do) {
    case 'confirmCheck': {
      const { by, item, text } = action
      if (item !== 'advice' && text === undefined)
        return {
          refused: item === 'escort' ? 'Name the escort.' : 'Record the suicide-risk check: yes or no.',
        }
      const entry = { item, ...(text === undefined ? {} : { text }), by, at: now }
      return done({ ...session, confirmations: [...(session.confirmations ?? []), entry] }, 'check')
    }
    case 'overrideCheck': {
      const { by, check, reason } = action
      const others = (session.overrides ?? []).filter(entry => entry.check !== check)
      return done({ ...session, overrides: [...others, { check, reason, by, at: now }] }, 'check')
    }
    case 'handOver': {
      const { by, to, text } = action
      const entry = { to, ...(text === undefined ? {} : { text }), by, at: now }
      return done({ ...session, handOvers: [...(session.handOvers ?? []), entry] }, 'handOver')
    }
  }
}

/**
 * Why the session may not be closed yet, in one sentence. After a dose, what the checklist still misses must be overridden
 * by the prescriber, item by item or with one reason at the close; a simulated patient needs the reason only. In a replay,
 * where people have no roles, only an early close needs one. What stayed open is told with the close (`openChecks`).
 */
export function whyNotClose(
  state: RoomState,
  reason: string | undefined,
  role: Role | null,
  now: Instant,
): string | null {
  const all = openChecks(state, now)
  const open = role === null ? all.filter(({ id }) => id === 'D1') : all
  if (open.length === 0) return null
  const list = open.map(({ id, evidence }) => `${id} (${evidence})`).join(', ')
  if (reason === undefined) return `Not ready for discharge: ${list}. Closing the session now needs a reason.`
  const mayOverride = role === null || prescribers.includes(role) || state.session.simulated
  return mayOverride
    ? null
    : `Not ready for discharge: ${list}. Only the prescriber may close the session now.`
}

/** Items of the checklist that are neither passed nor overridden. */
export function openChecks(state: RoomState, now: Instant): readonly Check[] {
  return (evaluateDischarge(state, now) ?? []).filter(check => !check.passed && !check.override)
}
