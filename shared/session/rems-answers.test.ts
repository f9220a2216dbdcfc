import { describe, expect, it } from 'vitest'
import { unknownClinic } from '../clinic.ts'
import { spravato56 } from '../presets/spravato.ts'
import { newestRemsForm, type RemsValue } from './rems.ts'
import { openRemsItems, remsAnswers } from './rems-answers.ts'

const at = (s: number) => ({ monoMs: s * 1000, wallMs: s * 1000 })
const answer = (item: string, value: RemsValue, s = 50) => ({ item, value, by: 'Ben', at: at(s) })
const rems = (...answers: ReturnType<typeof answer>[]) => ({ form: newestRemsForm.version, answers })
const enrolled = (clear: boolean, s = 10) => [{ item: 'rems', clear, by: 'Ada', at: at(s) } as const]
const open = (...answers: ReturnType<typeof answer>[]) =>
  openRemsItems({ preset: spravato56, rems: rems(...answers) }, unknownClinic).map(({ id }) => id)

describe('“Enrolled in the REMS”', () => {
  it('answered before dosing is the sheet’s answer, of the same person', () => {
    expect(remsAnswers({ preDose: enrolled(true) })).toEqual([
      { item: 'enrolled', value: true, by: 'Ada', at: at(10) },
    ])
    expect(remsAnswers({ preDose: enrolled(false) })).toMatchObject([{ value: false }])
  })
  it('answered on both, is the later one', () => {
    const value = (sheet: number, checklist: number) =>
      remsAnswers({ rems: rems(answer('enrolled', false, sheet)), preDose: enrolled(true, checklist) })
    expect(value(50, 10)).toMatchObject([{ item: 'enrolled', value: false, by: 'Ben' }])
    expect(value(10, 50)).toMatchObject([{ item: 'enrolled', value: true, by: 'Ada' }])
  })
})

describe('What is open on the REMS field sheet', () => {
  it('is what staff answer, and neither what the record holds nor what is filled in by hand', () => {
    expect(open()).toContain('enrolled')
    expect(open()).toContain('sedation')
    expect(open()).not.toContain('lot')
    expect(open()).not.toContain('patientName')
    expect(open(answer('sedation', false))).not.toContain('sedation')
  })
  it('is not “enrolled” once the checklist has it, nor what the clinic’s settings hold', () => {
    const clinic = { ...unknownClinic, name: 'North Clinic' }
    const left = openRemsItems({ preset: spravato56, preDose: enrolled(true) }, clinic).map(({ id }) => id)
    expect(left).not.toContain('enrolled')
    expect(left).not.toContain('settingName')
    expect(left).toContain('settingAddress')
  })
  it('is when an event began and ended, and what happened, only where there was one', () => {
    expect(open()).not.toContain('sedationOnset')
    expect(open(answer('sedation', true))).toEqual(expect.arrayContaining(['sedationOnset', 'sedationEnd']))
    expect(open(answer('disability', false))).not.toContain('seriousWords')
    expect(open(answer('disability', true))).toContain('seriousWords')
  })
  it('is nothing for a treatment without the form', () => {
    const preset = { ...spravato56, drug: 'ketamine' } as const
    expect(openRemsItems({ preset }, unknownClinic)).toEqual([])
  })
})
