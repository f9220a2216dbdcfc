import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { inspectPatient } from './gate.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

/* T0 is taken back, or moves: the baseline is the one that it would have been, had the dose been entered so at once. */

const by = 'nurse-1'
const cuff = (t: number, systolic: number, diastolic: number) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: null },
})
/** Never quite the same: what stands still is doubted. */
const vital = (t: number, name: string, value: number, until: number) =>
  [0, 1].map(more => ({
    t: t + more,
    sample: { kind: 'vital', vital: name, value: value + more, quality: 'good' },
    every: 2,
    until,
  }))
const typed = (t: number, spo2: number) => ({ t, do: 'recordManual', by, spo2, confirmed: true })
const dose = (t: number, more: object = {}) => ({ t, do: 'startDosing', by, mg: 60, ...more })
const correct = (t: number, minutesAgo: number) => ({
  t,
  do: 'correctDose',
  by,
  dose: 'dose-1',
  minutesAgo,
  reason: 'given later',
})
const withdraw = (t: number) => ({ t, do: 'withdrawDose', by, dose: 'dose-1', reason: 'not given' })
const end = (t: number) => ({ t, end: true })

function run(lines: readonly { readonly t: number }[]) {
  const preset = findPreset('IM')
  if (!preset) throw new Error('no preset')
  const events: ReplayEvent[] = []
  const inOrder = lines.toSorted((a, b) => a.t - b.t)
  const script = parseScript(inOrder.map(line => JSON.stringify(line)).join('\n'))
  const { state } = replayScript(script, {
    preset: { ...preset, trendAlarms: ['pulse-trend'] },
    sessionId: 'moved',
    t0WallMs: 0,
    onEvent: event => events.push(event),
  })
  const startS = Math.min(...lines.map(({ t }) => t))
  const nowMs = (Math.max(...lines.map(({ t }) => t)) - startS) * 1000
  return { state, session: state.session, events, now: { monoMs: nowMs, wallMs: nowMs } }
}

const alarmsOf = (events: readonly ReplayEvent[], alarm: string) =>
  events.flatMap(event => (event.event === 'alarm' && event.alarm === alarm ? [event.transition] : []))

describe('After a T0 that was taken back', () => {
  const before = [
    cuff(-600, 122, 76),
    ...vital(-600, 'spo2', 97, 1200),
    ...vital(-600, 'pulseRate', 72, 0),
    ...vital(1, 'pulseRate', 88, 1200),
    dose(0),
    cuff(310, 172, 104),
    withdraw(660),
  ]

  it('the gate judges the newest pressure, wherever it was taken', () => {
    const { state, now } = run([...before, end(700)])
    expect(state.cuff.last).toMatchObject({ systolic: 172 })
    expect(inspectPatient(state, now)).toEqual(expect.arrayContaining(['pressureVeryHigh', 'notRepeated']))
  })

  it('the next baseline is formed from what was measured last, pulse and SpO2 too', () => {
    const { session } = run([...before, dose(700), end(710)])
    expect(session.baseline).toMatchObject({ systolic: 147, diastolic: 90, pulseRate: 89, spo2: 97 })
  })

  it('also hours later', () => {
    const { session } = run([
      cuff(-600, 122, 76),
      ...vital(-600, 'spo2', 97, 12_000),
      ...vital(-600, 'pulseRate', 72, 12_000),
      dose(0),
      cuff(10_000, 130, 80),
      cuff(10_300, 134, 84),
      withdraw(10_400),
      dose(10_500),
      end(10_510),
    ])
    expect(session.baseline).toMatchObject({ systolic: 132, diastolic: 82, pulseRate: 72, spo2: 97 })
  })
})

