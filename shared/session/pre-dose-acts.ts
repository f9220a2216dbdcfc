import type { Role } from '../roles.ts'
import type { Instant } from '../time.ts'
import type { Action } from './actions.ts'
import type { Effect } from './apply.ts'
import { viewGate, whyNotOverride } from './gate.ts'
import { type PreDoseAnswer, preDoseItems } from './pre-dose.ts'
import type { RoomState } from './room-state.ts'
import type { Session, SessionEvent } from './types.ts'

type PreDoseAction = Extract<Action, { do: 'confirmIdentity' | 'recordPreDose' | 'overrideGate' }>
type Of<N extends PreDoseAction['do']> = Extract<PreDoseAction, { do: N }>

/** What people do between opening a session and T0. */
export function applyPreDose(
  state: RoomState,
  action: PreDoseAction,
  role: Role | null,
  now: Instant,
): Effect {
  if (state.session.t0) return { refused: 'Dosing has started: what comes before it is closed.' }
  switch (action.do) {
    case 'confirmIdentity':
      return confirmIdentity(state.session, action, role, now)
    case 'recordPreDose':
      return recordPreDose(state.session, action, now)
    case 'overrideGate':
      return overrideGate(state, action, now)
  }
}

/** Two identifiers, asked of the patient and typed again: only a match counts. A replayed script has no patient. */
function confirmIdentity(
  session: Session,
  { by, recordId, birthYear }: Of<'confirmIdentity'>,
  role: Role | null,
  now: Instant,
): Effect {
  const { patient } = session
  const matches = recordId.toLowerCase() === patient.recordId.toLowerCase() && birthYear === patient.birthYear
  if (role !== null && !matches)
    return {
      refused:
        'Record number and birth year are not those of this session: stop, and find out who the patient is.',
    }
  return told({ ...session, identity: { by, at: now } }, { kind: 'identity', by })
}

function recordPreDose(session: Session, action: Of<'recordPreDose'>, now: Instant): Effect {
  const { by, clear, present, text } = action
  const known = preDoseItems(session.preset)
  const stranger = [...clear, ...present].find(item => !known.includes(item))
  if (stranger) return { refused: `The checklist of this preset has no item "${stranger}".` }
  const twice = clear.find(item => present.includes(item))
  if (twice) return { refused: `The item "${twice}" cannot be both clear and present.` }
  if (clear.length + present.length === 0) return { refused: 'Answer at least one item of the checklist.' }
  if (present.length > 0 && text === undefined)
    return { refused: 'Say in a few words what speaks against dosing.' }
  const act = { by, at: now }
  const answers: PreDoseAnswer[] = [
    ...clear.map(item => ({ item, clear: true, ...act })),
    ...present.map(item => ({ item, clear: false, ...(text === undefined ? {} : { text }), ...act })),
  ]
  const kept = (session.preDose ?? []).filter(({ item }) => !answers.some(answer => answer.item === item))
  const why = text === undefined ? {} : { text }
  return told({ ...session, preDose: [...kept, ...answers] }, { kind: 'preDose', clear, present, ...why, by })
}

function overrideGate(state: RoomState, action: Of<'overrideGate'>, now: Instant): Effect {
  const { by, reason, second } = action
  const open = (viewGate(state, now) ?? []).flatMap(({ finding, override }) => (override ? [] : [finding]))
  if (open.length === 0) return { refused: 'Nothing stands against dosing now.' }
  const refused = whyNotOverride(open, by, second)
  if (refused !== null) return { refused }
  const said = { findings: open, reason, ...(second === undefined ? {} : { second }), by }
  const { session } = state
  return told(
    { ...session, gateOverrides: [...(session.gateOverrides ?? []), { ...said, at: now }] },
    { kind: 'gateOverride', ...said },
  )
}

function told(session: Session, event: Omit<SessionEvent, 'event'> & Pick<SessionEvent, 'kind'>): Effect {
  return { session, events: [{ ...event, event: 'session' }], alarms: [] }
}
