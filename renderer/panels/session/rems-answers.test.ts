import { describe, expect, it } from 'vitest'
import { newestRemsForm } from '../../../shared/session/rems.ts'
import { changedAnswers, isAsked, knownAnswers } from './rems-answers.ts'

const items = newestRemsForm.items.filter(isAsked)
const at = { monoMs: 0, wallMs: 0 }
const rems = {
  form: newestRemsForm.version,
  answers: [
    { item: 'enrolled', value: true, by: 'Ada', at },
    { item: 'readyMinutes', value: 90, by: 'Ada', at },
    { item: 'providerName', value: 'Dr Who', by: 'Ada', at },
  ],
}

describe('The answers of the REMS sheet', () => {
  it('that are sent are those that changed, each in its own kind', () => {
    const before = knownAnswers({ rems })
    expect(changedAnswers(items, before, before)).toEqual({})
    expect(
      changedAnswers(items, before, {
        ...before,
        enrolled: 'no',
        readyMinutes: ' 95 ',
        settingName: 'North',
      }),
    ).toEqual({ enrolled: false, readyMinutes: 95, settingName: 'North' })
  })

  it.each(['12,0', '12.0', '+12'])('are the minutes that the field has taken: %s', value => {
    expect(changedAnswers(items, {}, { readyMinutes: value })).toEqual({ readyMinutes: 12 })
  })

  it('are taken back by an empty field', () => {
    const before = knownAnswers({ rems })
    expect(changedAnswers(items, before, { ...before, enrolled: '', providerName: '' })).toEqual({
      enrolled: null,
      providerName: null,
    })
  })

  it.each(['1.5', '-1', 'soon'])('are not taken as minutes when they are %s', value => {
    expect(() => changedAnswers(items, {}, { readyMinutes: value })).toThrow(/whole minutes/)
  })
})
