import { describe, expect, it } from 'vitest'
import type { NibpReading } from '../../reading.ts'
import { instant, startTimeline, type Timeline } from '../timeline.ts'
import { judgeCuff } from './raise-cuff.ts'

/* AR-2 where a reading is in doubt, invalid, or judged by one limit alone. */

function tell(
  line: Timeline,
  s: number,
  [systolic, diastolic]: readonly [number | null, number | null],
  more: { readonly inDoubt?: true; readonly validity?: NibpReading['validity'] } = {},
): Timeline {
  const { inDoubt, validity = 'valid' } = more
  const reading: NibpReading = {
    kind: 'nibp',
    sessionId: 'test',
    seq: 1,
    at: instant(s),
    takenAt: instant(s),
    source: { origin: 'device', id: 'cuff', driver: 'test' },
    validity,
    flags: [],
    status: 'ok',
    systolic,
    diastolic,
    mean: null,
    pulseRate: null,
  }
  return line.at(s, { kind: 'nibp', reading, ...(inDoubt ? { inDoubt } : {}) })
}
const calm = () => startTimeline({ baseline: false })

describe('A reading taken nobody knows when', () => {
  it('raises, and ends nothing', () => {
    const line = tell(calm(), 0, [190, 80], { inDoubt: true })
    expect(line.told()).toEqual(['0 systolic-high high raised'])
    tell(line, 60, [124, 76], { inDoubt: true })
    expect(line.told()).toHaveLength(1)
    tell(line, 120, [124, 76])
    expect(line.told().slice(1)).toContain('120 systolic-high high cleared')
  })
  it('lets an alarm rise, and never fall', () => {
    const line = tell(calm(), 0, [165, 80])
    tell(line, 60, [190, 80], { inDoubt: true })
    tell(line, 120, [165, 80], { inDoubt: true })
    expect(line.told()).toEqual(['0 systolic-high medium raised', '60 systolic-high high escalated'])
    // The alarm goes on with the value that it rose by.
    expect(line.state().conditions).toMatchObject([{ alarm: 'systolic-high', value: 190, limit: 180 }])
  })
})

describe('A reading without figures', () => {
  it.each([
    ['invalid', [190, 110], 'invalid'],
    ['without systolic', [null, 110], 'valid'],
    ['without diastolic', [190, null], 'valid'],
  ] as const)('%s is judged by no limit, and is not the last one', (_, pressure, validity) => {
    const line = tell(calm(), 0, pressure, { validity })
    expect(line.told().filter(words => !words.includes('nibp-failed'))).toEqual([])
    expect(line.state().lastCuff).toBeNull()
  })
  it('has no mean to judge', () => {
    expect(tell(calm(), 0, [100, 60]).told()).toEqual([])
  })
})

describe('One reading, judged again', () => {
  const cuff = { systolic: 190, diastolic: 115, mean: 140, takenMonoMs: 0 }
  it('by one limit alone, where one is named', () => {
    const state = calm().state()
    const judge = (only?: 'diastolic-high') =>
      judgeCuff(state, cuff, instant(0), 'raise', only).events.map(event => 'alarm' in event && event.alarm)
    expect(judge()).toEqual(['systolic-high', 'diastolic-high'])
    expect(judge('diastolic-high')).toEqual(['diastolic-high'])
  })
  it('after a limit change by the limit itself, not by its clear level', () => {
    const line = tell(tell(calm(), 0, [162, 80]), 60, [158, 80])
    expect(line.state().conditions).toHaveLength(1)
    const judged = judgeCuff(
      line.state(),
      { ...cuff, systolic: 158, diastolic: 80, mean: 100 },
      instant(61),
      'raise',
      'systolic-high',
      'limit change',
    )
    expect(judged.events).toMatchObject([
      { alarm: 'systolic-high', transition: 'cleared', cause: 'limit change' },
    ])
  })
  it('has no rise without a baseline, and none of its mean', () => {
    const rises = (baseline: boolean) =>
      judgeCuff(startTimeline({ baseline }).state(), cuff, instant(0), 'hysteresis').events.filter(
        event => 'alarm' in event && event.alarm.endsWith('-rise'),
      )
    expect(rises(false)).toEqual([])
    expect(rises(true)).toHaveLength(2)
  })
})
