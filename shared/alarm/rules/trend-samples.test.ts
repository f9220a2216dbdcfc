import { describe, expect, it } from 'vitest'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { type TrendAlarmId, trendAlarmIds } from '../ids.ts'
import type { AlarmInput } from '../input.ts'
import { type AlarmState, noTrend, type Stream, startAlarms, type TrendTrack } from '../state.ts'
import { instant } from '../timeline.ts'
import { trend, trendAfterHold } from './trend.ts'

/* Trends sample by sample: what counts, what is passed over, and what a hold leaves. */

const start = startAlarms(makeLimits(defaultLimits), trendAlarmIds)
const bins = (mean: number, count = 60): TrendTrack['bins'] =>
  Array.from({ length: count }, (_, index) => ({ index, sum: mean, count: 1 }))
/** Ten minutes of 98 have passed, and a baseline of 70 /min is known. */
const usual = (track: Partial<TrendTrack>, alarm: TrendAlarmId = 'spo2-trend'): AlarmState => ({
  ...start,
  baseline: { systolic: 124, diastolic: 76, pulseRate: 70 },
  trends: {
    ...start.trends,
    [alarm]: { ...noTrend, ...(alarm === 'spo2-trend' ? { bins: bins(98) } : {}), ...track },
  },
})
const falling = { reference: 98, off: { sinceMs: 600_000, lastMs: 650_000 } }
type Vital = Extract<AlarmInput, { kind: 'vital' }>
const spo2 = (value: number | null, more: Partial<Vital> = {}): Vital => ({
  kind: 'vital',
  vital: 'spo2',
  value,
  ...more,
})
const tracked = (state: AlarmState, s: number, input: AlarmInput, alarm: TrendAlarmId = 'spo2-trend') =>
  trend(state, input, instant(s)).state.trends[alarm]

describe('What is passed over', () => {
  const state = usual(falling)
  const heard = {
    ...state,
    streams: { ...state.streams, spo2: { lastValidMonoMs: 655_000 } as Stream },
  }
  it.each([
    ['time', state, { kind: 'tick' }],
    ['a cuff', state, { kind: 'cuff', inflating: true }],
    ['no value', state, spo2(null)],
    ['a doubtful value', state, spo2(90, { doubt: 'questionable' })],
    ['a value of a sensor that has just come on', state, spo2(90, { doubt: 'settling' })],
    ['one that may be older', state, spo2(90, { inDoubt: true })],
    ['one that is older', heard, spo2(90, { takenMonoMs: 654_999 })],
    ['one that a person has typed', state, spo2(90, { spot: true })],
    ['another vital sign', state, { kind: 'vital', vital: 'respRate', value: 3 }],
  ] as const)('%s', (_, before, input) => {
    const { state: passed, events } = trend(before, input, instant(660))
    expect(passed).toBe(before)
    expect(events).toEqual([])
  })
  it('but no value as old as the newest, nor the first of a stream', () => {
    expect(tracked(heard, 660, spo2(90, { takenMonoMs: 655_000 }))?.off?.lastMs).toBe(655_000)
    expect(tracked(state, 660, spo2(90, { takenMonoMs: 655_000 }))?.off?.lastMs).toBe(655_000)
  })
  it('and nothing of a trend that the preset has off', () => {
    const off = startAlarms(makeLimits(defaultLimits))
    expect(trend(off, spo2(90), instant(660)).state).toBe(off)
  })
})

