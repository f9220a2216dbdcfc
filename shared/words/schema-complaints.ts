import { z } from 'zod'
import { complaint } from './complaints.ts'

/*
 * What a schema without words of its own complains of, in Vigil's words: the library's would reach people, untranslated. Whoever shows
 * an issue takes it from here, so that this file is loaded before anything is parsed. Which kind of complaint it is, is decided here
 * alone; a sheet, which knows the label of the field, words the kind with it (`fields/check.ts`).
 */

z.config({ customError: issue => wordComplaint(complaintOf(issue)) })

/** The first thing wrong. */
export interface FirstIssue {
  /** Fields, joined by points; empty: the whole. */
  readonly where: string
  /** Without a full stop. */
  readonly what: string
}

export function firstIssue({ issues: [issue] }: z.ZodError): FirstIssue {
  return {
    where: issue?.path.join('.') ?? '',
    what: (issue?.message ?? complaint.texts.unknownForm).replace(/\.$/, ''),
  }
}

/** What a schema finds wrong, whoever words it: a sheet with the label of its field, all others without. */
export type SchemaComplaint =
  | { readonly kind: 'missing' | 'unknownForm' | 'empty' }
  /** It must be one of these. */
  | { readonly kind: 'text' | 'aNumber' | 'wholeNumber' | 'yesOrNo' | 'list' | 'object' }
  | { readonly kind: 'leastLetters' | 'leastEntries' | 'least' | 'moreThan'; readonly least: number }
  | { readonly kind: 'mostLetters' | 'mostEntries' | 'most' | 'lessThan'; readonly most: number }
  | { readonly kind: 'multipleOf'; readonly step: number }
  | { readonly kind: 'oneOf'; readonly values: readonly string[] }
  | { readonly kind: 'unknownFields'; readonly fields: readonly string[] }

/** By the code of the library, never in its own words. */
export function complaintOf(issue: z.core.$ZodRawIssue): SchemaComplaint {
  switch (issue.code) {
    case 'invalid_type':
      return { kind: issue.input === undefined ? 'missing' : wanted(issue.expected) }
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum), issue.inclusive !== false)
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum), issue.inclusive !== false)
    case 'not_multiple_of':
      return { kind: 'multipleOf', step: Number(issue.divisor) }
    case 'invalid_value':
      return { kind: 'oneOf', values: issue.values.map(String) }
    case 'unrecognized_keys':
      return { kind: 'unknownFields', fields: issue.keys }
    default:
      return { kind: 'unknownForm' }
  }
}

function wanted(expected: string) {
  switch (expected) {
    case 'string':
      return 'text'
    case 'number':
      return 'aNumber'
    case 'int':
      return 'wholeNumber'
    case 'boolean':
      return 'yesOrNo'
    case 'array':
    case 'tuple':
      return 'list'
    case 'object':
    case 'record':
      return 'object'
    default:
      return 'unknownForm'
  }
}

function tooSmall(origin: string, least: number, inclusive: boolean): SchemaComplaint {
  if ((origin === 'string' || origin === 'array') && least === 1) return { kind: 'empty' }
  if (origin === 'string') return { kind: 'leastLetters', least }
  if (origin === 'array') return { kind: 'leastEntries', least }
  return { kind: inclusive ? 'least' : 'moreThan', least }
}

function tooBig(origin: string, most: number, inclusive: boolean): SchemaComplaint {
  if (origin === 'string') return { kind: 'mostLetters', most }
  if (origin === 'array') return { kind: 'mostEntries', most }
  return { kind: inclusive ? 'most' : 'lessThan', most }
}

/** What stands behind the name of a field: without a full stop. */
export function wordComplaint(wrong: SchemaComplaint): string {
  const { schema, texts, clinicSet } = complaint
  switch (wrong.kind) {
    case 'unknownForm':
    case 'empty':
      return texts[wrong.kind]
    case 'leastLetters':
    case 'leastEntries':
    case 'least':
    case 'moreThan':
      return schema[wrong.kind](wrong.least)
    case 'mostLetters':
    case 'most':
      return clinicSet[wrong.kind](wrong.most)
    case 'mostEntries':
    case 'lessThan':
      return schema[wrong.kind](wrong.most)
    case 'multipleOf':
      return schema.multipleOf(wrong.step)
    case 'oneOf':
      return schema.oneOf(wrong.values.join(', '))
    case 'unknownFields':
      return schema.unknownFields(nameSome(wrong.fields))
    default:
      return schema[wrong.kind]
  }
}

/** As many as a person reads: a message may be made of thousands. */
const FIELDS_SHOWN = 5
const LETTERS_SHOWN = 60

function nameSome(fields: readonly string[]): string {
  const shown = fields.slice(0, FIELDS_SHOWN).map(field => {
    const letters = [...field.slice(0, 2 * LETTERS_SHOWN)]
    return `“${letters.length > LETTERS_SHOWN ? `${letters.slice(0, LETTERS_SHOWN).join('')}…` : field}”`
  })
  return [...shown, ...(fields.length > FIELDS_SHOWN ? ['…'] : [])].join(', ')
}
