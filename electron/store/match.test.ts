import { describe, expect, it } from 'vitest'
import { wordsOf } from '../../shared/words/index.ts'
import { matchOf } from './match.ts'

const words = wordsOf('en')
const french = {
  shipped: {
    ...words.shipped,
    presets: {
      ...words.shipped.presets,
      intramuscular: 'Kétamine en piqûre',
      iv: 'Kétamine, perfusion lente',
    },
  },
}
const match = (typed: string) => matchOf(typed, french)

describe('What sessions are looked for by', () => {
  it('is what begins a word, each of the words', () => {
    expect(match('garden  Ana')).toBe('("garden"*) AND ("Ana"*)')
    expect([matchOf(undefined, french), match(' '), match('- "')]).toEqual([null, null, null])
  })

  it('is a preset that ships by its name in the language that is spoken, with accents and without', () => {
    const kept = '"Ketamine intramuscular"'
    for (const typed of ['piqûre', 'PIQURE', 'piq']) expect(match(typed)).toBe(`("${typed}"* OR ${kept})`)
    expect(match('perfusion')).toBe('("perfusion"* OR "Ketamine IV 0.5 mg/kg over 40 min")')
    expect(match('kéta')).toMatch(/ OR .* OR /)
    for (const typed of ['iqûre', 'usion', 'en-plus']) expect(match(typed)).toBe(`("${typed}"*)`)
  })

  it('is never a command', () => {
    expect(match('a" OR "b')).toBe('("a"*) AND ("OR"*) AND ("b"*)')
  })
})
