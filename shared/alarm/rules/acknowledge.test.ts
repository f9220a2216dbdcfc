import { describe, expect, it } from 'vitest'
import type { AlarmInput, Stepped } from '../input.ts'
import { step } from '../step.ts'
import { instant, startTimeline, type Timeline } from '../timeline.ts'

type Deed = Extract<AlarmInput, { kind: 'acknowledge' }>
const two = [
  { id: 'ox', label: 'Oximeter' },
  { id: 'cuff', label: 'Cuff' },
] as const

const high = () => startTimeline({ baseline: false }).cuff(0, 190, 80)
const latched = () => startTimeline().stream('spo2', 0, 10, 83).stream('spo2', 11, 25, 97)
const lostTwice = () => startTimeline().at(0, { kind: 'devices', devices: two }).wait(1, 11)
/** All that the record gets of one acknowledgement. */
function take(line: Timeline, s: number, deed: Omit<Deed, 'kind'>): Stepped {
  return step(line.state(), { kind: 'acknowledge', ...deed }, instant(s))
}

describe('AR-6, what the record gets of an acknowledgement', () => {
  it('is who, of which alarm, at which value and limit, and nothing that nobody said', () => {
    expect(take(high(), 5, { by: 'Ada' }).events).toEqual([
      {
        event: 'alarm',
        alarm: 'systolic-high',
        priority: 'high',
        transition: 'acknowledged',
        value: 190,
        limit: 180,
        by: 'Ada',
        occurrence: 1,
      },
    ])
  })
  it('in an emergency is marked, with the reason (break-glass)', () => {
    const glass = { by: 'Dr Locum', reason: 'arrest next door', breakGlass: true } as const
    expect(take(high(), 5, glass).events).toMatchObject([{ transition: 'acknowledged', ...glass }])
    expect(take(latched(), 26, glass).events).toMatchObject([{ transition: 'reset', ...glass }])
  })
  it('is the value that worsening counts from, and the moment that the timer does', () => {
    expect(take(high(), 5, { by: 'Ada' }).state.conditions[0]?.acknowledged).toEqual({
      by: 'Ada',
      at: instant(5),
      value: 190,
    })
  })
  it('is nothing the second time', () => {
    const line = high().at(5, { kind: 'acknowledge', by: 'Ada' })
    const again = take(line, 6, { by: 'Ben' })
    expect(again.events).toEqual([])
    expect(again.state.conditions[0]?.acknowledged?.by).toBe('Ada')
  })
})

describe('AR-6, whom an acknowledgement reaches', () => {
  it('is one device of two that are lost, where it is named', () => {
    const { state, events } = take(lostTwice(), 12, { by: 'Ada', alarm: 'link-lost', deviceId: 'cuff' })
    expect(events).toMatchObject([{ alarm: 'link-lost', deviceId: 'cuff', detail: 'Cuff', by: 'Ada' }])
    expect(state.conditions.map(one => [one.deviceId, one.acknowledged?.by])).toEqual([
      ['ox', undefined],
      ['cuff', 'Ada'],
    ])
  })
  it('is a latched alarm alone, where it is named', () => {
    const line = latched().cuff(26, 190, 80)
    const { state, events } = take(line, 27, { by: 'Ada', alarm: 'spo2-low' })
    expect(events).toMatchObject([{ alarm: 'spo2-low', priority: 'high', transition: 'reset' }])
    expect(state.latched).toEqual([])
    expect(state.conditions.every(one => one.acknowledged === undefined)).toBe(true)
  })
  it('leaves a latched alarm latched when another is named', () => {
    const line = latched().cuff(26, 190, 80)
    expect(take(line, 27, { by: 'Ada', alarm: 'systolic-high' }).state.latched).toHaveLength(1)
  })
  it('is none whose parameter is off, active or latched', () => {
    const off = { kind: 'turnAlarmOff', by: 'Dr Who', parameter: 'spo2', reason: 'cold hand' } as const
    const line = latched().at(26, off).stream('spo2', 27, 40, 83)
    expect(take(line, 41, { by: 'Ada' }).events).toEqual([])
    expect(take(latched().at(26, off), 27, { by: 'Ada' }).state.latched).toHaveLength(1)
  })
})

describe('What can be acknowledged', () => {
  const ways = (line: Timeline, deed: Omit<Deed, 'kind' | 'by'> = {}) =>
    take(line, 27, { by: 'Ada', ...deed }).events
  it('is active or latched, seen, and not acknowledged', () => {
    expect(ways(startTimeline())).toEqual([])
    expect(ways(high())).toHaveLength(1)
    expect(ways(latched())).toHaveLength(1)
    expect(ways(high().at(5, { kind: 'acknowledge', by: 'Ada' }))).toEqual([])
    const pause = { kind: 'pauseAlarms', by: 'Ada' } as const
    expect(ways(high().at(5, pause))).toEqual([])
    expect(ways(latched().at(26, pause))).toEqual([])
  })
  it('is of this alarm and this device, where they are named', () => {
    expect(ways(high(), { alarm: 'systolic-high' })).toHaveLength(1)
    expect(ways(high(), { alarm: 'spo2-low' })).toEqual([])
    expect(ways(latched(), { alarm: 'spo2-low' })).toHaveLength(1)
    expect(ways(latched(), { alarm: 'pulse-low' })).toEqual([])
    expect(ways(lostTwice(), { alarm: 'link-lost', deviceId: 'ox' })).toHaveLength(1)
    expect(ways(lostTwice(), { alarm: 'link-lost', deviceId: 'other' })).toEqual([])
  })
})

describe('AR-6, when an acknowledgement ends', () => {
  it.each([
    ['pulseRate', 150, 159, 160, 'pulse-high'],
    ['pulseRate', 35, 26, 25, 'pulse-low'],
    ['respRate', 5, 4, 3, null],
  ] as const)('%s, acknowledged at %i: not at %i; at %i: %s', (vital, from, near, far, alarm) => {
    const line = startTimeline().stream(vital, 0, 70, from).at(71, { kind: 'acknowledge', by: 'Ada' })
    const before = line.told().length
    line.stream(vital, 72, 72, near)
    expect(line.told()).toHaveLength(before)
    line.stream(vital, 73, 73, far)
    const told = line.told().slice(before)
    expect(told).toEqual(alarm === null ? [] : [`73 ${alarm} high reAlarmed (worsening)`])
  })
  it('is not when the value gets better by as much', () => {
    const line = startTimeline().stream('pulseRate', 0, 12, 160).at(13, { kind: 'acknowledge', by: 'Ada' })
    const before = line.told().length
    line.stream('pulseRate', 14, 16, 145)
    expect(line.told()).toHaveLength(before)
  })
  it('is never by time for a LOW', () => {
    const line = startTimeline({ baseline: false })
      .failedCuff(0)
      .at(1, { kind: 'acknowledge', by: 'Ada' })
      .wait(2, 1300)
    expect(line.told()).toEqual(['0 nibp-failed low raised', '1 nibp-failed low acknowledged'])
  })
})