describe('A fall', () => {
  it('goes on over ten seconds without a value, by the measure that it began with', () => {
    const state = usual({ ...falling, bins: bins(92) })
    expect(tracked(state, 660, spo2(94))).toMatchObject({ held: true, reference: 98 })
    // Later it is judged by what is usual now.
    expect(tracked(state, 660.001, spo2(94))).toMatchObject({ held: false, reference: null, off: null })
    expect(tracked(state, 660.001, spo2(88))).toMatchObject({
      held: false,
      reference: 92,
      off: { sinceMs: 660_001, lastMs: 660_001 },
    })
  })
  it('of the pulse is always measured by the baseline, and keeps no bins', () => {
    const state = usual({ ...falling, reference: 90 }, 'pulse-trend')
    const pulse = (value: number): AlarmInput => ({ kind: 'vital', vital: 'pulseRate', value })
    expect(tracked(state, 660, pulse(100), 'pulse-trend')).toMatchObject({
      held: true,
      reference: 70,
      bins: [],
    })
    expect(tracked(state, 660, pulse(60), 'pulse-trend')).toEqual(noTrend)
    const told = trend(state, pulse(100), instant(660)).events
    expect(told).toMatchObject([
      { alarm: 'pulse-trend', transition: 'raised', value: 100, limit: 100, detail: '70' },
    ])
  })
  it('is over by ten seconds near what was usual, or near what is usual now', () => {
    const held = { ...falling, held: true, bins: bins(92) }
    for (const value of [96, 90]) {
      const near = tracked(usual({ ...held, back: { sinceMs: 650_000, lastMs: 659_000 } }), 660, spo2(value))
      expect(near).toMatchObject({ held: false, reference: null })
    }
    const low = usual({ ...held, bins: bins(98), back: { sinceMs: 650_000, lastMs: 659_000 } })
    expect(tracked(low, 660, spo2(95))).toMatchObject({ held: true, back: null })
    expect(tracked(low, 659.5, spo2(96))).toMatchObject({
      held: true,
      back: { sinceMs: 650_000, lastMs: 659_500 },
    })
  })
  it('is ended at once by a typed value, which is no part of it', () => {
    const held = usual({ ...falling, held: true })
    expect(tracked(held, 660, spo2(97, { spot: true }))).toMatchObject({ held: false, bins: bins(98) })
    expect(tracked(held, 660, spo2(90, { spot: true }))).toMatchObject({
      held: true,
      back: null,
      bins: bins(98),
    })
  })
})

describe('The end of a hold', () => {
  const stream = (value: number | null, more: Partial<Stream> = {}): AlarmState['streams'] => ({
    ...start.streams,
    spo2: { lastValue: value, lastSampleMonoMs: 655_000, invalidSince: null, ...more } as Stream,
  })
  const afterHold = (track: Partial<TrendTrack>, streams: AlarmState['streams'], s = 660) =>
    trendAfterHold({ ...usual(track), streams }, instant(s))
  const held = { ...falling, held: true }

  it('raises what was held and is still off, at once', () => {
    expect(afterHold(held, stream(94)).events).toMatchObject([
      { alarm: 'spo2-trend', transition: 'raised', value: 94, limit: 94, detail: '98' },
    ])
    // Its newest value may be ten seconds old.
    expect(afterHold(held, stream(94), 665).events).toHaveLength(1)
  })
  it('lets a timer run on that has not run out', () => {
    const { state, events } = afterHold(falling, stream(94))
    expect(events).toEqual([])
    expect(state.trends['spo2-trend']).toMatchObject(falling)
  })
  it.each([
    ['is inside again', stream(97), 660],
    ['has no value', stream(94, { invalidSince: 650_000 as never }), 660],
    ['is from before a gap', stream(94, { isBeforeGap: true }), 660],
    ['has been silent for longer', stream(94), 665.001],
    ['has never spoken', start.streams, 660],
  ] as const)('forgets what %s, and what was usual stays', (_, streams, s) => {
    const { state, events } = afterHold(held, streams, s)
    expect(events).toEqual([])
    expect(state.trends['spo2-trend']).toEqual({ ...noTrend, bins: bins(98) })
  })
  it('forgets a timer by a value inside alone', () => {
    expect(afterHold(falling, stream(97)).state.trends['spo2-trend']).toEqual({ ...noTrend, bins: bins(98) })
    const silent = afterHold(falling, start.streams).state.trends['spo2-trend']
    expect(silent).toMatchObject(falling)
  })
  it('has nothing to say without a measure', () => {
    const { state, events } = afterHold({ ...held, reference: null }, stream(80))
    expect(events).toEqual([])
    expect(state.trends['spo2-trend']).toEqual({ ...noTrend, bins: bins(98) })
  })
})
