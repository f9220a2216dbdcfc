import { describe, expect, it } from 'vitest'
import { instant, sampleSession } from '../../live/testing/sample.ts'
import { changesOf } from './cuff-changes.ts'

const act = { by: 'Nurse A', at: instant(0) }
const set = sampleSession({
  sites: { cuff: 'left', sensor: 'right', ...act },
  cuffCycle: { everyMin: 5, ...act },
})

describe('The form of cuff and sensor asks the core for', () => {
  it('nothing that is so already', () => {
    expect(changesOf({ cuff: 'left', sensor: 'right', size: '', every: '5' }, set)).toEqual({
      sites: null,
      cycle: null,
    })
    expect(changesOf({ cuff: '', sensor: '', size: '', every: '' }, sampleSession())).toEqual({
      sites: null,
      cycle: null,
    })
  })
  it('both sites when one has moved', () => {
    expect(changesOf({ cuff: 'left', sensor: 'left', size: '', every: '5' }, set)).toEqual({
      sites: { cuff: 'left', sensor: 'left' },
      cycle: null,
    })
  })
  it('the size of the cuff with its sites', () => {
    const sites = { cuff: 'left', sensor: 'right', cuffSize: 'largeAdult' }
    expect(changesOf({ cuff: 'left', sensor: 'right', size: 'largeAdult', every: '5' }, set).sites).toEqual(
      sites,
    )
  })
  it.each([
    ['10', 10],
    ['', null],
  ])('another interval: "%s"', (every, everyMin) => {
    expect(changesOf({ cuff: 'left', sensor: 'right', size: '', every }, set)).toEqual({
      sites: null,
      cycle: { everyMin },
    })
  })
  it('no half answer', () => {
    expect(() => changesOf({ cuff: 'left', sensor: '', size: '', every: '' }, sampleSession())).toThrow(
      /both/,
    )
  })
})
