import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import type { Preset } from '../presets/preset.ts'
import type { NibpReading } from '../reading.ts'
import { moveState } from '../record/move.ts'
import { leaveCuff } from './leave-cuff.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { type RoomInput, stepRoom } from './room.ts'
import type { RoomState } from './room-state.ts'
import { parseScript } from './script.ts'

/*
 * What is old, doubtful, of nobody knows when, or of a monitor that has only just come reassures nobody (AR-12, AR-16, AR-17, AR-22, AR-23).
 */

type Line = { readonly t: number } & Readonly<Record<string, unknown>>

const by = 'nurse-1'
const stream = (t: number, until: number, value: number | null, more: object = {}, vital = 'spo2') => ({
  t,
  sample: { kind: 'vital', vital, value, quality: value === null ? 'noSignal' : 'good', ...more },
  every: 1,
  until,
})
const poor = { quality: 'poor' }
const cuff = (
  t: number,
  systolic: number | null,
  diastolic: number | null,
  more: object = {},
  device = 'A',
) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: 72, ...more },
  device,
})
const act = (t: number, name: string, more: object = {}) => ({ t, do: name, by, ...more })
const limit = (t: number, alarm: string, priority: string, to: number) =>
  act(t, 'changeLimit', { alarm, priority, limit: to, reason: 'chronic lung disease' })
const start = (untilT: number) => [
  cuff(-900, 124, 76),
  cuff(-600, 124, 76),
  stream(-300, untilT, 72, {}, 'pulseRate'),
  act(0, 'startDosing'),
]
const reboot = (t: number, gap: number, clock: number) => ({ t, gap, boot: 'another', clock })

function run(lines: readonly Line[], changed: Partial<Preset> = {}, untilT = 1999) {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('The preset is gone.')
  const events: ReplayEvent[] = []
  const inOrder = [...start(untilT), ...lines].toSorted((a, b) => a.t - b.t)
  const script = parseScript(inOrder.map(line => JSON.stringify(line)).join('\n'))
  const options = { preset: { ...preset, ...changed }, sessionId: 's', t0WallMs: 0 }
  const replay = replayScript(script, { ...options, onEvent: e => events.push(e) })
  const of = (alarm: string) =>
    events.flatMap(e =>
      e.event === 'alarm' && e.alarm === alarm ? [`${e.t} ${e.priority} ${e.transition}`] : [],
    )
  const cuffs = replay.readings.filter((one): one is NibpReading => one.kind === 'nibp')
  return { ...replay, events, of, cuffs }
}

describe('A changed limit', () => {
  const low = [stream(-300, 99, 97), stream(100, 159, 80)]
  it('ends no alarm by one doubtful sample', () => {
    const told = run([
      ...low,
      stream(160, 160, 97, poor),
      limit(160, 'spo2-low', 'high', 84),
      stream(161, 200, 80),
      { t: 205, end: true },
    ])
    expect(told.of('spo2-low')).toEqual(['110 high raised'])
  })
  it('does by a sure one', () => {
    const told = run([
      ...low,
      stream(160, 162, 86),
      limit(162, 'spo2-low', 'high', 84),
      { t: 165, end: true },
    ])
    expect(told.of('spo2-low')).toEqual(['110 high raised', '162 medium lowered', '162 high latched'])
  })
  it('of a phase ends none by a doubtful sample either', () => {
    const phaseLimits = {
      beforeT0: { 'spo2-low': { medium: 92 } },
      dosing: { 'spo2-low': { medium: 90 } },
    }
    const told = run(
      [
        stream(-300, -61, 97),
        stream(-60, -1, 86),
        stream(0, 0, 97, poor),
        stream(1, 40, 86),
        { t: 45, end: true },
      ],
      { phaseLimits },
    )
    expect(told.of('spo2-low')).toEqual(['-45 medium raised'])
  })
  it('ends none by the last value of a lost signal, until there is one again', () => {
    const told = run([
      stream(-300, 99, 97),
      stream(100, 159, 83),
      stream(160, 399, null),
      limit(300, 'spo2-low', 'high', 82),
      stream(400, 420, 97),
      { t: 425, end: true },
    ])
    expect(told.of('spo2-low').slice(0, 1)).toEqual(['110 high raised'])
    expect(
      told
        .of('spo2-low')
        .slice(1)
        .every(word => Number(word.split(' ')[0]) >= 400),
    ).toBe(true)
    expect(told.of('spo2-low')).toContainEqual(expect.stringMatching(/cleared$/))
  })
  it('judges no cuff of an age that nobody knows, and does once it is known', () => {
    const lines = [
      stream(-300, 999, 97),
      cuff(900, 182, 98),
      reboot(1000, 7200, -7800),
      stream(8200, 8300, 97),
    ]
    const moved = limit(8260, 'systolic-high', 'high', 185)
    const told = run([...lines, moved, { t: 8300, end: true }])
    expect(told.of('systolic-high')).toEqual(['900 high raised'])
    const said = act(8250, 'confirmGap', { lengthMin: 5 })
    const known = run([...lines, said, moved, { t: 8300, end: true }])
    expect(known.of('systolic-high')).toContain('8260 medium lowered')
  })
})

