import { z } from 'zod'
import { complaint } from './complaints.ts'

/*
 * What a schema without words of its own complains of, in Vigil's words: the library's would reach people, untranslated. Whoever shows
 * an issue takes it from here, so that this file is loaded before anything is parsed.
 */

z.config({ customError: issue => wordIssue(issue) })

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

function wordIssue(issue: z.core.$ZodRawIssue): string {
  const { schema, texts } = complaint
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? schema.missing : wordKind(issue.expected)
    case 'too_small':
      return wordLeast(issue.origin, Number(issue.minimum), issue.inclusive !== false)
    case 'too_big':
      return wordMost(issue.origin, Number(issue.maximum), issue.inclusive !== false)
    case 'not_multiple_of':
      return schema.multipleOf(Number(issue.divisor))
    case 'invalid_value':
      return schema.oneOf(issue.values.map(String).join(', '))
    case 'unrecognized_keys':
      return schema.unknownFields(issue.keys.map(key => `“${key}”`).join(', '))
    default:
      return texts.unknownForm
  }
}

function wordKind(expected: string): string {
  const { schema, texts } = complaint
  switch (expected) {
    case 'string':
      return schema.text
    case 'number':
      return schema.aNumber
    case 'int':
      return schema.wholeNumber
    case 'boolean':
      return schema.yesOrNo
    case 'array':
    case 'tuple':
      return schema.list
    case 'object':
    case 'record':
      return schema.object
    default:
      return texts.unknownForm
  }
}

function wordLeast(origin: string, least: number, inclusive: boolean): string {
  const { schema, texts } = complaint
  if (origin === 'string') return least === 1 ? texts.empty : schema.leastLetters(least)
  if (origin === 'array') return least === 1 ? texts.empty : schema.leastEntries(least)
  return inclusive ? schema.least(least) : schema.moreThan(least)
}

function wordMost(origin: string, most: number, inclusive: boolean): string {
  const { schema, clinicSet } = complaint
  if (origin === 'string') return clinicSet.mostLetters(most)
  if (origin === 'array') return schema.mostEntries(most)
  return inclusive ? clinicSet.most(most) : schema.lessThan(most)
}
