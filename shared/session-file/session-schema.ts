import { z } from 'zod'
import { limitAlarmIds, priorities } from '../alarm/ids.ts'
import { clinicSetSchema, criterionText, markWord } from '../clinic-set/schema.ts'
import { limitPhases } from '../presets/preset.ts'
import { presetSchema } from '../presets/schema.ts'
import type { Forgotten, KnowsAll } from '../record/knows-all.ts'
import {
  authored,
  figure,
  freeText,
  hash,
  identifier,
  instant,
  label,
  monoInstant,
  name,
  ownLabel,
  pinReset,
  plainText,
} from '../record/parts.ts'
import { safe } from '../record/privacy.ts'
import { roles } from '../roles.ts'
import { checkIds, confirmables, ownCheckIds } from '../session/checklist.ts'
import { gateFindings } from '../session/findings.ts'
import { markKinds } from '../session/marks.ts'
import { preDoseIds } from '../session/pre-dose.ts'
import { scaleIds } from '../session/scales.ts'
import { amendables, meanings } from '../session/signatures.ts'
import { riskAnswers } from '../session/suicide-risk.ts'
import {
  cuffSites,
  cuffSizes,
  type DueItem,
  phases,
  questionCauses,
  type Session,
  sensorSites,
} from '../session/types.ts'
import { checkSchema } from './check-schema.ts'
import { dose, weight, withdrawnDose } from './dose-schema.ts'

const dueStatuses = [
  'upcoming',
  'due',
  'done',
  'late',
  'missed',
  'excused',
] as const satisfies DueItem['status'][]

const patient = z.strictObject({
  initials: plainText.max(10),
  birthYear: z.int().min(1900).max(2100),
  recordId: plainText.max(40),
  weightKg: figure.exactOptional(),
})

const mark = z.strictObject({
  id: identifier,
  mark: z.enum(markKinds),
  word: markWord.exactOptional(),
  severity: z.enum(['mild', 'moderate', 'severe', 'none']).exactOptional(),
  text: freeText.exactOptional(),
  seq: z.int().min(1).exactOptional(),
  withdrawn: z.strictObject(authored).exactOptional(),
  ...authored,
})

const baseline = z.strictObject({
  systolic: figure,
  diastolic: figure,
  mean: figure.nullable(),
  pulseRate: figure.nullable(),
  spo2: figure.nullable(),
  halfMinutes: z.literal(true).exactOptional(),
  from: z.array(z.int().min(1)).max(10),
  frozenAt: instant,
  setBy: z.strictObject({ ...authored, reason: freeText }).exactOptional(),
})

const dueItem = z.strictObject({
  id: identifier,
  label: ownLabel,
  class: z.enum(['required', 'recommended']),
  targetMonoMs: monoInstant,
  fromMonoMs: monoInstant,
  toMonoMs: monoInstant,
  status: z.enum(dueStatuses),
  extra: z.literal(true).exactOptional(),
  ratings: z.array(z.enum(scaleIds)).exactOptional(),
  spo2: z.literal(true).exactOptional(),
  asked: z.strictObject({ fromMonoMs: monoInstant, afterMin: figure }).exactOptional(),
  noticed: z.literal(true).exactOptional(),
  seq: z.int().min(1).exactOptional(),
  excused: z.strictObject({ ...authored, reason: freeText }).exactOptional(),
  doneAt: instant.exactOptional(),
})

/** What an override rested on (`session/shortcomings.ts`). */
const weighed = z.record(identifier, figure)

/** A wall clock may have stood anywhere. */
const wallDifference = z.number().min(-1e13).max(1e13)

const gap = z.strictObject({
  from: instant,
  to: instant,
  cause: z.enum(['restart', 'sleep']),
  byWallMs: wallDifference.exactOptional(),
  lengthMin: figure.exactOptional(),
  confirmed: z.strictObject(authored).exactOptional(),
  corrections: z
    .array(z.strictObject({ lengthMin: figure.exactOptional(), reason: freeText, ...authored }))
    .exactOptional(),
})

const signature = z.strictObject({
  id: identifier,
  role: z.enum(roles),
  meaning: z.enum(meanings),
  recordHash: hash,
  pinVersion: z.int().min(1).exactOptional(),
  pinReset: pinReset.exactOptional(),
  voidedBy: identifier.exactOptional(),
  ...authored,
})

const amendmentParts = { id: identifier, doseId: identifier.exactOptional(), reason: freeText, ...authored }
/** A lot number is the medicine's; every other value is the patient's, or freeText of a person. */
const amendment = z.discriminatedUnion('field', [
  z.strictObject({
    ...amendmentParts,
    field: z.literal('lot'),
    before: ownLabel.nullable(),
    after: ownLabel,
  }),
  z.strictObject({
    ...amendmentParts,
    field: z.enum(amendables).exclude(['lot']),
    before: freeText.nullable(),
    after: freeText,
  }),
])

const remsAnswer = z.strictObject({
  item: identifier,
  value: z.union([z.boolean(), figure, freeText, z.null()]),
  ...authored,
})

