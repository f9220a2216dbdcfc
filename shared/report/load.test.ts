import { describe, expect, it } from 'vitest'
import type { AlarmEvent, Transition } from '../alarm/types.ts'
import { makeLimits } from '../limits.ts'
import { defaultLimits } from '../presets/default-limits.ts'
import type { SessionEvent } from '../record/index.ts'
import type { Instant } from '../time.ts'
import type { LogEntry } from '../views.ts'
import { english as words } from '../words/en/index.ts'
import { describeFigures, describeLoad } from './describe-load.ts'
import { readEpisodes } from './episodes.ts'
import { type AlarmLoad, alarmLoad } from './load.ts'

const limits = makeLimits(defaultLimits)

function instant(s: number): Instant {
  return { monoMs: s * 1000, wallMs: 1_800_000_000_000 + s * 1000 }
}

type Line = readonly [s: number, entry: AlarmEvent | SessionEvent]

function spo2Low(s: number, transition: Transition, more: Partial<AlarmEvent> = {}): Line {
  const entry = { alarm: 'spo2-low', priority: 'medium', value: 88, limit: 90, transition, ...more } as const
  return [s, { event: 'alarm', ...entry }]
}

function lost(s: number, transition: Transition, more: Partial<AlarmEvent> = {}): Line {
  return spo2Low(s, transition, { alarm: 'link-lost', deviceId: 'a', value: null, limit: null, ...more })
}

/** The load of a hand-made log, from 0 to `endS`. */
function loadOf(
  lines: readonly Line[],
  endS = 3600,
  gaps: readonly (readonly [fromS: number, toS: number])[] = [],
): AlarmLoad {
  const log = lines.map(
    ([s, entry], index): LogEntry => ({ sessionId: 'S1', seq: index + 1, at: instant(s), entry }),
  )
  return alarmLoad({
    episodes: readEpisodes(log, limits, []),
    log,
    gaps: gaps.map(([fromS, toS]) => ({ from: instant(fromS), to: instant(toS) })),
    from: instant(0),
    to: instant(endS),
  })
}

