import { describe, expect, it } from 'vitest'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { trendAlarmIds } from '../ids.ts'
import type { AlarmInput } from '../input.ts'
import { type AlarmState, startAlarms } from '../state.ts'
import { step } from '../step.ts'
import { instant, startTimeline } from '../timeline.ts'
import { restart } from './restart.ts'

/* AR-13: what comes back after a restart, and what must begin afresh where nobody knows how long it was (AR-22). */

const watched = () => startTimeline().at(0, { kind: 'devices', devices: [{ id: 'ox', label: 'Oximeter' }] })

describe('After a restart of known length', () => {
  it('a link has its full time to speak again, even one whose port was gone', () => {
    const line = watched().at(1, { kind: 'port', deviceId: 'ox', gone: true }).wait(1, 3)
    line.at(100, { kind: 'resumed' }).wait(100, 109)
    expect(line.told()).toEqual([])
    line.wait(110, 111)
    expect(line.told()).toEqual(['110 link-lost medium raised'])
  })
  it('delays of streams go on: nothing but the links has changed', () => {
    const line = startTimeline().stream('spo2', 0, 5, 84)
    const { devices: _before, ...before } = line.state()
    const { devices: _after, ...after } = restart(line.state(), { kind: 'resumed' }, instant(8)).state
    expect(after).toEqual(before)
  })
  it('time in which Vigil did not run is neither there nor lost', () => {
    const line = watched().at(1, { kind: 'frame', deviceId: 'ox' }).wait(1, 5)
    const { devices } = restart(line.state(), { kind: 'resumed' }, instant(500)).state
    const { presence } = devices['ox'] ?? {}
    expect(presence?.toMs).toBe(500_000)
    expect(presence?.stretches).toEqual(line.state().devices['ox']?.presence?.stretches)
  })
})

describe('After a gap that nobody knows the length of', () => {
  const resumed = { kind: 'resumed', unsureFromMonoMs: 60_000 } as const
  it('streams begin their delays afresh, and an alarm that stands stays', () => {
    const line = startTimeline().stream('spo2', 0, 9, 84).stream('pulseRate', 0, 20, 150)
    expect(line.told()).toEqual(['10 pulse-high high raised'])
    line.at(161, resumed).at(162, { kind: 'vital', vital: 'spo2', value: 84 })
    line.at(171, { kind: 'vital', vital: 'spo2', value: 84 })
    expect(line.told()).toHaveLength(1)
    line.at(172, { kind: 'vital', vital: 'spo2', value: 84 })
    expect(line.told().slice(1)).toEqual(['172 spo2-low high raised'])
    expect(line.state().conditions.map(({ alarm }) => alarm)).toEqual(['pulse-high', 'spo2-low'])
  })
  it('the clear of an alarm begins afresh, too', () => {
    const line = startTimeline().stream('spo2', 0, 10, 84).stream('spo2', 11, 18, 97)
    line.at(20, resumed).stream('spo2', 21, 30, 97)
    expect(line.told()).toEqual(['10 spo2-low high raised'])
    line.stream('spo2', 31, 31, 97)
    expect(line.told()).toContain('31 spo2-low high cleared')
  })
  it('remembers the gap beside earlier ones, marks every stream, and forgets what was usual', () => {
    const start = { ...startAlarms(makeLimits(defaultLimits), trendAlarmIds), afterT0: true }
    const hear = (before: AlarmState, s: number, input: AlarmInput) => step(before, input, instant(s)).state
    let state: AlarmState = start
    for (let s = 0; s <= 700; s++) state = hear(state, s, { kind: 'vital', vital: 'spo2', value: 97 })
    state = hear(state, 702, { kind: 'vital', vital: 'pulseRate', value: 70 })
    expect(state.trends['spo2-trend']?.bins).not.toEqual([])
    state = hear(state, 703, { ...resumed, unsureFromMonoMs: 702_500 })
    const { unsureGaps, streams, trends } = hear(state, 800, { ...resumed, unsureFromMonoMs: 790_000 })
    expect(unsureGaps).toEqual([
      { fromMonoMs: 702_500, toMonoMs: 703_000 },
      { fromMonoMs: 790_000, toMonoMs: 800_000 },
    ])
    expect(streams.spo2).toMatchObject({ isBeforeGap: true, lastValue: 97 })
    expect(streams.pulseRate).toMatchObject({ isBeforeGap: true, lastValue: 70 })
    expect(trends['spo2-trend']).toMatchObject({ off: null, back: null, bins: [] })
  })
})
