import { z } from 'zod'
import { isReplay } from '../authority.ts'
import { evaluateDischarge } from '../session/discharge.ts'
import { gapsBefore, isUnsure } from '../session/elapsed.ts'
import { enterPhase } from '../session/phases.ts'
import type { RoomState } from '../session/room-state.ts'
import type { GapRecord, PatientQuestion, Session } from '../session/types.ts'
import { openQuestion } from '../session/unconfirmed.ts'
import type { Instant } from '../time.ts'
import { refusal } from '../words/refusal.ts'
import { act, type Done } from './act.ts'
import { closed } from './close.ts'
import type { EventOf } from './event.ts'
import { gap } from './gaps.ts'
import { carers, shortText } from './parts.ts'
import { phase } from './phase.ts'
import { identifiers, samePatient, whyNoMatch } from './same-patient.ts'

type Closing = EventOf<typeof samePatient | typeof phase | typeof closed>

/** Why a session was closed whose patient had gone. */
const OTHER = 'not the same patient'

/**
 * The answer to "same patient?" (AR-23). Yes counts only with two identifiers that match, asked of the patient and typed again;
 * no closes the session where it was last known to be this patient.
 */
export const confirmPatient = act('confirmPatient', {
  payload: z.strictObject({
    by: identifiers.by,
    same: z.boolean(),
    recordId: identifiers.recordId.optional(),
    birthYear: identifiers.birthYear.optional(),
    /** Words for the close, after a no. */
    reason: shortText.optional(),
  }),
  roles: carers,
  events: [samePatient, gap, phase, closed],
  apply(state, { by, same, recordId, birthYear, reason }, { authority, now }) {
    const question = openQuestion(state.session)
    if (!question) return { refused: refusal('noPatientQuestion') }
    const answer = { by, at: now, same }
    if (!same) return closeAtQuestion(state, question, answer, reason ?? OTHER)
    if (!isReplay(authority)) {
      if (recordId === undefined || birthYear === undefined)
        return { refused: refusal('identifiersToCompare') }
      const refused = whyNoMatch(state.session.patient, { recordId, birthYear })
      if (refused !== null) return { refused }
    }
    return confirmSame(state.session, question, answer)
  },
})

type Answer = NonNullable<PatientQuestion['answer']>

/** It was this patient all the time: what was measured meanwhile counts. */
export function confirmSame(
  session: Session,
  question: PatientQuestion,
  answer: Answer,
): Done<EventOf<typeof samePatient | typeof gap>> {
  const { by, at } = answer
  const answered = withAnswer(session, question, answer)
  // Whoever has compared identifiers need not be asked again whether a gap has mixed up patients; only its length may be open.
  const isAnswered = (one: GapRecord) => !one.confirmed && !isUnsure(one)
  const gaps = answered.gaps.map(one => (isAnswered(one) ? { ...one, confirmed: { by, at } } : one))
  const confirmed = answered.gaps.some(isAnswered) ? [gap.of({ state: 'confirmed', by })] : []
  return {
    session: { ...answered, gaps, ...(answered.t0 ? {} : { identity: { by, at } }) },
    events: [samePatient.of({ state: 'confirmed', by }), ...confirmed],
    alarms: [],
  }
}

function closeAtQuestion(
  state: RoomState,
  question: PatientQuestion,
  answer: Answer,
  reason: string,
): Done<Closing> {
  const session = withAnswer(state.session, question, answer)
  const { by } = answer
  const at = lastOfOwn(session, question.from)
  // Nor is the gap after it: nobody watched this patient meanwhile.
  const watched = { ...session, gaps: gapsBefore(session, at) }
  // As it stood then, where that was kept: values that came later are in the room's state now.
  const kept = state.checksBefore?.at.monoMs === at.monoMs ? state.checksBefore.checks : null
  const checks = kept ?? evaluateDischarge({ ...state, session: watched }, at)
  // A phase that began by itself since then was not this patient's.
  const phaseStarts = session.phaseStarts.filter(start => start.at.monoMs <= at.monoMs)
  const { session: ended, event } = enterPhase({ ...session, phaseStarts }, 'closed', at, by)
  const open = (checks ?? []).flatMap(({ id, passed, override }) => (passed || override ? [] : [id]))
  return {
    session: { ...ended, closed: { by, at, reason, ...(checks ? { checks } : {}) } },
    events: [
      samePatient.of({ state: 'other', by }),
      event,
      closed.of({ by, reason, open: open.length === 0 ? undefined : open }),
    ],
    alarms: [{ kind: 'close' }],
  }
}

/** What people gave this patient was given to this patient: the session ends no earlier. */
function lastOfOwn({ t0, dosingEnd, doses }: Session, from: Instant): Instant {
  const known = [from, t0, dosingEnd, ...doses.map(({ at }) => at)].flatMap(at => at ?? [])
  return known.reduce((last, at) => (at.monoMs > last.monoMs ? at : last), from)
}

function withAnswer(session: Session, question: PatientQuestion, answer: Answer): Session {
  const patientQuestions = (session.patientQuestions ?? []).map(one =>
    one === question ? { ...one, answer } : one,
  )
  return { ...session, patientQuestions }
}
