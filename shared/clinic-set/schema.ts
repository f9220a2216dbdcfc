import { z } from 'zod'
import { type AlarmId, alarmIds, stopAlarmIds } from '../alarm/ids.ts'
import { isPlainName } from '../plain-text.ts'
import { person, safe } from '../record/privacy.ts'
import { ownCheckIds } from '../session/checklist.ts'
import { complaint } from '../words/complaints.ts'
import { commonEnglish as words } from '../words/en/common.ts'
import { type ClinicSet, type ClinicWords, MOST_CRITERIA, MOST_LETTERS, MOST_MARKS } from './clinic-set.ts'

/*
 * What a clinic's set must be, from wherever it comes: a window, the store or a file. Its marks and criteria are a template
 * that the clinic has approved for every patient, no words about one: a pseudonymised report keeps them, as it keeps a
 * preset's label, since without them nobody could tell what was seen. What to do at an alarm may name the clinic's desk or
 * its telephone, and says nothing of what happened: it is removed there.
 */

z.config({ jitless: true })

/** One line of 1 to `most` letters. */
function line(most: number) {
  return z
    .string()
    .trim()
    .min(1, { error: () => complaint.texts.empty })
    .refine(text => [...text].length <= most, { error: () => complaint.clinicSet.mostLetters(most) })
    .refine(isPlainName, { error: () => complaint.texts.nameRule })
}
export const markWord = safe(line(MOST_LETTERS.mark))
export const criterionText = safe(line(MOST_LETTERS.criterion))
const guidanceText = line(MOST_LETTERS.guidance)

/** A text for each of these alarms, or for some. */
function byAlarm(ids: readonly AlarmId[]) {
  const shape = Object.fromEntries(ids.map(id => [id, guidanceText.exactOptional()]))
  return z.strictObject(shape).readonly() as unknown as z.ZodType<ClinicWords['guidance']>
}

const difference = z
  .strictObject({
    field: safe(z.string().max(200)),
    before: z.string().max(200).nullable(),
    after: z.string().max(200).nullable(),
  })
  .readonly()

const wordFields = {
  marks: z
    .array(markWord)
    .max(MOST_MARKS, { error: () => complaint.clinicSet.most(MOST_MARKS) })
    .readonly(),
  guidance: byAlarm(alarmIds),
  stopInfusion: byAlarm(stopAlarmIds),
  advice: guidanceText.exactOptional(),
  criteria: z
    .array(z.strictObject({ id: z.enum(ownCheckIds), text: criterionText }).readonly())
    .max(MOST_CRITERIA, { error: () => complaint.clinicSet.most(MOST_CRITERIA) })
    .readonly(),
}

/** As a director sends them. */
export const clinicWordsSchema = z
  .strictObject(wordFields)
  .readonly()
  .superRefine((set, context) => {
    for (const [path, message] of complaints(set))
      context.addIssue({ code: 'custom', path: [...path], message })
  }) satisfies z.ZodType<ClinicWords>

/** As the store and a session have it. */
export const clinicSetSchema = z
  .strictObject({
    ...wordFields,
    version: safe(z.string().regex(/^[1-9]\d{0,5}$/, { error: () => complaint.texts.wholeFrom1 })),
    approved: z
      .strictObject({
        by: person(z.string().min(1).max(80)),
        wallMs: z.number(),
        differs: z.array(difference).max(200).readonly(),
      })
      .readonly()
      .exactOptional(),
  })
  .readonly()
  .superRefine((set, context) => {
    for (const [path, message] of complaints(set))
      context.addIssue({ code: 'custom', path: [...path], message })
  }) satisfies z.ZodType<ClinicSet>

type Complaint = readonly [path: readonly (string | number)[], message: string]

/** Two buttons or two lines with the same words could not be told apart, in the record least of all. */
function complaints({ marks, criteria }: ClinicWords): readonly Complaint[] {
  const shipped = [...Object.values(words.marks)].map(fold)
  const texts = criteria.map(({ text }) => text)
  return [
    ...marks.flatMap((text, index): Complaint[] =>
      shipped.includes(fold(text)) ? [[['marks', index], complaint.clinicSet.ships(text)]] : [],
    ),
    ...twice(marks).map(
      (index): Complaint => [['marks', index], complaint.clinicSet.twice(marks[index] ?? '')],
    ),
    ...twice(texts).map(
      (index): Complaint => [['criteria', index], complaint.clinicSet.twice(texts[index] ?? '')],
    ),
    ...twice(criteria.map(({ id }) => id)).map(
      (index): Complaint => [['criteria', index, 'id'], complaint.clinicSet.idTwice],
    ),
  ]
}

function twice(texts: readonly string[]): readonly number[] {
  const folded = texts.map(fold)
  return folded.flatMap((text, index) => (folded.indexOf(text) < index ? [index] : []))
}

function fold(text: string): string {
  return text.normalize('NFC').toLowerCase()
}

export type ParsedClinicSet =
  | { readonly ok: true; readonly set: ClinicSet }
  | { readonly ok: false; readonly error: string }

/** A set from outside, or one sentence that names the field. */
export function parseClinicSet(value: unknown): ParsedClinicSet {
  const parsed = clinicSetSchema.safeParse(value)
  if (parsed.success) return { ok: true, set: parsed.data }
  const [issue] = parsed.error.issues
  return {
    ok: false,
    error: complaint.texts.of(
      issue?.path.join('.') || complaint.clinicSet.theSet,
      issue?.message ?? complaint.texts.unknownForm,
    ),
  }
}
