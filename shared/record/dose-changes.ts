import { z } from 'zod'
import { drugs } from '../presets/preset.ts'
import { DOSE_MOVES_MIN, doubtDose } from '../session/dose-plan.ts'
import { whenGiven, whyUnknown, whyUnknownWhose } from '../session/dosing.ts'
import { elapsedMs } from '../session/elapsed.ts'
import { moveDoses } from '../session/move-doses.ts'
import type { RoomState } from '../session/room-state.ts'
import type { Dose, DoseCorrection, Session, WithdrawnDose } from '../session/types.ts'
import { weightOf } from '../session/weight.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { act } from './act.ts'
import { baselineSet } from './baseline.ts'
import { doseQuestion, givenReckoned } from './dose-events.ts'
import { askAboutDose } from './dose-questions.ts'
import { measured, missed } from './due.ts'
import { type EventOf, eventKind, sentence } from './event.ts'
import {
  by,
  carers,
  doseMg,
  figure,
  freeText,
  identifier,
  instant,
  lot,
  ownLabel,
  shortText,
  whom,
} from './parts.ts'
import { phase } from './phase.ts'

/** What T0 does when a dose changes: in minutes, or it is gone. */
const t0Moves = { t0MovedMin: figure.exactOptional(), t0Gone: z.literal(true).exactOptional() }

const withdrawn = eventKind(
  'doseWithdrawn',
  {
    id: identifier,
    drug: z.enum(drugs),
    mg: figure,
    /** When it was said to be given. */
    givenAt: instant,
    lot: ownLabel.exactOptional(),
    by: whom,
    reason: freeText,
    ...t0Moves,
  },
  {
    isOfPatient: true,
    say(event, words) {
      const { record } = words
      return `${sentence(record.doseWithdrawn(event.mg, words.drugs[event.drug]), event, words)}${sayT0(event, record)}`
    },
  },
)

const doseState = z.strictObject({ mg: figure, at: instant, lot: ownLabel.exactOptional() })
const corrected = eventKind(
  'doseCorrected',
  { id: identifier, before: doseState, after: doseState, by: whom, reason: freeText, ...t0Moves },
  {
    isOfPatient: true,
    say(event, words) {
      const { record } = words
      const { before, after } = event
      const minutes = minutesBetween(before.at, after.at)
      const changes = [
        before.mg === after.mg
          ? ''
          : record.changedTo(record.doseParts.mg, `${before.mg} mg`, `${after.mg} mg`),
        before.lot === after.lot
          ? ''
          : record.changedTo(record.doseParts.lot, before.lot ?? '–', after.lot ?? '–'),
        minutes === 0 ? '' : minutes < 0 ? record.minutesEarlier(-minutes) : record.minutesLater(minutes),
      ].filter(Boolean)
      return `${sentence(record.doseCorrected(changes.join(', ')), event, words)}${sayT0(event, record)}`
    },
  },
)

interface T0Move {
  readonly t0MovedMin?: number | undefined
  readonly t0Gone?: true | undefined
}

function sayT0(
  { t0MovedMin, t0Gone }: T0Move,
  words: { readonly t0Moved: (minutes: number) => string; readonly t0Gone: string },
): string {
  if (t0Gone) return words.t0Gone
  return t0MovedMin === undefined ? '' : words.t0Moved(t0MovedMin)
}

/** In minutes, to a tenth; negative: `after` is earlier. */
function minutesBetween(before: Pick<Instant, 'monoMs'>, after: Pick<Instant, 'monoMs'>): number {
  return Math.round(((after.monoMs - before.monoMs) / MINUTE_MS) * 10) / 10
}

function tellT0(before: Session, after: Session): T0Move {
  if (!before.t0) return {}
  if (!after.t0) return { t0Gone: true }
  const minutes = minutesBetween(before.t0, after.t0)
  return minutes === 0 ? {} : { t0MovedMin: minutes }
}

/** A baseline that was formed anew, with T0, and the one before it. */
function tellBaseline(
  before: Session,
  { baseline }: Session,
  by: string,
): readonly EventOf<typeof baselineSet>[] {
  if (!baseline || baseline === before.baseline || baseline.setBy) return []
  const { systolic, diastolic } = before.baseline ?? {}
  const old = systolic === undefined || diastolic === undefined ? null : { systolic, diastolic }
  return [baselineSet.of({ ...baseline, before: old, by })]
}

/** A dose that was not given, or not to this patient: taken out of every reckoning, and kept in sight. */
export const withdrawDose = act('withdrawDose', {
  payload: z.strictObject({ by, dose: z.string().min(1).max(60), reason: shortText }),
  roles: carers,
  oncePerPress: true,
  events: [withdrawn, givenReckoned, baselineSet, phase, measured, missed],
  apply(state, { by, dose: id, reason }, { now }) {
    const { session } = state
    const dose = session.doses.find(candidate => candidate.id === id)
    if (!dose) return { refused: refusal('noDoseToWithdraw', id) }
    const whose = whyUnknownWhose(session)
    if (whose !== null) return { refused: whose }
    const entry: WithdrawnDose = { ...dose, withdrawn: { by, at: now, reason } }
    const left = session.doses.filter(candidate => candidate !== dose)
    const moved = moveDoses(state, left, by, now)
    const { drug, mg, at, lot } = dose
    const event = withdrawn.of({
      id,
      drug,
      mg,
      givenAt: at,
      lot,
      by,
      reason,
      ...tellT0(session, moved.session),
    })
    return {
      ...moved,
      session: { ...moved.session, withdrawnDoses: [...(session.withdrawnDoses ?? []), entry] },
      events: [event, ...tellBaseline(session, moved.session, by), ...moved.events],
    }
  },
})