describe('Over a gap that only a wall clock tells the length of', () => {
  const high = [stream(-300, 1899, 97), stream(1900, 1985, 82), stream(1986, 1990, 90)]
  it('a clear begins anew, where the line stood still', () => {
    const told = run([
      ...high,
      stream(1991, 1999, 97),
      reboot(1999.5, 7200, -7300),
      stream(9201, 9201, 97),
      stream(9202, 9230, 80),
      { t: 9230, end: true },
    ])
    expect(told.of('spo2-low')).not.toContainEqual(expect.stringMatching(/cleared$/))
  })
  it('so does a delay, and the minute of doubtful values', () => {
    const short = run([
      stream(-300, 1899, 97),
      stream(1900, 1905, 84),
      reboot(1905.5, 7200, -7300),
      stream(9108, 9111, 84),
      stream(9112, 9120, 97),
      { t: 9121, end: true },
    ])
    expect(short.of('spo2-low')).toEqual([])
    const doubtful = run([
      ...high,
      stream(1991, 2045, 97, poor),
      reboot(2045.5, 7200, -7300),
      stream(9247, 9256, 97, poor),
      { t: 9257, end: true },
    ])
    expect(doubtful.of('spo2-low')).not.toContainEqual(expect.stringMatching(/cleared$/))
  })
  it('a value typed for before it ends no alarm, and raises one', () => {
    const lines = [stream(-300, 1999, 97), stream(2000, 2100, 80), reboot(2100, 300, 0)]
    const typed = (spo2: number) => act(2401, 'recordManual', { spo2, minutesAgo: 30, confirmed: true })
    expect(run([...lines, typed(97), { t: 2405, end: true }]).of('spo2-low')).toEqual(['2010 high raised'])
    const quiet = [stream(-300, 2100, 97), reboot(2100, 300, 0), typed(80), { t: 2405, end: true }]
    expect(run(quiet).of('spo2-low')).toEqual(['2401 high raised'])
  })
  it('nor does a pressure, nor a failed cuff of before', () => {
    const lines = [stream(-300, 300, 97), cuff(200, 192, 96), cuff(250, null, null, { status: 'failed' })]
    const typed = act(421, 'recordManual', { systolic: 120, diastolic: 70, minutesAgo: 10, confirmed: true })
    const told = run([...lines, reboot(300, 120, 0), typed, { t: 425, end: true }])
    expect(told.of('systolic-high')).toEqual(['200 high raised'])
    expect(told.of('nibp-failed')).toEqual(['250 low raised'])
    expect(told.state.session.extra?.clear).toBe(0)
  })
  it.each([
    ['of one monitor, another having told a newer one', [cuff(100, 130, 78), cuff(200, 192, 96, {}, 'B')]],
    [
      'of before a failed one',
      [
        cuff(100, 130, 78),
        act(200, 'recordManual', { systolic: 192, diastolic: 96, confirmed: true }),
        cuff(250, null, null, { status: 'failed' }),
      ],
    ],
  ])('the last result %s is known again', (_, before) => {
    const again = cuff(425, 130, 78, { ageS: 325 })
    const told = run([stream(-300, 300, 97), ...before, reboot(300, 120, 0), again, { t: 430, end: true }])
    expect(told.cuffs.filter(({ systolic }) => systolic === 130)).toHaveLength(1)
    expect(told.of('systolic-high')).toEqual(['200 high raised'])
  })
  it('the figures of an older HIGH are a new one', () => {
    const lines = [
      cuff(100, 192, 96),
      cuff(200, 130, 78),
      reboot(300, 120, 0),
      cuff(425, 192, 96, { ageS: 30 }),
    ]
    expect(run([stream(-300, 300, 97), ...lines, { t: 430, end: true }]).of('systolic-high')).toContain(
      '425 high raised',
    )
  })
})

describe('A monitor that comes in mid-session', () => {
  const lines = [stream(-300, 3100, 97), cuff(1800, 190, 112)]
  it('may have measured another patient before it came', () => {
    const told = run([...lines, cuff(3000, 118, 70, { ageS: 900 }, 'B'), { t: 3005, end: true }])
    expect(told.of('systolic-high')).toEqual(['1800 high raised'])
    expect(told.cuffs.at(-1)).toMatchObject({ systolic: 118, existing: true })
    expect(told.state.cuff.last?.systolic).toBe(190)
  })
  it('speaks of what it has measured since', () => {
    const first = cuff(3000, 118, 70, { ageS: 900 }, 'B')
    const told = run([...lines, first, cuff(3050, 121, 71, { ageS: 30 }, 'B'), { t: 3055, end: true }])
    expect(told.of('systolic-high')).toContain('3050 high cleared')
  })
})

