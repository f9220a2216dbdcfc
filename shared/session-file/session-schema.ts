import { z } from 'zod'
import { limitAlarmIds, priorities } from '../alarm/ids.ts'
import { presetSchema } from '../presets/schema.ts'
import { roles } from '../roles.ts'
import { checkIds } from '../session/discharge.ts'
import { gateFindings } from '../session/gate.ts'
import { preDoseIds } from '../session/pre-dose.ts'
import { scaleIds } from '../session/scales.ts'
import { amendables, meanings } from '../session/sign.ts'
import {
  confirmables,
  cuffSites,
  cuffSizes,
  type DueItem,
  markKinds,
  phases,
  type Session,
  sensorSites,
} from '../session/types.ts'
import { act, figure, hash, identifier, instant, label, monoInstant, name, words } from './words.ts'

const drug = z.enum(['ketamine', 'esketamine'])
const route = z.enum(['nasal', 'iv', 'im', 'sublingual'])
const dueStatuses = [
  'upcoming',
  'due',
  'done',
  'late',
  'missed',
  'excused',
] as const satisfies DueItem['status'][]

const patient = z.strictObject({
  initials: name.max(10),
  birthYear: z.int().min(1900).max(2100),
  recordId: name.max(40),
  weightKg: figure.exactOptional(),
})

const dose = z.strictObject({
  id: identifier,
  drug,
  route,
  mg: figure,
  mgPerKg: figure.exactOptional(),
  lot: label.exactOptional(),
  device: figure.exactOptional(),
  infusionMin: figure.exactOptional(),
  givenMg: figure.exactOptional(),
  ...act,
})

const mark = z.strictObject({
  id: identifier,
  mark: z.enum(markKinds),
  severity: z.enum(['mild', 'moderate', 'severe', 'none']).exactOptional(),
  text: words.exactOptional(),
  seq: z.int().min(1).exactOptional(),
  withdrawn: z.strictObject(act).exactOptional(),
  ...act,
})

const baseline = z.strictObject({
  systolic: figure,
  diastolic: figure,
  mean: figure.nullable(),
  pulseRate: figure.nullable(),
  spo2: figure.nullable(),
  from: z.array(z.int().min(1)).max(10),
  frozenAt: instant,
  setBy: z.strictObject({ ...act, reason: words }).exactOptional(),
})

const dueItem = z.strictObject({
  id: identifier,
  label,
  class: z.enum(['required', 'recommended']),
  targetMonoMs: monoInstant,
  fromMonoMs: monoInstant,
  toMonoMs: monoInstant,
  status: z.enum(dueStatuses),
  extra: z.literal(true).exactOptional(),
  ratings: z.array(z.enum(scaleIds)).exactOptional(),
  spo2: z.literal(true).exactOptional(),
  noticed: z.literal(true).exactOptional(),
  seq: z.int().min(1).exactOptional(),
  excused: z.strictObject({ ...act, reason: words }).exactOptional(),
  doneAt: instant.exactOptional(),
})

const gap = z.strictObject({
  from: instant,
  to: instant,
  cause: z.enum(['restart', 'sleep']),
  confirmed: z.strictObject(act).exactOptional(),
})

const signature = z.strictObject({
  id: identifier,
  role: z.enum(roles),
  meaning: z.enum(meanings),
  recordHash: hash,
  voidedBy: identifier.exactOptional(),
  ...act,
})

const amendment = z.strictObject({
  id: identifier,
  field: z.enum(amendables),
  doseId: identifier.exactOptional(),
  before: words.nullable(),
  after: words,
  reason: words,
  ...act,
})

const check = z.strictObject({
  id: z.enum(checkIds),
  passed: z.boolean(),
  evidence: words,
  override: z.strictObject({ ...act, reason: words }).exactOptional(),
})

const remsAnswer = z.strictObject({
  item: identifier,
  value: z.union([z.boolean(), figure, words]),
  ...act,
})

