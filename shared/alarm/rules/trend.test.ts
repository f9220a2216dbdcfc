import { describe, expect, it } from 'vitest'
import { makeLimits } from '../../limits.ts'
import { defaultLimits } from '../../presets/default-limits.ts'
import { trendAlarmIds } from '../ids.ts'
import type { AlarmInput, Doubt } from '../input.ts'
import { restoreAlarms } from '../restore.ts'
import { type AlarmState, startAlarms } from '../state.ts'
import { step } from '../step.ts'
import type { AlarmEvent } from '../types.ts'

const limits = makeLimits(defaultLimits)
const baseline = { kind: 'baseline', systolic: 125, diastolic: 77, pulseRate: 70 } as const

/** A session whose trend alarms are on, told second by second; what it says of trends as 'second alarm transition value'. */
function begin(state: AlarmState = startAlarms(limits, trendAlarmIds)) {
  let now = state
  let second = 0
  const said: string[] = []
  const tell = (input: AlarmInput) => {
    const stepped = step(now, input, { monoMs: second * 1000, wallMs: second * 1000 })
    now = stepped.state
    for (const event of stepped.events) if (isTrend(event)) said.push(describeEvent(second, event))
  }
  return {
    said,
    tell,
    state: () => now,
    /** Values of a stream, one a second; null: no value. */
    stream(vital: 'spo2' | 'pulseRate', value: number | null, seconds: number, doubt?: Doubt) {
      for (let n = 0; n < seconds; n++) {
        second += 1
        tell({ kind: 'vital', vital, value, ...(doubt ? { doubt } : {}) })
        tell({ kind: 'tick' })
      }
    },
    pass(seconds: number) {
      second += seconds
    },
  }
}

function isTrend(event: ReturnType<typeof step>['events'][number]): event is AlarmEvent {
  return event.event === 'alarm' && (trendAlarmIds as readonly string[]).includes(event.alarm)
}
function describeEvent(second: number, { alarm, transition, priority, value, limit, detail }: AlarmEvent) {
  return `${second} ${alarm} ${transition} ${priority} ${value} ${limit} ${detail}`
}

describe('SpO2 under its median', () => {
  it('calls LOW after 60 s, 4 points under, and not at 3', () => {
    const room = begin()
    room.stream('spo2', 98, 300)
    room.stream('spo2', 95, 90)
    expect(room.said).toEqual([])
    room.stream('spo2', 94, 61)
    expect(room.said).toEqual(['451 spo2-trend raised low 94 94 98'])
  })

  it('knows nothing of what was usual before a gap of unknown length', () => {
    const fallen = (gap: AlarmInput | null) => {
      const room = begin()
      room.stream('spo2', 98, 400)
      if (gap) room.tell(gap)
      room.stream('spo2', 92, 100)
      return room.said.length
    }
    expect(fallen(null)).toBe(1)
    expect(fallen({ kind: 'resumed' })).toBe(1)
    expect(fallen({ kind: 'resumed', unsureFromMonoMs: 399_000 })).toBe(0)
  })

  it('says nothing before there are 5 min of values', () => {
    const early = begin()
    early.stream('spo2', 98, 289)
    early.stream('spo2', 94, 70)
    expect(early.said).toEqual([])
    const just = begin()
    just.stream('spo2', 98, 300)
    just.stream('spo2', 94, 61)
    expect(just.said).toHaveLength(1)
  })

  it('ends within 2 points of what it was, after 10 s', () => {
    const room = begin()
    room.stream('spo2', 98, 300)
    room.stream('spo2', 94, 61)
    room.stream('spo2', 95, 20)
    expect(room.said).toHaveLength(1)
    room.stream('spo2', 96, 11)
    expect(room.said.at(-1)).toBe('392 spo2-trend cleared low 96 94 98')
  })

  it('ends when the new level has become the median', () => {
    const room = begin()
    room.stream('spo2', 98, 600)
    room.stream('spo2', 94, 299)
    expect(room.said).toHaveLength(1)
    room.stream('spo2', 94, 25)
    // From 910 s on more than half of the ten minutes lies at 94.
    expect(room.said.at(-1)).toBe('920 spo2-trend cleared low 94 94 98')
    room.stream('spo2', 94, 300)
    expect(room.said).toHaveLength(2)
  })

  it('measures a fall by the median of when it began', () => {
    const room = begin()
    room.stream('spo2', 98, 310)
    // From here on the median of the last ten minutes would fall along, to 96.
    for (let n = 0; n < 6; n++) room.stream('spo2', 94, 9)
    const { trends } = room.state()
    expect(trends['spo2-trend']?.reference).toBe(98)
  })

  it('is reset by one sure value less far off, and by a silence of more than 10 s', () => {
    for (const interrupt of [
      (room: ReturnType<typeof begin>) => room.stream('spo2', 95, 1),
      (room: ReturnType<typeof begin>) => room.pass(10),
    ]) {
      const room = begin()
      room.stream('spo2', 98, 300)
      room.stream('spo2', 94, 59)
      interrupt(room)
      room.stream('spo2', 94, 60)
      expect(room.said).toEqual([])
      room.stream('spo2', 94, 1)
      expect(room.said).toHaveLength(1)
    }
  })

  it('lets a doubtful value neither count nor reset', () => {
    for (const doubt of ['questionable', 'settling'] as const) {
      const room = begin()
      room.stream('spo2', 98, 300)
      room.stream('spo2', 94, 30)
      room.stream('spo2', 98, 5, doubt)
      room.stream('spo2', 94, 25)
      expect(room.said).toEqual([])
      room.stream('spo2', 94, 1)
      expect(room.said).toHaveLength(1)
      room.stream('spo2', 98, 120, doubt)
      expect(room.said).toHaveLength(1)
      const doubtful = begin()
      doubtful.stream('spo2', 98, 300)
      doubtful.stream('spo2', 94, 120, doubt)
      expect(doubtful.said).toEqual([])
    }
  })

  it('keeps ten minutes of values, and no more', () => {
    const room = begin()
    room.stream('spo2', 97, 2000)
    expect(room.state().trends['spo2-trend']?.bins).toHaveLength(61)
  })

  it('is ended by a typed value that is back, and never begun by one', () => {
    const room = begin()
    room.stream('spo2', 98, 300)
    room.tell({ kind: 'vital', vital: 'spo2', value: 92, spot: true })
    expect(room.said).toEqual([])
    room.stream('spo2', 94, 61)
    room.tell({ kind: 'vital', vital: 'spo2', value: 95, spot: true })
    expect(room.said).toHaveLength(1)
    room.tell({ kind: 'vital', vital: 'spo2', value: 96, spot: true })
    expect(room.said).toHaveLength(2)
  })

  it('is held back by a cuff on the sensor’s arm, and judged when it lets go', () => {
    for (const [after, expected] of [
      [94, ['361 spo2-trend suppressed low 94 94 98', '376 spo2-trend raised low 94 94 98']],
      [98, ['361 spo2-trend suppressed low 94 94 98']],
    ] as const) {
      const room = begin()
      room.tell({ kind: 'sites', sameArm: true })
      room.stream('spo2', 98, 300)
      room.stream('spo2', 94, 16)
      room.tell({ kind: 'cuff', inflating: true })
      room.stream('spo2', 94, 46)
      room.stream('spo2', after, 13)
      expect(room.said).toEqual(expected.slice(0, 1))
      room.stream('spo2', after, 1)
      expect(room.said).toEqual(expected)
    }
  })
})

