import { z } from 'zod'
import { type Authority, hasRole, isReplay } from '../authority.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { prescribers } from '../roles.ts'
import { type Check, checkIds, ownCheckIds } from '../session/checklist.ts'
import { evaluateDischarge } from '../session/discharge.ts'
import { enterPhase } from '../session/phases.ts'
import type { RoomState } from '../session/room-state.ts'
import type { Instant } from '../time.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { act } from './act.ts'
import { eventKind, sentence } from './event.ts'
import { by, carers, freeText, label, shortText, whom } from './parts.ts'
import { phase } from './phase.ts'

/** A session begins, under this preset. */
export const opened = eventKind(
  'opened',
  { by: whom, preset: label.exactOptional() },
  { say: (event, words) => sentence(words.record.opened, event, words) },
)

/** A session ends; `open`: what the discharge checklist still missed then. */
export const closed = eventKind(
  'closed',
  {
    by: whom,
    reason: freeText.exactOptional(),
    open: z
      .array(z.enum([...checkIds, ...ownCheckIds]))
      .readonly()
      .exactOptional(),
  },
  { say: (event, words) => sentence(words.record.closed, event, words) },
)

export const closeSession = act('closeSession', {
  payload: z.strictObject({ by, reason: shortText.optional() }),
  roles: carers,
  events: [phase, closed],
  apply(state, { by, reason }, { authority, now }) {
    const refused = whyNotClose(state, reason, authority, now)
    if (refused !== null) return { refused }
    const open = openChecks(state, now).map(({ id }) => id)
    // Judged from alarms and readings that the close ends: what stood there must be kept.
    const checks = evaluateDischarge(state, now) ?? undefined
    const { session, event: entered } = enterPhase(state.session, 'closed', now, by)
    return {
      session: { ...session, closed: omitUndefined({ by, at: now, reason, checks }) },
      events: [entered, closed.of({ by, reason, open: open.length === 0 ? undefined : open })],
      alarms: [{ kind: 'close' }],
    }
  },
})

/**
 * Why the session may not be closed yet, in one sentence. After a dose, what the checklist still misses must be overridden
 * by the prescriber, item by item or with one reason at the close; a simulated patient needs the reason only. In a replay
 * only an early close needs one. What stayed open is event with the close.
 */
function whyNotClose(
  state: RoomState,
  reason: string | undefined,
  authority: Authority,
  now: Instant,
): WhyNot | null {
  const all = openChecks(state, now)
  const open = isReplay(authority) ? all.filter(({ id }) => id === 'D1') : all
  if (open.length === 0) return null
  const list = { checks: open.map(({ id, evidence }) => ({ id, evidence })) }
  if (reason === undefined) return refusal('closeNeedsReason', list)
  const mayOverride = isReplay(authority) || hasRole(authority, prescribers) || state.session.simulated
  return mayOverride ? null : refusal('closeNeedsPrescriber', list)
}

/** Items of the checklist that are neither passed nor overridden. */
function openChecks(state: RoomState, now: Instant): readonly Check[] {
  return (evaluateDischarge(state, now) ?? []).filter(({ passed, override }) => !passed && !override)
}
