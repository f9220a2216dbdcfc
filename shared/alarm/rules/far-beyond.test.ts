import { describe, expect, it } from 'vitest'
import { replay } from '../../../fixtures/authority.ts'
import { changeLimit, makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { startTimeline, type Timeline } from '../timeline.ts'

const limits = makeLimits(defaultLimits)
const fall = (line: Timeline, value: number, from = 0, to = from + 5) =>
  line.stream('spo2', from, to, value).told()[0]

describe('AR-19, far beyond HIGH', () => {
  it.each([
    [70, '3 spo2-low high raised'],
    [55, '3 spo2-low high raised'],
    [71, undefined],
  ])('SpO2 %i: %s', (value, told) => {
    expect(fall(startTimeline(), value)).toBe(told)
  })
  it('is for SpO2 alone', () => {
    expect(startTimeline().stream('pulseRate', 0, 5, 230).stream('respRate', 6, 12, 1).told()).toEqual([])
  })
  it('starts afresh with a valid value that is not so far, and not with a doubtful one', () => {
    const line = startTimeline().stream('spo2', 0, 2, 66)
    expect(fall(line.stream('spo2', 3, 3, 75), 66, 4, 6)).toBeUndefined()
    const doubted = startTimeline()
      .stream('spo2', 0, 1, 66)
      .at(2, { kind: 'vital', vital: 'spo2', value: 90, doubt: 'questionable' })
    expect(fall(doubted, 66, 3)).toBe('3 spo2-low high raised')
  })
  it('moves with the HIGH limit, and starts afresh then', () => {
    const changed = changeLimit(limits, 'spo2-low', 'high', 88, replay)
    if (!changed.ok) throw new Error(changed.why.code)
    const moved = () => startTimeline().at(0, { kind: 'limits', limits: changed.limits })
    expect(fall(moved(), 73)).toBe('3 spo2-low high raised')
    expect(fall(moved(), 74)).toBeUndefined()
    const running = startTimeline().stream('spo2', 0, 2, 66).at(2, { kind: 'limits', limits: changed.limits })
    expect(fall(running, 66, 3, 8)).toBe('6 spo2-low high raised')
  })
  it('has the figures of the preset', () => {
    const own = makeLimits({ ...defaultLimits, 'spo2-low': { ...defaultLimits['spo2-low'], far: [20, 5] } })
    const under = () => startTimeline().at(0, { kind: 'limits', limits: own })
    // The change of a figure that is no limit moves nothing that runs.
    expect(fall(under(), 65, 0, 8)).toBe('5 spo2-low high raised')
    expect(fall(under(), 66, 0, 8)).toBeUndefined()
  })
  it('is held by a cuff, and cleared as ever', () => {
    const line = startTimeline()
      .at(0, { kind: 'sites', sameArm: true })
      .at(0, { kind: 'cuff', inflating: true })
      .stream('spo2', 1, 10, 66)
    expect(line.told()).toEqual(['4 spo2-low high suppressed (cuff)'])
    const shown = startTimeline().stream('spo2', 0, 5, 66).stream('spo2', 6, 20, 97)
    expect(shown.told()).toEqual([
      '3 spo2-low high raised',
      '16 spo2-low high cleared',
      '16 spo2-low high latched',
    ])
  })
})