describe('ALARM PAUSED', () => {
  it('ends when a dose taken back makes it dosing again', () => {
    const told = run([
      stream(-300, 1200, 97),
      act(300, 'recordDevice'),
      act(600, 'recordDevice'),
      act(1000, 'pauseAlarms'),
      act(1005, 'withdrawDose', { dose: 'dose-3', reason: 'not given' }),
      { t: 1010, end: true },
    ])
    expect(told.state.session.phase).toBe('dosing')
    expect(told.state.alarm.pause).toBeNull()
    expect(told.events).toContainEqual(
      expect.objectContaining({ t: 1005, kind: 'alarms', state: 'on', cause: 'dosing' }),
    )
  })
})

describe('ALARM PAUSED after dosing', () => {
  it('ends with a further dose', () => {
    const preset = findPreset('IM')
    if (!preset) throw new Error('The preset is gone.')
    const lines = [
      cuff(-600, 124, 76),
      act(0, 'startDosing', { mg: 35 }),
      act(1200, 'pauseAlarms'),
      act(1210, 'recordBooster', { mg: 10, reason: 'x' }),
      { t: 1220, end: true },
    ]
    const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
    const { state, log } = replayScript(script, { preset, sessionId: 's', t0WallMs: 0 })
    expect(state.alarm.pause).toBeNull()
    expect(log.map(({ entry }) => entry)).toContainEqual(
      expect.objectContaining({ kind: 'alarms', state: 'on', cause: 'dosing' }),
    )
  })
})

describe('A session that goes on in another room', () => {
  function moved(before: readonly Line[]) {
    const { state } = run([stream(-300, 100, 97), ...before, { t: 100, end: true }], {}, 100)
    const base = state.alarm.streams.spo2?.lastSampleMonoMs ?? 0
    const at = (s: number) => ({ monoMs: base + s * 1000, wallMs: base + s * 1000 })
    const left = leaveCuff(moveState(state, 'Room 2', by, at(1)).state, at(1))
    let room: RoomState = left.state
    const told: string[] = []
    const apply = (s: number, input: RoomInput) => {
      const stepped = stepRoom(room, input, at(s))
      room = stepped.state
      for (const e of stepped.events) if (e.event === 'alarm') told.push(`${s} ${e.alarm} ${e.transition}`)
      return stepped
    }
    const source = { origin: 'device', id: 'new', driver: 'x' } as const
    const spo2 = (s: number, value: number) =>
      apply(s, { kind: 'sample', sample: { kind: 'vital', vital: 'spo2', value, quality: 'good' }, source })
    return { left, told, apply, spo2, source, state: () => room }
  }
  const watched = { kind: 'devices', devices: [{ id: 'new', label: 'new' }] } as const

  it('is watched by the new monitor from its first value on', () => {
    const room = moved([])
    room.apply(1, watched)
    expect(room.spo2(2, 90).readings).toHaveLength(1)
    expect(room.state().vitals.spo2?.value).toBe(90)
  })
  it('leaves the arm of the old cuff behind, and asks anew', () => {
    const room = moved([act(50, 'setSites', { cuff: 'left', sensor: 'left' })])
    expect(room.state().session.sites).toBeUndefined()
    room.apply(1, watched)
    const inflating = { kind: 'device', state: 'cuffInflating' } as const
    room.apply(2, { kind: 'sample', sample: inflating, source: room.source })
    for (let s = 3; s < 20; s++) {
      room.spo2(s, 65)
      room.apply(s, { kind: 'tick' })
    }
    expect(room.told).toContain('6 spo2-low raised')
  })
  it('judges at once what the old cuff held back', () => {
    const room = moved([
      act(50, 'setSites', { cuff: 'left', sensor: 'left' }),
      { t: 80, sample: { kind: 'device', state: 'cuffInflating' }, device: 'A' },
      stream(81, 100, 65),
    ])
    expect(room.left.events).toContainEqual(
      expect.objectContaining({ alarm: 'spo2-low', transition: 'raised' }),
    )
  })
  it('misses SpO2 where there is no oximeter, until somebody types it', () => {
    const room = moved([])
    room.apply(1, { kind: 'devices', devices: [] })
    for (let s = 2; s < 50; s++) room.apply(s, { kind: 'tick' })
    expect(room.told).toEqual(['32 spo2-signal-lost raised'])
    const authority = { kind: 'replay', name: 'test' } as const
    room.apply(50, { kind: 'action', action: { do: 'recordManual', by, spo2: 96 }, authority })
    expect(room.told.at(-1)).toBe('50 spo2-signal-lost cleared')
  })
  it('judges nothing that its new monitor measured before', () => {
    const room = moved([cuff(40, 190, 112)])
    room.apply(1, watched)
    const sample = {
      kind: 'nibp',
      systolic: 118,
      diastolic: 70,
      mean: null,
      pulseRate: null,
      status: 'ok',
      ageS: 20,
    } as const
    room.apply(2, { kind: 'sample', sample, source: room.source })
    expect(room.told).toEqual([])
    expect(room.state().alarm.conditions.map(({ alarm }) => alarm)).toContain('systolic-high')
  })
})
