import { describe, expect, it } from 'vitest'
import { brands, citations } from '../citations.ts'
import { copyPreset } from '../presets/clinic.ts'
import { comparePresets, figuresOf, withSources } from '../presets/figures.ts'
import { presets } from '../presets/index.ts'
import type { Preset } from '../presets/preset.ts'
import { skeletons } from '../presets/skeletons.ts'
import { spravato84 } from '../presets/spravato.ts'
import { shippedEnglish } from './en/shipped.ts'
import { wordsOf } from './index.ts'
import { sayShipped, sayShippedList } from './shipped.ts'

const english = wordsOf('en')
const pseudo = wordsOf('pseudo')
const shipping = [...presets, ...skeletons]

/** All of a preset that is a text for people. */
function textsOf({ label, phaseNames, due, source, sources }: Preset): readonly string[] {
  return [
    label,
    phaseNames.dosing,
    phaseNames.observation,
    ...due.map(rule => rule.label),
    source,
    ...Object.values(sources),
  ]
}

const isBrand = (text: string) => (Object.values(brands) as readonly string[]).includes(text)

describe('Texts that ship', () => {
  it.each(shipping.map(preset => [preset.id, preset] as const))(
    '%s is said whole, whatever is spoken',
    (_, preset) => {
      const texts = textsOf(preset).filter(text => !isBrand(text))
      expect(texts.length).toBeGreaterThan(20)
      expect(texts.filter(text => !/^‹.*›$/s.test(sayShipped(text, pseudo)))).toEqual([])
      expect(texts.map(text => sayShipped(text, english))).toEqual(texts)
    },
  )

  it('are said whole on the page of presets, with every figure', () => {
    const bare = shipping.flatMap(preset =>
      figuresOf(preset, pseudo)
        .flatMap(({ label, value, source }) => [label, value, source ?? ''])
        .filter(text => !isBrand(text) && /\p{L}{4}/u.test(withoutMarked(text))),
    )
    expect(bare).toEqual([])
  })

  it('are each told apart by what they say', () => {
    const { presets: names, phases, dueThen, sources } = shippedEnglish
    const plain = [names, phases, dueThen, sources].flatMap(branch => Object.values(branch))
    expect(new Set(plain).size).toBe(plain.length)
  })

  it('are measurements of any minute', () => {
    for (const text of ['BP 40', 'BP +7.5', 'Extra BP -5', 'SpO2 1440', 'Sedation, dissociation 90'])
      expect(sayShipped(text, pseudo)).toMatch(new RegExp(`^‹${text.replace('+', '\\+')}[ ~]+›$`))
    expect(sayShipped('BP', pseudo)).toBe('BP')
    expect(sayShipped('BP of 40', pseudo)).toBe('BP of 40')
  })

  it('keep a publication as it was published', () => {
    const text = shippedEnglish.cited.carbonDioxide(citations.miner, citations.deitch)
    expect(sayShipped(text, pseudo)).toContain(`(${citations.miner}), 50 or more (${citations.deitch})`)
    expect(sayShipped(shippedEnglish.cited.ivAfter(citations.yale), pseudo)).toMatch(
      /^‹Yale 2024: every 15 min/,
    )
  })

  it('stand as they are where somebody has put them otherwise', () => {
    for (const text of ['Dosing', 'BP 40 left arm', 'Ketamine intramuscular, ours', 'Our source', ''])
      expect(sayShipped(text, pseudo)).toBe(text)
  })

  it('are told apart in one line, commas and all', () => {
    expect(
      sayShippedList('BP 40, Sedation, dissociation 40, arm, left, BP before discharge', pseudo),
    ).toMatch(/^‹BP 40[ ~]+›, ‹Sedation, dissociation 40[ ~]+›, arm, left, ‹BP before discharge[ ~]+›$/)
  })
})

describe('A clinic’s copy', () => {
  const copy = copyPreset([], spravato84, 'Ours')
  const wanted: Preset = {
    ...copy,
    dischargeAfterMin: 150,
    due: copy.due.map(rule => (rule.id === 'M1' ? { ...rule, label: 'BP, left arm' } : rule)),
  }
  const own = withSources(wanted, copy, spravato84, 'quiet room', english)

  it('is said where it was left as it was, and stands where it was reworded', () => {
    const unsaid = textsOf(own).filter(text => sayShipped(text, pseudo) === text)
    expect(unsaid).toEqual(['Ours', 'BP, left arm'])
  })

  it('says in each language that the clinic decided, and why in the clinic’s own words', () => {
    expect(own.sources['dischargeAfterMin']).toBe('Decision of this clinic: quiet room')
    expect(sayShipped('Decision of this clinic: quiet room', pseudo)).toMatch(
      /^‹Decision of this clinic: quiet room[ ~]+›$/,
    )
  })

  it('keeps its sources in English, whoever saves it', () => {
    expect(withSources(own, own, spravato84, 'again', english).sources).toEqual(own.sources)
    expect(Object.values(own.sources).filter(text => text.includes('‹'))).toEqual([])
  })

  it('differs from what ships in no figure that was left as it was', () => {
    expect(comparePresets(spravato84, own, pseudo)).toHaveLength(3)
  })
})

function withoutMarked(text: string): string {
  let rest = text
  for (let before = ''; before !== rest; ) {
    before = rest
    rest = rest.replaceAll(/‹[^‹›]*›/g, '')
  }
  return rest
}
