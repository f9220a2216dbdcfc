import { z } from 'zod'
import { drugs, routes } from '../presets/preset.ts'
import { type Dose, type Session, weightSources } from '../session/types.ts'
import { weightOf } from '../session/weight.ts'
import { type EventOf, eventKind, sentence } from './event.ts'
import { figure, freeText, identifier, instant, ownLabel, whom } from './parts.ts'

/** One dose, or one of several nasal devices. */
export const given = eventKind(
  'dose',
  {
    id: identifier,
    drug: z.enum(drugs),
    route: z.enum(routes),
    mg: figure,
    mgPerKg: figure.exactOptional(),
    lot: ownLabel.exactOptional(),
    device: figure.exactOptional(),
    infusionMin: figure.exactOptional(),
    givenMg: figure.exactOptional(),
    /** What was planned, where it was 10 % or more off that. */
    plannedMg: figure.exactOptional(),
    /** When it was given, where it is recorded later. */
    givenAt: instant.exactOptional(),
    minutesAgo: figure.exactOptional(),
    by: whom,
    booster: z.literal(true).exactOptional(),
    reason: freeText.exactOptional(),
  },
  {
    isOfPatient: true,
    hasTable: true,
    say(event, words) {
      const { record, drugs: names } = words
      const { mg, drug, device, booster, lot, plannedMg, minutesAgo } = event
      const what =
        device === undefined
          ? record[booster ? 'booster' : 'dose'](mg, names[drug])
          : record.device(device, mg, names[drug])
      const more = [
        lot === undefined ? '' : record.lot(lot),
        plannedMg === undefined ? '' : record.planned(plannedMg),
        minutesAgo === undefined ? '' : record.givenAgo(minutesAgo),
      ]
      return sentence(`${what}${more.join('')}`, event, words)
    },
  },
)

export function doseEvent(
  dose: Dose,
  more: {
    readonly booster?: true
    readonly reason?: string | undefined
    readonly minutesAgo?: number | undefined
  } = {},
) {
  const { id, drug, route, mg, mgPerKg, lot, device, infusionMin, plannedMg, recordedAt, by, at } = dose
  const { booster, reason, minutesAgo } = more
  const late = recordedAt ? { givenAt: at, minutesAgo } : {}
  return given.of({
    id,
    drug,
    route,
    mg,
    mgPerKg,
    lot,
    device,
    infusionMin,
    plannedMg,
    ...late,
    by,
    booster,
    reason,
  })
}

/** What was given of an infusion that was ended early is another amount than was reckoned: a gap, a rate or a time was put right. */
export const givenReckoned = eventKind(
  'givenReckoned',
  {
    id: identifier,
    drug: z.enum(drugs),
    mg: figure,
    beforeMg: figure,
    by: whom,
    reason: freeText.exactOptional(),
  },
  {
    isOfPatient: true,
    say: (event, words) =>
      sentence(words.record.givenReckoned(event.mg, words.drugs[event.drug], event.beforeMg), event, words),
  },
)

/** What was asked about a dose and not answered: in a replay it is taken as given, unless it is refused. */
export const doseQuestion = eventKind(
  'doseQuestion',
  {
    about: z.enum(['dose', 'rate', 'ceiling', 'weight']),
    do: ownLabel,
    /** mg; of a rate mg/h; of a weight kg. */
    figure,
    /** What it is held against: the plan, or the last known weight. */
    known: figure.nullable().exactOptional(),
    ceiling: figure.nullable().exactOptional(),
    /** Given in the session before, in mg. */
    before: figure.exactOptional(),
    refused: z.literal(true).exactOptional(),
    by: whom,
    reason: freeText.exactOptional(),
  },
  {
    say(event, words) {
      const { doseQuestion: said } = words.record
      const { about, figure: value, known = null, ceiling = null, before = 0 } = event
      // Only what is over the most has it beside it.
      const unit = about === 'rate' ? 'mg/h' : 'mg'
      const what =
        ceiling === null
          ? said[about === 'ceiling' ? 'dose' : about](value, known)
          : said.ceiling(value, unit, before, ceiling, known)
      return sentence(`${what}${event.refused ? said.refused : ''}`, event, words)
    },
  },
)

/** A weight that was said in the session, with what stood there before. */
export const weightSaid = eventKind(
  'weight',
  {
    kg: figure,
    enteredLb: figure.exactOptional(),
    source: z.enum(weightSources),
    before: figure.exactOptional(),
    /** Of an earlier session, in kg. */
    earlier: figure.exactOptional(),
    confirmed: z.literal(true).exactOptional(),
    by: whom,
    reason: freeText.exactOptional(),
  },
  {
    isOfPatient: true,
    say(event, words) {
      const { record } = words
      const { kg, enteredLb, before, earlier, confirmed } = event
      const parts = [
        record.weight(record.kg(kg, enteredLb)),
        before === undefined ? '' : record.weightBefore(before),
        earlier === undefined ? '' : record.weightEarlier(earlier),
        confirmed ? record.weightConfirmed : '',
      ]
      return sentence(parts.join(''), event, words)
    },
  },
)

/** What the record says of the weight that counts now. @param before the one that counted before, in kg */
export function tellWeight(session: Session, before: number | undefined): EventOf<typeof weightSaid>[] {
  const weight = weightOf(session)
  if (!weight) return []
  const { kg, enteredLb, source, confirmed, by, reason } = weight
  const earlier = before === undefined ? session.earlierWeight?.kg : undefined
  return [weightSaid.of({ kg, enteredLb, source, before, earlier, confirmed, by, reason })]
}
