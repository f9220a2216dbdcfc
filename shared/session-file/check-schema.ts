import { z } from 'zod'
import { criterionText } from '../clinic-set/schema.ts'
import { authored, figure, freeText, name, ownLabel, ownText } from '../record/parts.ts'
import { checkIds, ownCheckIds } from '../session/checklist.ts'
import type { Evidence } from '../session/evidence.ts'
import { scaleIds } from '../session/scales.ts'
import { riskAnswers } from '../session/suicide-risk.ts'

const pressure = { systolic: figure, diastolic: figure }
const withValues = <Code extends string, Shape extends z.ZodRawShape>(codes: readonly Code[], shape: Shape) =>
  z.strictObject({ code: z.enum(codes), values: z.strictObject(shape) })

const evidence = z.discriminatedUnion('code', [
  z.strictObject({
    code: z.enum([
      'unconfirmed',
      'notEnded',
      'lengthUnsure',
      'timeOver',
      'allMeasured',
      'noPressure',
      'onOxygen',
      'noSpo2',
      'noSedation',
      'notRated',
      'resolved',
      'notUsed',
      'noAlarm',
      'noEscort',
      'riskUnasked',
      'unanswered',
    ]),
  }),
  withValues(['minutesLeft', 'onAir'], { min: figure }),
  withValues(['missing'], {
    due: z.array(ownLabel),
    pressure: z.boolean(),
    ratings: z.array(z.enum(scaleIds)),
  }),
  withValues(['pressure', 'pressureDoubtful', 'pressureAlone'], pressure),
  withValues(['pressureFalling', 'pressureNotFalling'], {
    ...pressure,
    baseline: z.strictObject(pressure),
  }),
  withValues(['lowestSpo2'], {
    lowest: figure,
    heldMin: figure.exactOptional(),
    before: figure.exactOptional(),
  }),
  withValues(['sedation', 'rated'], { total: figure }),
  withValues(['scores'], { totals: z.array(z.strictObject({ scale: z.enum(scaleIds), total: figure })) }),
  withValues(['alarms'], { active: figure, waiting: figure }),
  withValues(['escort', 'escortUnadvised'], { name: freeText }),
  withValues(['riskUnclear'], { text: freeText, by: name }),
  withValues(['risk'], {
    answer: z.enum(riskAnswers),
    said: freeText.exactOptional(),
    by: name,
    before: z.literal(true).exactOptional(),
  }),
  withValues(['riskAnswer'], { answer: z.enum(riskAnswers) }),
  withValues(['yes', 'no'], { by: name }),
]) satisfies z.ZodType<Evidence>

/** Earlier versions kept a sentence, which stays as it was said. */
const keptSentence = z.union([evidence, ownText])
/** Where the sentence told of the escort, or of what the patient said. */
const keptWords = z.union([evidence, freeText])

const checkParts = {
  passed: z.boolean(),
  override: z.strictObject({ ...authored, reason: freeText }).exactOptional(),
}
/** D9 and D10 tell of the escort and of what the patient said; an answer out of three is nobody's words. */
export const checkSchema = z.discriminatedUnion('id', [
  z.strictObject({ ...checkParts, id: z.enum(checkIds).exclude(['D9', 'D10']), evidence: keptSentence }),
  z.strictObject({
    ...checkParts,
    id: z.enum(['D9', 'D10']),
    evidence: keptWords,
    answer: z.enum(riskAnswers).exactOptional(),
  }),
  z.strictObject({ ...checkParts, id: z.enum(ownCheckIds), text: criterionText, evidence: keptSentence }),
])
