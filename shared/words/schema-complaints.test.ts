import { expect, it } from 'vitest'
import { z } from 'zod'
import { firstIssue } from './schema-complaints.ts'

/** What a schema that has no words of its own complains of. */
const said = (schema: z.ZodType, value: unknown): string => {
  const parsed = schema.safeParse(value)
  return parsed.success ? '' : firstIssue(parsed.error).what
}

it.each<[z.ZodType, unknown, string]>([
  [z.string(), undefined, 'is missing'],
  [z.string(), 1, 'must be a text'],
  [z.number(), 'x', 'must be a number'],
  [z.int(), 1.5, 'must be a whole number'],
  [z.boolean(), 1, 'must be true or false'],
  [z.array(z.string()), {}, 'must be a list'],
  [z.strictObject({}), [], 'must be an object'],
  [z.string().min(3), 'x', 'must have at least 3 letters'],
  [z.string().min(1), '', 'must not be empty'],
  [z.string().max(2), 'xyz', 'must have at most 2 letters'],
  [z.array(z.string()).min(2), [], 'must have at least 2 entries'],
  [z.array(z.string()).max(0), ['x'], 'must have at most 0 entries'],
  [z.number().min(3), 1, 'must be at least 3'],
  [z.number().gt(3), 3, 'must be more than 3'],
  [z.number().max(3), 4, 'must be at most 3'],
  [z.number().lt(3), 3, 'must be less than 3'],
  [z.number().multipleOf(5), 3, 'must be a multiple of 5'],
  [z.enum(['a', 'b']), 'c', 'must be one of: a, b'],
  [z.strictObject({}), { code: 1 }, 'has no field “code”'],
  [
    z.strictObject({}),
    { a: 1, b: 1, c: 1, d: 1, ['e'.repeat(100)]: 1, f: 1, g: 1 },
    `has no field “a”, “b”, “c”, “d”, “${'e'.repeat(60)}…”, …`,
  ],
  [z.union([z.string(), z.number()]), true, 'not of the known form'],
  [z.iso.date(), 'x', 'not of the known form'],
])('a schema complains in words of Vigil (%#)', (schema, value, sentence) => {
  expect(said(schema, value)).toBe(sentence)
})

it('a schema with words of its own keeps them, and the field is named', () => {
  const schema = z.strictObject({ dose: z.strictObject({ mg: z.number('is no dose.') }) })
  const parsed = schema.safeParse({ dose: { mg: 'x' } })
  expect(parsed.error && firstIssue(parsed.error)).toEqual({ where: 'dose.mg', what: 'is no dose' })
})