describe('A T0 without a baseline, after one that was taken back,', () => {
  const taken = [
    cuff(-600, 110, 70),
    vital(-600, 'spo2', 97, 4000),
    vital(-600, 'pulseRate', 72, 4000),
    dose(0),
  ].flat()

  it('has no alarm over the baseline of that one', () => {
    const { events, session } = run([...taken, withdraw(60), dose(1900), cuff(2500, 155, 80), end(3000)])
    expect(session.baseline).toBeUndefined()
    expect(alarmsOf(events, 'systolic-rise')).toEqual([])
  })

  it('ends one that has begun before', () => {
    const { events } = run([...taken, cuff(400, 155, 80), withdraw(460), end(470)])
    expect(alarmsOf(events, 'systolic-rise')).toEqual(['raised'])
    const again = run([...taken, cuff(400, 155, 80), withdraw(460), dose(2300), end(3000)])
    expect(again.session.baseline).toBeUndefined()
    expect(alarmsOf(again.events, 'systolic-rise')).toEqual(['raised', 'cleared'])
  })

  const set = { t: 30, do: 'setBaseline', by, systolic: 118, diastolic: 74, reason: 'of last week' }

  it('has the one that a person had set, and its alarms', () => {
    const { events, session } = run([...taken, set, withdraw(60), dose(1900), cuff(2500, 159, 80), end(3000)])
    expect(session.baseline).toMatchObject({ systolic: 118, setBy: { by, reason: 'of last week' } })
    expect(alarmsOf(events, 'systolic-rise')).toEqual(['raised'])
  })

  it('or one that was formed since, and only since', () => {
    const newer = [...taken, set, cuff(40, 124, 76), withdraw(60), dose(900), end(910)]
    expect(run(newer).session.baseline).toMatchObject({
      systolic: 117,
      from: [expect.any(Number), expect.any(Number)],
    })
    const older = [...taken, set, withdraw(60), dose(900), end(910)]
    expect(run(older).session.baseline).toMatchObject({ systolic: 118, from: [] })
  })
})

describe('A baseline that moves with T0', () => {
  it('is in the record, with the one before it', () => {
    const { events, session } = run([
      cuff(-1200, 124, 76),
      cuff(-600, 126, 78),
      cuff(-100, 150, 95),
      dose(0),
      correct(300, 10),
      end(400),
    ])
    expect(session.baseline).toMatchObject({ systolic: 125, diastolic: 77 })
    expect(events.filter(event => event.event === 'session' && event.kind === 'baseline')).toMatchObject([
      { t: 0, systolic: 138 },
      { t: 300, systolic: 125, diastolic: 77, before: { systolic: 138, diastolic: 86.5 }, by },
    ])
  })

  it('is not told anew where T0 stays', () => {
    const otherLot = { t: 300, do: 'correctDose', by, dose: 'dose-1', lot: 'K9', reason: 'typed wrong' }
    const { events } = run([cuff(-600, 126, 78), dose(0), otherLot, end(400)])
    expect(events.filter(event => event.event === 'session' && event.kind === 'baseline')).toHaveLength(1)
  })
})

describe('A T0 that turns out to be later', () => {
  const measured = [
    cuff(-600, 139, 88),
    ...vital(-600, 'spo2', 97, 2000),
    ...vital(-600, 'pulseRate', 72, 1299),
    cuff(300, 112, 70),
    cuff(600, 114, 72),
  ]
  const later = [cuff(1300, 158, 98), ...vital(1300, 'pulseRate', 110, 2000)]
  const moved = run([...measured, dose(0), correct(720, 1), ...later, end(2000)])
  const entered = run([...measured, dose(660), ...later, end(2000)])

  it('has the baseline of that time', () => {
    // Of a T0 that lies back, half minutes are left, and it says so.
    expect(moved.session.baseline).toEqual({ ...entered.session.baseline, halfMinutes: true })
    expect(moved.session.baseline).toMatchObject({
      systolic: 113,
      diastolic: 71,
      pulseRate: 72,
      spo2: 97,
    })
  })

  it.each(['systolic-rise', 'diastolic-rise', 'pulse-trend'])('has its %s alarm', alarm => {
    expect(alarmsOf(entered.events, alarm)).toContain('raised')
    expect(alarmsOf(moved.events, alarm)).toEqual(alarmsOf(entered.events, alarm))
  })

  it('ends a pulse trend that began before the correction', () => {
    const { events } = run([
      cuff(-600, 124, 78),
      ...vital(-600, 'pulseRate', 72, 200),
      dose(0),
      ...vital(201, 'pulseRate', 110, 500),
      correct(480, 4),
      ...vital(501, 'pulseRate', 72, 4000),
      end(4000),
    ])
    const told = alarmsOf(events, 'pulse-trend')
    expect(told).toContain('raised')
    expect(told.at(-1)).toBe('cleared')
  })

  it('counts what a person took before it, not only what was taken last', () => {
    const checked = [cuff(-600, 124, 78), typed(-500, 95), typed(700, 99)]
    const { session } = run([...checked, dose(0), correct(710, 2), end(720)])
    expect(session.baseline).toMatchObject({ spo2: 95 })
  })
})

