import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { type Disguise, disguise, person, REMOVED, safe } from './privacy.ts'

const as: Disguise = { person: name => `<${name}>`, safe: text => text.toUpperCase() }

describe('what a schema lets out', () => {
  const schema = z.strictObject({
    kind: z.enum(['a', 'b']),
    figure: z.number(),
    yes: z.boolean().nullable(),
    told: z.string(),
    code: safe(z.string()),
    by: person(z.string()).exactOptional(),
    more: z.array(z.strictObject({ text: z.string(), by: person(z.string()) })).readonly(),
    answers: z.record(z.string(), z.union([z.boolean(), z.number(), z.string(), z.null()])),
  })

  it('is closed words, figures, what is declared safe, and people by other names', () => {
    const value = {
      kind: 'a' as const,
      figure: 7,
      yes: null,
      told: 'by his sister',
      code: 'x1',
      by: 'Ada',
      more: [{ text: 'secret', by: 'Bo' }],
      answers: { one: true, two: 2, three: 'secret', four: null },
    }
    expect(disguise(schema, value, as)).toEqual({
      kind: 'a',
      figure: 7,
      yes: null,
      told: REMOVED,
      code: 'X1',
      by: '<Ada>',
      more: [{ text: REMOVED, by: '<Bo>' }],
      answers: { one: true, two: 2, three: REMOVED, four: null },
    })
  })

  it('is nothing that the schema does not know, wherever it stands', () => {
    const strange = { kind: 'secret', figure: 7, novelty: 'secret', more: [{ by: 'Bo', note: 'secret' }] }
    expect(JSON.stringify(disguise(schema, strange as never, as))).not.toContain('secret')
    expect(disguise(z.union([z.number(), z.boolean()]), 'secret' as never, as)).toBe(REMOVED)
  })

  it('is no text that was declared before it was changed: the declaration comes last', () => {
    expect(disguise(safe(z.string()).max(40), 'secret', as)).toBe(REMOVED)
    expect(disguise(safe(z.string().max(40)), 'plain', as)).toBe('PLAIN')
  })

  it('declares a schema for one place alone', () => {
    const text = z.string()
    const both = z.strictObject({ own: safe(text), typed: text })
    expect(disguise(both, { own: 'a', typed: 'b' }, as)).toEqual({ own: 'A', typed: REMOVED })
  })
})