describe('Pulse off the baseline', () => {
  it.each([
    [100, 'raised low 100 100 70'],
    [40, 'raised low 40 40 70'],
  ])('calls LOW at %i after 60 s, and not 1 /min sooner', (value, expected) => {
    const room = begin()
    room.tell(baseline)
    room.stream('pulseRate', value === 100 ? 99 : 41, 120)
    expect(room.said).toEqual([])
    room.stream('pulseRate', value, 60)
    expect(room.said).toEqual([])
    room.stream('pulseRate', value, 1)
    expect(room.said).toEqual([`181 pulse-trend ${expected}`])
  })

  it('ends within 15 /min of it, and stays where the new rate goes on', () => {
    const room = begin()
    room.tell(baseline)
    room.stream('pulseRate', 101, 1500)
    room.stream('pulseRate', 86, 30)
    expect(room.said).toHaveLength(1)
    room.stream('pulseRate', 85, 10)
    expect(room.said).toHaveLength(1)
    room.stream('pulseRate', 85, 1)
    expect(room.said.at(-1)).toBe('1541 pulse-trend cleared low 85 100 70')
  })

  it('says nothing without a baseline of the pulse', () => {
    const room = begin()
    room.tell({ kind: 'baseline', systolic: 125, diastolic: 77 })
    room.stream('pulseRate', 110, 120)
    expect(room.said).toEqual([])
  })

  it('ends when there is no baseline of the pulse any more: nothing tells what it is off from', () => {
    const room = begin()
    room.tell(baseline)
    room.stream('pulseRate', 110, 61)
    expect(room.said).toHaveLength(1)
    room.tell({ kind: 'baseline', systolic: 125, diastolic: 77 })
    room.stream('pulseRate', 110, 1)
    expect(room.said.at(-1)).toMatch(/pulse-trend cleared/)
    room.stream('pulseRate', 110, 120)
    expect(room.said).toHaveLength(2)
  })
})

describe('Trends', () => {
  it('are off unless the preset has them on, and in states stored before them', () => {
    const off = begin(startAlarms(limits))
    off.tell(baseline)
    off.stream('spo2', 98, 300)
    off.stream('spo2', 94, 120)
    off.stream('pulseRate', 110, 120)
    expect(off.said).toEqual([])
    const { trends: _unknown, ...before } = startAlarms(limits)
    expect(restoreAlarms(before as AlarmState, limits).trends).toEqual({})
  })

  it('are covered by ALARM OFF of their vital sign', () => {
    const room = begin()
    room.stream('spo2', 98, 300)
    room.tell({ kind: 'turnAlarmOff', by: 'Ada', parameter: 'spo2', reason: 'test' })
    room.stream('spo2', 94, 61)
    expect(room.said).toHaveLength(1)
    expect(room.state().conditions).toHaveLength(1)
    room.tell({ kind: 'acknowledge', by: 'Ada' })
    expect(room.state().conditions[0]?.acknowledged).toBeUndefined()
  })
})