/** Another amount, lot or time than was recorded; what stood there before stays in sight. */
export const correctDose = act('correctDose', {
  payload: z.strictObject({
    by,
    dose: z.string().min(1).max(60),
    mg: doseMg.optional(),
    lot,
    /** When it was really given, in minutes before now. */
    minutesAgo: z
      .number()
      .min(0)
      .max(24 * 60)
      .optional(),
    reason: shortText,
  }),
  roles: carers,
  oncePerPress: true,
  events: [doseQuestion, corrected, givenReckoned, baselineSet, phase, measured, missed],
  apply(state, payload, { authority, now }) {
    const { session } = state
    const index = session.doses.findIndex(({ id }) => id === payload.dose)
    const dose = session.doses[index]
    if (!dose) return { refused: refusal('noDoseToCorrect', payload.dose) }
    const whose = whyUnknownWhose(session)
    if (whose !== null) return { refused: whose }
    const { by, reason } = payload
    const mg = payload.mg ?? dose.mg
    const lotNow = payload.lot === undefined ? dose.lot : payload.lot
    const at = payload.minutesAgo === undefined ? dose.at : whenGiven(now, payload.minutesAgo, session)
    if (mg === dose.mg && lotNow === dose.lot && at.monoMs === dose.at.monoMs)
      return {
        refused: refusal('doseUnchanged'),
      }
    if (session.preset.devices && mg !== dose.mg)
      return {
        refused: refusal('deviceDoseFixed', session.preset.devices.mgEach),
      }
    const weightKg = weightOf(session)?.kg
    const unknown = payload.minutesAgo === undefined ? null : whyUnknown(session, at, now)
    const misplaced = unknown ?? whyTooFar(session, dose, at) ?? whyOutOfOrder(state, index, at)
    if (misplaced !== null) return { refused: misplaced }
    const others = session.doses.toSpliced(index, 1)
    const known = { ...session, doses: session.doses.slice(0, index) }
    const asked = askAboutDose(
      mg === dose.mg ? null : doubtDose(known, mg, weightKg, others),
      { do: 'correctDose', by, reason },
      authority,
    )
    if ('refused' in asked) return asked
    const after = correct(dose, { mg, at, lot: lotNow }, { by, reason, at: now }, weightKg)
    const moved = moveDoses(state, session.doses.with(index, after), by, now)
    const event = corrected.of({
      id: dose.id,
      before: stateOf(dose),
      after: stateOf(after),
      by,
      reason,
      ...tellT0(session, moved.session),
    })
    const events = [...asked.events, event, ...tellBaseline(session, moved.session, by), ...moved.events]
    return { ...moved, events }
  },
})

function stateOf({ mg, at, lot }: Dose): DoseCorrection['before'] {
  return { mg, at, ...(lot === undefined ? {} : { lot }) }
}

function correct(
  dose: Dose,
  to: { readonly mg: number; readonly at: Instant; readonly lot: string | undefined },
  said: { readonly by: string; readonly at: Instant; readonly reason: string },
  weightKg: number | undefined,
): Dose {
  const { lot: _lot, mgPerKg: _perKg, ...rest } = dose
  const entry: DoseCorrection = { ...said, before: stateOf(dose) }
  return {
    ...rest,
    mg: to.mg,
    at: to.at,
    ...(weightKg === undefined ? {} : { mgPerKg: to.mg / weightKg }),
    ...(to.lot === undefined || to.lot === '' ? {} : { lot: to.lot }),
    recordedAt: dose.recordedAt ?? dose.at,
    corrections: [...(dose.corrections ?? []), entry],
  }
}

/** A slip of the finger must not move T0 by hours: a dose was given around the press that recorded it (field rules, "Doses"). */
function whyTooFar(
  session: Session,
  { at: given, recordedAt: recorded = given }: Dose,
  at: Instant,
): WhyNot | null {
  if (at.monoMs === given.monoMs) return null
  const [from, to] = at.monoMs < recorded.monoMs ? [at, recorded] : [recorded, at]
  if (elapsedMs(session, from, to) <= DOSE_MOVES_MIN * MINUTE_MS) return null
  return refusal('doseMovedTooFar', DOSE_MOVES_MIN)
}

/** Doses keep their order, and what was said of an infusion comes after its begin. */
function whyOutOfOrder({ session }: RoomState, index: number, at: Instant): WhyNot | null {
  const { doses, infusionPauses, dosingEnd, preset } = session
  const [before, next] = [doses[index - 1], doses[index + 1]]
  if (before && at.monoMs < before.at.monoMs) return refusal('doseBeforeEarlier')
  const ends = preset.infusionMin !== undefined || preset.holdMin !== undefined
  const later = [next?.at, infusionPauses[0]?.from, ends ? dosingEnd : undefined].flatMap(
    moment => moment ?? [],
  )
  return later.some(({ monoMs }) => at.monoMs > monoMs) ? refusal('doseAfterLater') : null
}