it('what is kept for a later T0 stays small over a long session', () => {
  const { state } = run([
    cuff(-600, 124, 78),
    ...vital(-600, 'spo2', 97, 20_000),
    dose(0),
    ...Array.from({ length: 100 }, (_, index) => cuff(200 * (index + 1) - 10, 124, 78)),
    end(20_000),
  ])
  expect(state.beforeDose.spo2?.length).toBeLessThan(1000)
  expect(JSON.stringify(state.cuff.candidates).length).toBeLessThan(20_000)
})

describe('The medians of a baseline', () => {
  /** A pulse that goes up and down by 5 /min, each value for a second. */
  const wavy = (fromS: number, toS: number) =>
    Array.from({ length: toS - fromS }, (_, second) => ({
      t: fromS + second,
      sample: {
        kind: 'vital',
        vital: 'pulseRate',
        value: 72 + Math.round(5 * Math.sin((fromS + second) / 11)),
        quality: 'good',
      },
    }))
  const pulseOf = (lines: readonly { readonly t: number }[]) =>
    run([cuff(-600, 122, 76), ...lines]).session.baseline

  it('are of all values at the press, and of half minutes, which is said, where T0 lies back', () => {
    const atPress = pulseOf([...wavy(-400, 700), dose(0), end(701)])
    expect(atPress?.halfMinutes).toBeUndefined()
    const later = pulseOf([...wavy(-400, 700), dose(600, { minutesAgo: 10 }), end(701)])
    expect(later?.halfMinutes).toBe(true)
    expect(Math.abs((later?.pulseRate ?? 0) - (atPress?.pulseRate ?? 0))).toBeLessThanOrEqual(2)
  })

  it('are exact of single checks, wherever T0 lies', () => {
    const checked = run([
      cuff(-600, 122, 76),
      typed(-60, 97),
      typed(300, 99),
      dose(600, { minutesAgo: 10 }),
      end(601),
    ])
    expect(checked.session.baseline).toMatchObject({ spo2: 97 })
    expect(checked.session.baseline?.halfMinutes).toBeUndefined()
  })
})

describe('The gate of a T0 that lies back', () => {
  const back = (spo2: number, pulse: number) =>
    run([
      cuff(-1600, 122, 76),
      ...vital(-1500, 'spo2', spo2, -301),
      ...vital(-1500, 'pulseRate', pulse, -301),
      ...vital(-299, 'spo2', 97, 600),
      ...vital(-299, 'pulseRate', 72, 600),
      dose(0, { minutesAgo: 12 }),
      end(1),
    ]).events.flatMap(event =>
      event.event === 'session' && event.kind === 'gate' && event.findings ? event.findings : [],
    )

  it('judges SpO2 and pulse of that moment, not those of now', () => {
    expect(back(91, 118)).toEqual(['spo2Low', 'pulseOut'])
    expect(back(97, 72)).toEqual([])
  })
  it('finds none where there was none', () => {
    const { events } = run([
      cuff(-1600, 122, 76),
      ...vital(-299, 'spo2', 97, 600),
      ...vital(-299, 'pulseRate', 72, 600),
      dose(0, { minutesAgo: 12 }),
      end(1),
    ])
    expect(events).toContainEqual(expect.objectContaining({ kind: 'gate', findings: ['noSpo2', 'noPulse'] }))
  })
})
