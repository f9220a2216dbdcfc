import { describe, expect, it } from 'vitest'
import { clinicSet } from '../../../fixtures/clinic-set.ts'
import { type ClinicWords, shippedWords } from '../../../shared/clinic-set/clinic-set.ts'
import { clinicWordsSchema } from '../../../shared/clinic-set/schema.ts'
import { rewordable } from '../../../shared/clinic-set/texts.ts'
import { english } from '../../../shared/words/en/index.ts'
import { readEdits, startEdits } from './edit.ts'

const { version: _version, approved: _approved, ...own } = clinicSet
/** The form with the text of this field changed. */
function typed(words: ClinicWords, field: string, said: string) {
  const index = rewordable(words, english).findIndex(text => text.field === field)
  const edits = startEdits(words)
  return { ...edits, texts: edits.texts.with(index, said) }
}

describe('The form with the words of a clinic', () => {
  it.each([
    ['what ships', shippedWords],
    ['the clinic’s own', own],
  ])('that is not touched gives %s again', (_what, words) => {
    expect(readEdits(words, startEdits(words))).toEqual(words)
  })

  it('gives one mark and one criterion a line, in what the core accepts', () => {
    const read = readEdits(shippedWords, {
      ...startEdits(shippedWords),
      marks: ' Yawning \n\nHumming\n',
      criteria: 'Has eaten\nWalks',
    })
    expect(read.marks).toEqual(['Yawning', 'Humming'])
    expect(read.criteria).toEqual([
      { id: 'C1', text: 'Has eaten' },
      { id: 'C2', text: 'Walks' },
    ])
    expect(clinicWordsSchema.safeParse(read).success).toBe(true)
  })

  it('keeps a criterion’s number while it stays, and gives a new one the first that is free', () => {
    const read = readEdits(own, { ...startEdits(own), criteria: 'Has a key\nWalks unaided\nIs warm' })
    expect(read.criteria).toEqual([
      { id: 'C1', text: 'Has a key' },
      { id: 'C2', text: 'Walks unaided' },
      { id: 'C3', text: 'Is warm' },
    ])
  })

  it('leaves a criterion that is written twice for the core to refuse', () => {
    const read = readEdits(own, { ...startEdits(own), criteria: 'Walks unaided\nWalks unaided' })
    expect(read.criteria.map(({ id }) => id)).toEqual(['C2', 'C1'])
    expect(clinicWordsSchema.safeParse(read).success).toBe(false)
  })

  it('says at once that there are too many criteria, and which text is empty', () => {
    const eleven = Array.from({ length: 11 }, (_, index) => `Asks ${index}`).join('\n')
    expect(() => readEdits(own, { ...startEdits(own), criteria: eleven })).toThrow(/At most 10/)
    expect(() => readEdits(own, typed(own, 'Pulse low: what to do', ' '))).toThrow(
      /^Pulse low: what to do: must not be empty/,
    )
  })

  it('keeps of the texts what differs from what ships', () => {
    const advised = readEdits(shippedWords, typed(shippedWords, 'Written advice (D9)', 'Leaflet 7 given'))
    expect(advised).toEqual({ ...shippedWords, advice: 'Leaflet 7 given' })
    const back = readEdits(own, typed(own, 'SpO2 low: what to do', 'stimulate, airway, oxygen'))
    expect(back.guidance).toEqual({})
    expect(back.stopInfusion).toEqual(own.stopInfusion)
    const stop = typed(shippedWords, 'Deep sedation, HIGH: stop the infusion', 'pause the pump')
    expect(readEdits(shippedWords, stop).stopInfusion).toEqual({ 'sedation-deep': 'pause the pump' })
  })
})