/** A session as it stands in a file: everything that `Session` may have, and nothing else. */
export const sessionSchema = z.strictObject({
  id: safe(identifier.max(60)),
  room: label,
  preset: presetSchema,
  clinicSet: clinicSetSchema.exactOptional(),
  patient,
  phase: z.enum(phases),
  opened: z.strictObject(authored),
  phaseStarts: z.array(z.strictObject({ phase: z.enum(phases), at: instant })).max(100),
  t0: instant.exactOptional(),
  dosingEnd: instant.exactOptional(),
  infusionPauses: z.array(z.strictObject({ from: instant, to: instant.exactOptional() })),
  pumpRates: z
    .array(z.strictObject({ mgPerH: figure, ...authored }))
    .max(100)
    .exactOptional(),
  doses: z.array(dose),
  withdrawnDoses: z.array(withdrawnDose).max(100).exactOptional(),
  plannedDoses: z
    .array(z.strictObject({ mg: figure, reason: freeText, ...authored }))
    .max(100)
    .exactOptional(),
  weights: z.array(weight).max(100).exactOptional(),
  earlierWeight: z
    .strictObject({ kg: figure, wallMs: z.number(), sessionId: identifier.max(60) })
    .exactOptional(),
  marks: z.array(mark),
  baseline: baseline.exactOptional(),
  identity: z.strictObject(authored).exactOptional(),
  preDose: z
    .array(
      z.strictObject({
        item: z.enum(preDoseIds),
        clear: z.boolean(),
        text: freeText.exactOptional(),
        ...authored,
      }),
    )
    .exactOptional(),
  gateOverrides: z
    .array(
      z.strictObject({
        findings: z.array(z.enum(gateFindings)),
        reason: freeText,
        second: name.exactOptional(),
        weighed: weighed.exactOptional(),
        ...authored,
      }),
    )
    .exactOptional(),
  limitChanges: z.array(
    z.strictObject({
      alarm: z.enum(limitAlarmIds),
      priority: z.enum(priorities),
      before: figure,
      after: figure,
      reason: freeText.exactOptional(),
      ownLevel: figure.exactOptional(),
      phase: z.enum(limitPhases).exactOptional(),
      instead: figure.exactOptional(),
      ...authored,
    }),
  ),
  sites: z
    .strictObject({
      cuff: z.enum(cuffSites),
      sensor: z.enum(sensorSites),
      cuffSize: z.enum(cuffSizes).exactOptional(),
      ...authored,
    })
    .exactOptional(),
  cuffCycle: z.strictObject({ everyMin: figure, ...authored }).exactOptional(),
  scales: z
    .array(
      z.strictObject({
        id: identifier,
        scale: z.enum(scaleIds),
        answers: z.array(z.int()).max(30),
        total: figure,
        ...authored,
      }),
    )
    .exactOptional(),
  confirmations: z
    .array(
      z.strictObject({
        item: z.enum(confirmables),
        answer: z.enum(riskAnswers).exactOptional(),
        text: freeText.exactOptional(),
        ...authored,
      }),
    )
    .exactOptional(),
  overrides: z
    .array(
      z.strictObject({
        check: z.enum([...checkIds, ...ownCheckIds]),
        reason: freeText,
        weighed: weighed.exactOptional(),
        ended: instant.exactOptional(),
        ...authored,
      }),
    )
    .exactOptional(),
  ownAnswers: z
    .array(z.strictObject({ id: z.enum(ownCheckIds), text: criterionText, met: z.boolean(), ...authored }))
    .exactOptional(),
  handOvers: z
    .array(z.strictObject({ to: name, text: freeText.exactOptional(), ...authored }))
    .exactOptional(),
  rems: z.strictObject({ form: ownLabel, answers: z.array(remsAnswer).max(200) }).exactOptional(),
  due: z.array(dueItem),
  extra: z
    .strictObject({
      everyMin: z.union([z.literal(5), z.literal(10)]),
      clear: z.union([z.literal(0), z.literal(1)]),
    })
    .exactOptional(),
  gaps: z.array(gap),
  patientQuestions: z
    .array(
      z.strictObject({
        why: z.enum(questionCauses),
        from: instant,
        afterSeq: z.number().int().min(0).exactOptional(),
        asked: instant,
        answer: z.strictObject({ ...authored, same: z.boolean() }).exactOptional(),
      }),
    )
    .exactOptional(),
  moves: z.array(z.strictObject({ from: label, to: label, ...authored })).exactOptional(),
  closed: z
    .strictObject({
      ...authored,
      reason: freeText.exactOptional(),
      checks: z.array(checkSchema).exactOptional(),
    })
    .exactOptional(),
  signatures: z.array(signature).exactOptional(),
  amendments: z.array(amendment).exactOptional(),
  simulated: z.boolean(),
  replayed: z.boolean(),
  manual: z.boolean(),
  speed: z.number().min(1).max(60),
}) satisfies z.ZodType<Session>

/** @public Used by nothing: it fails to compile where a field is forgotten. */
export type KnownSession = KnowsAll<Forgotten<Session, z.infer<typeof sessionSchema>>>