describe('The alarm load', () => {
  it('of a session without alarms is nothing, over a known time', () => {
    const load = loadOf([], 1440)
    expect(load).toMatchObject({ monitoredMs: 1_440_000, byAlarm: [] })
    expect(load.all).toMatchObject({ count: 0, perHour: 0, answerS: null, byThemselvesShare: null })
    expect(describeLoad(load, words)).toBe('No alarm in 24 min.')
  })

  it('counts what one cuff reading breaches once, as people met it, and each rule by itself', () => {
    const pressure = (
      s: number,
      alarm: AlarmEvent['alarm'],
      transition: Transition,
      more: Partial<AlarmEvent> = {},
    ) => spo2Low(s, transition, { alarm, priority: 'medium', value: 165, limit: 160, ...more })
    const ada = { by: 'Ada' }
    const load = loadOf([
      pressure(100, 'systolic-high', 'raised', { priority: 'high' }),
      pressure(100, 'diastolic-high', 'raised'),
      pressure(100, 'systolic-rise', 'raised'),
      spo2Low(105, 'raised'),
      pressure(130, 'systolic-high', 'acknowledged', ada),
      pressure(131, 'diastolic-high', 'acknowledged', ada),
      pressure(131, 'systolic-rise', 'acknowledged', ada),
      // The next reading breaches one limit more, and the one after it none.
      pressure(400, 'diastolic-rise', 'raised'),
      pressure(400, 'systolic-rise', 'cleared'),
      pressure(450, 'diastolic-rise', 'acknowledged', ada),
      ...(['systolic-high', 'diastolic-high', 'diastolic-rise'] as const).map(alarm =>
        pressure(700, alarm, 'cleared'),
      ),
      pressure(1000, 'mean-low', 'raised'),
    ])
    expect(load.all).toMatchObject({
      count: 3,
      byPriority: { high: 1, medium: 2, low: 0 },
      acknowledged: 1,
      answerS: { median: 30, longest: 50 },
      ended: 1,
      byThemselves: 0,
    })
    expect(load.byAlarm.map(({ alarm, count }) => [alarm, count])).toEqual(
      expect.arrayContaining([
        ['systolic-high', 1],
        ['diastolic-high', 1],
        ['systolic-rise', 1],
        ['diastolic-rise', 1],
        ['spo2-low', 1],
        ['mean-low', 1],
      ]),
    )
    // The reading's one alarm was there for 600 s, and the SpO2 and the mean from their beginning to the end of the hour.
    expect(load.all.activeMs).toBe(3_600_000 - 100_000)
  })

  it('does not count a hidden pressure alarm with one that was seen', () => {
    const pressure = (alarm: AlarmEvent['alarm'], more: Partial<AlarmEvent> = {}) =>
      spo2Low(100, 'raised', { alarm, value: 165, limit: 160, ...more })
    const { all } = loadOf([
      pressure('systolic-high', { withheld: 'alarm off' }),
      pressure('diastolic-high'),
      pressure('mean-low'),
    ])
    expect(all).toMatchObject({ count: 1, withheld: 1 })
  })

  it('counts conditions, not transitions, by the highest priority that each reached', () => {
    const { all, byAlarm } = loadOf([
      spo2Low(60, 'raised', { priority: 'low' }),
      spo2Low(70, 'escalated', { priority: 'high' }),
      spo2Low(80, 'lowered', { priority: 'medium' }),
      spo2Low(90, 'cleared'),
      lost(100, 'raised'),
      lost(110, 'cleared'),
      spo2Low(200, 'raised'),
      spo2Low(230, 'cleared'),
    ])
    expect(all).toMatchObject({ count: 3, byPriority: { high: 1, medium: 2, low: 0 }, perHour: 3 })
    expect(byAlarm.map(({ alarm, count }) => [alarm, count])).toEqual([
      ['spo2-low', 2],
      ['link-lost', 1],
    ])
  })

  it('gives the rate for each hour, and says how long that was', () => {
    const load = loadOf([spo2Low(60, 'raised'), spo2Low(90, 'cleared')], 1440)
    expect(load.all.perHour).toBe(2.5)
    expect(describeLoad(load, words)).toBe(
      '1 alarm in 24 min: 2.5 an hour; 1 cleared by itself; none acknowledged.',
    )
  })

  it('makes no rate out of less than a minute', () => {
    const load = loadOf([spo2Low(10, 'raised')], 12)
    expect(load.all.perHour).toBeNull()
    expect(describeLoad(load, words)).toBe('1 alarm in 12 s: 1 still active; none acknowledged.')
  })

  it('reckons rates and active time without the gaps', () => {
    const { all, monitoredMs } = loadOf([spo2Low(500, 'raised'), spo2Low(2500, 'cleared')], 3600, [
      [600, 2400],
      // A gap told twice is one gap.
      [1000, 2000],
    ])
    expect(monitoredMs).toBe(1_800_000)
    expect(all).toMatchObject({ perHour: 2, activeMs: 200_000 })
  })

  it('counts an acknowledgement from the last call: raised, risen or alarmed again', () => {
    const { all } = loadOf([
      spo2Low(100, 'raised'),
      spo2Low(105, 'acknowledged', { by: 'Ada' }),
      spo2Low(200, 'escalated', { priority: 'high' }),
      spo2Low(230, 'acknowledged', { by: 'Ada' }),
      spo2Low(410, 'reAlarmed', { priority: 'high', cause: 'timer' }),
      spo2Low(419, 'acknowledged', { by: 'Ada' }),
      spo2Low(500, 'cleared'),
    ])
    expect(all).toMatchObject({
      count: 1,
      acknowledged: 1,
      answerS: { median: 9, longest: 30 },
      reAlarms: 1,
      byThemselves: 0,
      byThemselvesShare: 0,
    })
    expect(describeFigures(all, words)).toMatchObject({
      acknowledged: '1 of 1',
      answer: '9 s (30 s)',
      byThemselves: '0 of 1 (0 %)',
      notes: 'again 1×',
    })
  })

  it('takes for the median of an even number the lower one', () => {
    const acknowledged = [4, 20, 8, 6].flatMap((afterS, index) => [
      spo2Low(index * 100, 'raised'),
      spo2Low(index * 100 + afterS, 'acknowledged', { by: 'Ada' }),
      spo2Low(index * 100 + 50, 'cleared'),
    ])
    expect(loadOf(acknowledged).all.answerS).toEqual({ median: 6, longest: 20 })
  })

  it('has cleared by itself only what neither a person nor the end of the session ended', () => {
    const { all } = loadOf([
      spo2Low(100, 'raised'),
      spo2Low(130, 'cleared'),
      spo2Low(200, 'raised'),
      spo2Low(210, 'acknowledged', { by: 'Ada' }),
      spo2Low(230, 'cleared'),
      spo2Low(300, 'raised'),
      spo2Low(330, 'cleared', { cause: 'limit change' }),
      lost(3500, 'raised'),
      lost(3600, 'cleared', { cause: 'session closed' }),
    ])
    expect(all).toMatchObject({ count: 4, ended: 4, byThemselves: 1, byThemselvesShare: 0.25 })
  })

  it('knows what is latched as cleared by itself, and its late acknowledgement as one', () => {
    const load = loadOf([
      spo2Low(100, 'raised', { priority: 'high', value: 84, limit: 85 }),
      spo2Low(130, 'cleared', { priority: 'high' }),
      spo2Low(130, 'latched', { priority: 'high' }),
      spo2Low(190, 'reset', { priority: 'high', by: 'Ada' }),
    ])
    expect(load.all).toMatchObject({
      count: 1,
      acknowledged: 1,
      answerS: { median: 90, longest: 90 },
      byThemselves: 1,
      activeMs: 30_000,
    })
  })

  it('runs the time of what is still active to the end, and gives it no share', () => {
    const { all } = loadOf([spo2Low(3000, 'raised')])
    expect(all).toMatchObject({ ended: 0, activeMs: 600_000, byThemselvesShare: null })
    expect(describeFigures(all, words)).toMatchObject({ byThemselves: '–', active: '10 min 0 s' })
  })

  it('counts time once in which several alarms were active', () => {
    const { all, byAlarm } = loadOf([
      spo2Low(100, 'raised'),
      lost(120, 'raised'),
      lost(130, 'raised', { deviceId: 'b' }),
      lost(160, 'cleared'),
      spo2Low(200, 'cleared'),
      lost(210, 'cleared', { deviceId: 'b' }),
    ])
    expect(all).toMatchObject({ count: 3, activeMs: 110_000 })
    expect(byAlarm[0]).toMatchObject({ alarm: 'link-lost', count: 2, activeMs: 90_000 })
  })

  it('counts what the cuff held back apart: it is an alarm only if it is still there afterwards', () => {
    const { all, byAlarm } = loadOf([
      spo2Low(100, 'suppressed', { cause: 'cuff' }),
      spo2Low(300, 'suppressed', { cause: 'cuff' }),
      spo2Low(345, 'raised'),
      spo2Low(380, 'cleared'),
    ])
    expect(all).toMatchObject({ count: 1, ended: 1, heldBack: 2, activeMs: 35_000 })
    expect(byAlarm[0] && describeFigures(byAlarm[0], words).notes).toBe('held back by cuff 2×')
  })

  it('leaves out what nobody could see, and says so', () => {
    const load = loadOf([
      [50, { event: 'session', kind: 'alarms', state: 'off', parameter: 'spo2', by: 'Ada', cause: 'person' }],
      spo2Low(100, 'raised', { withheld: 'alarm off' }),
      spo2Low(130, 'cleared'),
      lost(200, 'raised'),
      lost(230, 'cleared'),
    ])
    expect(load.all).toMatchObject({ count: 1, withheld: 1, activeMs: 30_000 })
    expect(describeLoad(load, words)).toContain('1 not shown: alarms were paused or off')
  })

  it('counts from the end of a pause what is still there then', () => {
    const { all } = loadOf([
      [50, { event: 'session', kind: 'alarms', state: 'off', parameter: 'spo2', by: 'Ada', cause: 'person' }],
      [90, { event: 'session', kind: 'alarms', state: 'paused', by: 'Ada', cause: 'person' }],
      spo2Low(100, 'raised', { withheld: 'alarm paused' }),
      [150, { event: 'session', kind: 'alarms', state: 'on', parameter: 'spo2', by: 'Ada', cause: 'person' }],
      [210, { event: 'session', kind: 'alarms', state: 'on', cause: 'expired' }],
      spo2Low(218, 'acknowledged', { by: 'Ada' }),
      spo2Low(300, 'cleared'),
    ])
    expect(all).toMatchObject({ count: 1, withheld: 0, answerS: { median: 8, longest: 8 } })
  })

  it('counts only what began in the period', () => {
    expect(loadOf([spo2Low(1000, 'raised'), spo2Low(1100, 'cleared')], 900).all.count).toBe(0)
  })

  it('of two hours is told in minutes', () => {
    const seven = [...Array(7).keys()].flatMap(index => [
      spo2Low(index * 100, 'raised'),
      ...(index < 3 ? [spo2Low(index * 100 + 22, 'acknowledged', { by: 'Ada' })] : []),
      spo2Low(index * 100 + 50, 'cleared'),
    ])
    expect(describeLoad(loadOf(seven, 7500), words)).toBe(
      '7 alarms in 2 h 5 min: 3.4 an hour; 4 cleared by themselves; median 22 s to acknowledge.',
    )
  })
})
