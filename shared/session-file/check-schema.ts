import { z } from 'zod'
import { criterionText } from '../clinic-set/schema.ts'
import { authored, freeText, ownText } from '../record/parts.ts'
import { checkIds, ownCheckIds } from '../session/checklist.ts'
import { riskAnswers } from '../session/suicide-risk.ts'

const checkParts = {
  passed: z.boolean(),
  override: z.strictObject({ ...authored, reason: freeText }).exactOptional(),
}
/** D9 and D10 tell of the escort and of what the patient said; an answer out of three is nobody's words. */
export const checkSchema = z.discriminatedUnion('id', [
  z.strictObject({ ...checkParts, id: z.enum(checkIds).exclude(['D9', 'D10']), evidence: ownText }),
  z.strictObject({
    ...checkParts,
    id: z.enum(['D9', 'D10']),
    evidence: freeText,
    answer: z.enum(riskAnswers).exactOptional(),
  }),
  z.strictObject({ ...checkParts, id: z.enum(ownCheckIds), text: criterionText, evidence: ownText }),
])
