import { z } from 'zod'
import { criterionText } from '../clinic-set/schema.ts'
import { omitUndefined } from '../omit-undefined.ts'
import { prescribers } from '../roles.ts'
import { checkIds, confirmables, ownCheckIds } from '../session/checklist.ts'
import { weighChecks } from '../session/discharge.ts'
import { dischargeTimes } from '../session/discharge-times.ts'
import { isTimeUnsure } from '../session/elapsed.ts'
import { enterPhase } from '../session/phases.ts'
import { explainsRisk, type RiskAnswer, readRisk, riskAnswers } from '../session/suicide-risk.ts'
import type { Words } from '../words/index.ts'
import { isOwnCheck, nameCheck } from '../words/names.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { act, withEvent } from './act.ts'
import { noCriterion } from './criteria.ts'
import { eventKind, sentence, wordFor } from './event.ts'
import { by, carers, freeText, shortText, whom } from './parts.ts'
import { phase } from './phase.ts'

/** Something of the discharge checklist was said by a person (`item`), or an item of it let pass (`check`). */
const checked = eventKind(
  'check',
  {
    by: whom,
    item: z.enum(confirmables).exactOptional(),
    answer: z.enum(riskAnswers).exactOptional(),
    text: freeText.exactOptional(),
    check: z.enum([...checkIds, ...ownCheckIds]).exactOptional(),
    /** Of the clinic's own criterion: what is asked. */
    asked: criterionText.exactOptional(),
    reason: freeText.exactOptional(),
  },
  {
    isOfPatient: true,
    say(event, words) {
      const { check, asked, item = '', answer, text } = event
      const what =
        check === undefined
          ? words.record.confirmed(wordFor(words.confirmations, item), sayAnswer(answer, text, words))
          : words.record.overridden(check, nameCheck({ id: check, text: asked }, words))
      return sentence(what, event, words)
    },
  },
)

/** 'present: a plan'; of an answer that is given in typed words too, once. */
function sayAnswer(
  answer: RiskAnswer | undefined,
  text: string | undefined,
  words: Words,
): string | undefined {
  if (answer === undefined) return text
  const more = explainsRisk({ text }) ? text : undefined
  return [words.risk[answer], more].filter(part => part !== undefined).join(': ')
}

const confirming = z.strictObject({
  by,
  item: z.enum(confirmables),
  answer: z.enum(riskAnswers).optional(),
  text: shortText.optional(),
})

/**
 * Something of the discharge checklist that only a person can say. `text`: the escort's name. The suicide-risk check has an
 * `answer`, with words where it is "present"; scripts of earlier versions have words alone.
 */
export const confirmCheck = act('confirmCheck', {
  payload: confirming,
  roles: carers,
  events: [checked],
  apply({ session }, asked, { now }) {
    const refused = whyNotConfirm(asked)
    if (refused !== null) return { refused }
    const { by, item, answer, text } = asked
    const entry = omitUndefined({ item, answer, text, by, at: now })
    return withEvent(
      { ...session, confirmations: [...(session.confirmations ?? []), entry] },
      checked.of({ by, item, answer, text }),
    )
  },
})

function whyNotConfirm({ item, answer, text }: z.infer<typeof confirming>): WhyNot | null {
  if (item === 'escort' && text === undefined) return refusal('escortWithoutName')
  if (item !== 'suicideRisk') return answer === undefined ? null : refusal('answerToOtherItem')
  const risk = readRisk({ answer, text })
  if (risk === null) return refusal('riskAnswerUnclear')
  return risk === 'present' && !explainsRisk({ text }) ? refusal('riskWithoutWords') : null
}

/** The prescriber lets a failed item of the discharge checklist pass, with words. */
export const overrideCheck = act('overrideCheck', {
  payload: z.strictObject({ by, check: z.enum([...checkIds, ...ownCheckIds]), reason: shortText }),
  roles: prescribers,
  events: [checked],
  apply(state, { by, check, reason }, { now }) {
    const { session } = state
    if (!session.t0) return { refused: refusal('overrideBeforeT0') }
    const own = session.clinicSet?.criteria.find(({ id }) => id === check)
    if (!own && isOwnCheck(check)) return { refused: noCriterion(check) }
    const others = (session.overrides ?? []).filter(entry => entry.check !== check)
    return withEvent(
      {
        ...session,
        overrides: [...others, { check, reason, weighed: weighChecks(state, now)[check] ?? {}, by, at: now }],
      },
      checked.of({ by, check, asked: own?.text, reason }),
    )
  },
})

export const startDischarge = act('startDischarge', {
  payload: z.strictObject({ by, reason: shortText.optional() }),
  roles: carers,
  events: [phase],
  apply({ session }, { by, reason }, { now }) {
    if (session.phase !== 'observation') return { refused: refusal('noObservation') }
    const times = dischargeTimes(session)
    const isEarly = times && (now.monoMs < times.assessment || isTimeUnsure(session, session.t0))
    if (isEarly && reason === undefined) return { refused: refusal('observationNotOver') }
    const entered = enterPhase(session, 'discharge', now, by, reason)
    return withEvent(entered.session, entered.event)
  },
})
