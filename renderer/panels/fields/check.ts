import type { z } from 'zod'
import { complaintOf, type SchemaComplaint, wordComplaint } from '../../../shared/words/schema-complaints.ts'
import { text } from '../../text/text.ts'
import { readTyped } from './number.ts'

/* What is wrong with one field, by the part of the request's own schema that it fills. */

const words = text.common.wrong

/** The schema of a request. */
export type RequestSchema = z.ZodType

/** What a number may be. `over` and `under` are not reached themselves. */
export interface Bounds {
  readonly min?: number
  readonly max?: number
  readonly over?: number
  readonly under?: number
}

/** What a field must be. */
export interface FieldRule extends Pick<Bounds, 'min' | 'max'> {
  readonly label: string
  readonly schema?: RequestSchema | undefined
  /** Where the sheet asks for what the schema only allows. */
  readonly required?: boolean | undefined
  /** It must be a whole number though no schema says so. */
  readonly whole?: boolean | undefined
  /** What is said where nothing is written, if it is more than the usual. */
  readonly missing?: string | undefined
}

/** The part of a request that a field fills: `reason`, `patient.birthYear`; undefined: the request knows none. */
export function partOf(schema: RequestSchema | undefined, path: string): RequestSchema | undefined {
  let part = schema
  for (const key of path.split('.'))
    part = formsOf(part)
      .map(form => fieldOf(form, key))
      .find(found => found !== undefined)
  return part
}

/** What it may be: several, where what is asked for depends on a choice. */
function formsOf(schema: RequestSchema | undefined): readonly RequestSchema[] {
  const inner = schema && unwrapped(schema)
  if (!inner) return []
  const { options } = inner._zod.def as { readonly options?: readonly RequestSchema[] }
  return options ? options.flatMap(formsOf) : [inner]
}

/** Of an object, or of a record, of which nothing must be there. */
function fieldOf(form: RequestSchema, key: string): RequestSchema | undefined {
  const { shape } = form as Partial<z.ZodObject>
  if (shape) return Object.hasOwn(shape, key) ? (shape[key] as RequestSchema) : undefined
  const { keyType, valueType } = form as Partial<z.ZodRecord>
  const isKey = (keyType as RequestSchema | undefined)?.safeParse(key).success ?? false
  return isKey ? (valueType as RequestSchema).optional() : undefined
}

/** Must something be there? */
export function isRequired(schema: RequestSchema | undefined): boolean {
  return schema !== undefined && !schema.safeParse(undefined).success && !schema.safeParse('').success
}

export function boundsOf(schema: RequestSchema | undefined): Bounds {
  if (!schema) return {}
  const bounds: { -readonly [B in keyof Bounds]: Bounds[B] } = {}
  for (const { _zod } of unwrapped(schema)._zod.def.checks ?? []) {
    const { check, value, inclusive } = _zod.def as Partial<Checked>
    if (typeof value !== 'number') continue
    if (check === 'greater_than') bounds[inclusive ? 'min' : 'over'] = value
    if (check === 'less_than') bounds[inclusive ? 'max' : 'under'] = value
  }
  return bounds
}

/** What zod keeps of a check on a number. */
interface Checked {
  readonly check: string
  readonly value: unknown
  readonly inclusive: boolean
}

function unwrapped(schema: RequestSchema): RequestSchema {
  let inner = schema
  while ('unwrap' in inner && typeof inner.unwrap === 'function') inner = inner.unwrap()
  return inner
}

/** What is wrong with a number as it is typed, in one sentence; null: nothing. */
export function whyNoNumber(typed: string, rule: FieldRule): string | null {
  const { label, schema, required } = rule
  const read = readTyped(typed)
  if (read.kind === 'empty') return required || isRequired(schema) ? words.number(label) : null
  if (read.kind === 'wrong') return words.noNumber(label, inShort(typed.trim()))
  if (read.kind === 'doubtful') return words.doubtful(label, typed.trim(), read.whole, read.part)
  const { min, max } = rule
  if ((min !== undefined && read.value < min) || (max !== undefined && read.value > max))
    return sayBounds(label, {
      ...boundsOf(schema),
      ...(min === undefined ? {} : { min }),
      ...(max === undefined ? {} : { max }),
    })
  if (rule.whole && !Number.isInteger(read.value)) return words.whole(label)
  return whyNot(read.value, label, schema)
}

/** Enough of what is typed to know it again: a whole page that was pasted would push the sheet away. */
const QUOTED = 30
function inShort(typed: string): string {
  return typed.length > QUOTED ? `${typed.slice(0, QUOTED)}…` : typed
}

/** What is wrong with a text as it is typed, in one sentence; null: nothing. */
export function whyNoText(typed: string, { label, schema, required, missing }: FieldRule): string | null {
  if (typed.trim() === '') return required || isRequired(schema) ? (missing ?? words.fewWords(label)) : null
  return whyNot(typed, label, schema)
}

/** By kind; a schema of ours that has a complaint of its own says that. */
function whyNot(value: unknown, label: string, schema: RequestSchema | undefined): string | null {
  if (!schema) return null
  const ours = new Set<string>()
  const error = (issue: z.core.$ZodRawIssue) => {
    const said = sayComplaint(label, complaintOf(issue), schema)
    ours.add(said)
    return said
  }
  const issue = formFor(value, schema).safeParse(value, { error }).error?.issues[0]
  if (!issue) return null
  return ours.has(issue.message) ? issue.message : words.other(label, issue.message)
}

/** Of several kinds of a value that one which is typed: it alone says what it lacks. */
function formFor(value: unknown, schema: RequestSchema): RequestSchema {
  const forms = formsOf(schema)
  const own = forms.length > 1 ? forms.find(({ _zod }) => _zod.def.type === typeof value) : undefined
  return own ?? schema
}

/** What to do, where a person can do something about it; else as it is said without a label. */
function sayComplaint(label: string, wrong: SchemaComplaint, schema: RequestSchema): string {
  switch (wrong.kind) {
    case 'missing':
    case 'empty':
      return words.fewWords(label)
    case 'leastLetters':
      return words.least(label, wrong.least)
    case 'mostLetters':
      return words.most(label, wrong.most)
    case 'least':
    case 'moreThan':
    case 'most':
    case 'lessThan':
      return sayBounds(label, boundsOf(schema))
    case 'aNumber':
      return words.number(label)
    case 'wholeNumber':
      return words.whole(label)
    case 'unknownForm':
      return words.otherForm(label)
    default:
      return words.other(label, wordComplaint(wrong))
  }
}

function sayBounds(label: string, { min, max, over, under }: Bounds): string {
  const [low, high] = [min ?? over, max ?? under]
  if (low === undefined) return high === undefined ? words.otherForm(label) : words.upTo(label, String(high))
  if (high === undefined)
    return over === undefined ? words.from(label, String(low)) : words.over(label, String(low))
  return min === undefined
    ? words.overTo(label, String(low), String(high))
    : words.within(label, String(low), String(high))
}