/** A session as it stands in a file: everything that `Session` may have, and nothing else. */
export const sessionSchema = z.strictObject({
  id: identifier.max(60),
  room: label,
  preset: presetSchema,
  patient,
  phase: z.enum(phases),
  opened: z.strictObject(act),
  phaseStarts: z.array(z.strictObject({ phase: z.enum(phases), at: instant })).max(100),
  t0: instant.exactOptional(),
  dosingEnd: instant.exactOptional(),
  infusionPauses: z.array(z.strictObject({ from: instant, to: instant.exactOptional() })),
  doses: z.array(dose),
  marks: z.array(mark),
  baseline: baseline.exactOptional(),
  identity: z.strictObject(act).exactOptional(),
  preDose: z
    .array(
      z.strictObject({ item: z.enum(preDoseIds), clear: z.boolean(), text: words.exactOptional(), ...act }),
    )
    .exactOptional(),
  gateOverrides: z
    .array(
      z.strictObject({
        findings: z.array(z.enum(gateFindings)),
        reason: words,
        second: name.exactOptional(),
        ...act,
      }),
    )
    .exactOptional(),
  limitChanges: z.array(
    z.strictObject({
      alarm: z.enum(limitAlarmIds),
      priority: z.enum(priorities),
      before: figure,
      after: figure,
      reason: words.exactOptional(),
      ...act,
    }),
  ),
  sites: z
    .strictObject({
      cuff: z.enum(cuffSites),
      sensor: z.enum(sensorSites),
      cuffSize: z.enum(cuffSizes).exactOptional(),
      ...act,
    })
    .exactOptional(),
  cuffCycle: z.strictObject({ everyMin: figure, ...act }).exactOptional(),
  scales: z
    .array(
      z.strictObject({
        id: identifier,
        scale: z.enum(scaleIds),
        answers: z.array(z.int()).max(30),
        total: figure,
        ...act,
      }),
    )
    .exactOptional(),
  confirmations: z
    .array(z.strictObject({ item: z.enum(confirmables), text: words.exactOptional(), ...act }))
    .exactOptional(),
  overrides: z.array(z.strictObject({ check: z.enum(checkIds), reason: words, ...act })).exactOptional(),
  handOvers: z.array(z.strictObject({ to: name, text: words.exactOptional(), ...act })).exactOptional(),
  rems: z.strictObject({ form: label, answers: z.array(remsAnswer).max(200) }).exactOptional(),
  due: z.array(dueItem),
  extra: z
    .strictObject({
      everyMin: z.union([z.literal(5), z.literal(10)]),
      clear: z.union([z.literal(0), z.literal(1)]),
    })
    .exactOptional(),
  gaps: z.array(gap),
  closed: z
    .strictObject({ ...act, reason: words.exactOptional(), checks: z.array(check).exactOptional() })
    .exactOptional(),
  signatures: z.array(signature).exactOptional(),
  amendments: z.array(amendment).exactOptional(),
  simulated: z.boolean(),
  replayed: z.boolean(),
  manual: z.boolean(),
  speed: z.number().min(1).max(60),
}) satisfies z.ZodType<Session>

/*
 * A schema that satisfies a type may lack its optional fields, and being strict would then refuse every session that has
 * them. This compiles only while the schema knows every field that a session has, however deep.
 */
type KeyOf<T> = T extends unknown ? keyof T : never
type ValueOf<T, K extends PropertyKey> = T extends { readonly [P in K]?: infer V } ? NonNullable<V> : never
type Forgotten<T, S> = T extends readonly (infer I)[]
  ? Forgotten<I, S extends readonly (infer J)[] ? J : never>
  : T extends object
    ? Exclude<keyof T, KeyOf<S>> | { [K in keyof T]-?: Forgotten<NonNullable<T[K]>, ValueOf<S, K>> }[keyof T]
    : never
type KnowsAll<T extends never> = T
/** @public Used by nothing: it fails to compile where a field is forgotten. */
export type KnownSession = KnowsAll<Forgotten<Session, z.infer<typeof sessionSchema>>>
