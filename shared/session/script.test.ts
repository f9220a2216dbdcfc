import { describe, expect, it } from 'vitest'
import { findPreset, type Preset } from '../presets/index.ts'
import { acts, type EventKind, type SessionEvent } from '../record/index.ts'
import { vitals } from '../vitals.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript, ScriptError } from './script.ts'

function preset(id: string): Preset {
  const found = findPreset(id)
  if (!found) throw new Error(id)
  return found
}

function run(lines: readonly object[], presetId = 'SPRAVATO-84') {
  const events: ReplayEvent[] = []
  const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
  const replay = replayScript(script, {
    preset: preset(presetId),
    sessionId: 'test',
    t0WallMs: 0,
    onEvent: event => events.push(event),
  })
  return { ...replay, events, session: replay.state.session }
}

const nibp = (systolic: number, diastolic: number, more: object = {}) => ({
  kind: 'nibp',
  systolic,
  diastolic,
  mean: Math.round(diastolic + (systolic - diastolic) / 3),
  pulseRate: 72,
  ...more,
})
const spo2 = (value: number | null) => ({
  kind: 'vital',
  vital: 'spo2',
  value,
  quality: value === null ? 'noSignal' : 'good',
})
const kinds = <K extends EventKind>(events: readonly ReplayEvent[], kind: K) =>
  events.filter(
    (event): event is ReplayEvent & Extract<SessionEvent, { kind: K }> =>
      event.event === 'session' && event.kind === kind,
  )

describe('session scripts', () => {
  it.each([
    ['nonsense', /Line 1 .*not valid JSON/],
    ['[1]', /must have t/],
    ['{"t":0,"do":"dance","by":"A"}', /no action "dance"; known are startDosing/],
    ['{"t":0,"do":"acknowledge"}', /by/],
    ['{"t":0,"sample":{"kind":"vital","vital":"mood","value":1}}', /vital/],
    ['{"t":5,"end":true}\n{"t":1,"end":true}', /Line 2 .*before 5/],
    ['', /empty/],
  ])('refuses %s', (text, message) => {
    expect(() => parseScript(text)).toThrow(ScriptError)
    expect(() => parseScript(text)).toThrow(message)
  })

  it('gives the same events each time', () => {
    const lines = [
      { t: -60, sample: nibp(124, 76) },
      { t: -30, sample: spo2(97), every: 1, until: 60 },
      { t: 0, do: 'startDosing', by: 'N' },
    ]
    expect(JSON.stringify(run(lines).events)).toBe(JSON.stringify(run(lines).events))
  })
})

describe('baseline', () => {
  it('is the unrounded mean of the last two readings at least 2 min apart', () => {
    const { session } = run([
      { t: -900, sample: nibp(150, 90) },
      { t: -600, sample: nibp(125, 77) },
      { t: -300, sample: nibp(120, 74) },
      { t: 0, do: 'startDosing', by: 'N' },
    ])
    expect(session.baseline).toMatchObject({ systolic: 122.5, diastolic: 75.5, from: [2, 3] })
  })

  it('passes over a reading too close to the last one, and those older than 30 min', () => {
    const { session } = run([
      { t: -1900, sample: nibp(150, 90) },
      { t: -100, sample: nibp(130, 80) },
      { t: -60, sample: nibp(120, 74) },
      { t: 0, do: 'startDosing', by: 'N' },
    ])
    expect(session.baseline).toMatchObject({ systolic: 120, from: [3] })
  })

  it('takes the medians of the last 5 min for pulse and SpO2', () => {
    const { session } = run(
      [
        { t: -500, sample: spo2(90), every: 1, until: -301 },
        { t: -300, sample: spo2(97), every: 1, until: -100 },
        { t: -99, sample: spo2(96), every: 1, until: -1 },
        { t: -60, sample: nibp(120, 74) },
        { t: 0, do: 'startDosing', by: 'N' },
      ].toSorted((a, b) => a.t - b.t),
    )
    expect(session.baseline?.spo2).toBe(97)
  })

  it('is missing without a cuff reading: relative limits stay off, and the gate says so', () => {
    const { session, events } = run([
      { t: 0, do: 'startDosing', by: 'N' },
      { t: 60, sample: nibp(159, 99) },
    ])
    expect(session.baseline).toBeUndefined()
    expect(kinds(events, 'gate')[0]).toMatchObject({ findings: ['noBaseline', 'noSpo2', 'noPulse'] })
    expect(events.filter(event => event.event === 'alarm')).toEqual([])
  })
})

describe('a nasal session', () => {
  const devices = [
    { t: -60, sample: nibp(124, 76) },
    { t: 0, do: 'startDosing', by: 'N', lot: 'L1' },
    { t: 300, do: 'recordDevice', by: 'N', lot: 'L2' },
    { t: 600, do: 'recordDevice', by: 'N', lot: 'L3' },
  ]

  it('runs from prep to observation with three devices of 28 mg', () => {
    const { session } = run(devices)
    expect(session.doses.map(({ mg, device, lot }) => [mg, device, lot])).toEqual([
      [28, 1, 'L1'],
      [28, 2, 'L2'],
      [28, 3, 'L3'],
    ])
    expect(session.phaseStarts.map(({ phase }) => phase)).toEqual([
      'prep',
      'baseline',
      'dosing',
      'observation',
    ])
    expect(session.dosingEnd?.monoMs).toBe(660_000)
  })

  it('is ready for the discharge assessment 105 min after the last device', () => {
    const { events } = run([...devices, { t: 600 + 105 * 60 + 2, end: true }])
    expect(kinds(events, 'phase').at(-1)).toMatchObject({ t: 600 + 105 * 60, phase: 'discharge' })
  })

  it('counts only a new reading taken inside the window, both ends included', () => {
    const { session, events } = run([
      ...devices,
      { t: 35 * 60, sample: nibp(138, 85) },
      { t: 4000, end: true },
    ])
    expect(session.due.find(({ id }) => id === 'M2')).toMatchObject({ status: 'done', seq: 2 })
    expect(kinds(events, 'due')[0]).toMatchObject({ t: 20 * 60, item: 'M1' })
    expect(kinds(events, 'missed').map(event => [event.t, event.item])).toEqual([
      [25 * 60, 'M1'],
      [25 * 60, 'M1r'],
      [50 * 60, 'M2r'],
    ])
  })

  it('raises LOW for a missed required measurement, MEDIUM 5 min later, and closes it as late', () => {
    const { events, session } = run([...devices, { t: 3400, sample: nibp(138, 85) }])
    const missed = events.flatMap(event =>
      event.event === 'alarm' && event.alarm === 'measurement-missed'
        ? [[event.t, event.priority, event.transition]]
        : [],
    )
    expect(missed).toEqual([
      [3000, 'low', 'raised'],
      [3300, 'medium', 'escalated'],
      [3400, 'medium', 'cleared'],
    ])
    expect(session.due.find(({ id }) => id === 'M2')?.status).toBe('late')
  })

  it('lets a failed reading satisfy nothing', () => {
    const { session } = run([
      ...devices,
      { t: 2400, sample: nibp(0, 0, { status: 'failed', systolic: null, diastolic: null, mean: null }) },
    ])
    expect(session.due.find(({ id }) => id === 'M2')?.status).toBe('due')
  })

  it('keeps what was given when dosing is given up, with its reason', () => {
    const { session, events } = run([
      ...devices.slice(0, 3),
      { t: 310, do: 'endDosing', by: 'C', reason: 'nausea' },
      { t: 320, do: 'recordDevice', by: 'N' },
    ])
    expect(session.doses).toHaveLength(2)
    expect(session.dosingEnd?.monoMs).toBe(360_000)
    expect(kinds(events, 'infusion')[0]).toMatchObject({ state: 'abandoned', reason: 'nausea' })
    expect(kinds(events, 'gate').at(-1)).toMatchObject({
      refused: 'No further device: dosing is not under way.',
    })
  })
})

describe('an infusion', () => {
  it('asks for BP every 10 min until it ends, then at the end and after', () => {
    const { session } = run(
      [
        { t: -60, sample: nibp(124, 76) },
        { t: 0, do: 'startDosing', by: 'N', weightKg: 80 },
        { t: 25 * 60, do: 'endDosing', by: 'N' },
        { t: 26 * 60, end: true },
      ],
      'IV-0.5MGKG-40',
    )
    expect(session.doses[0]).toMatchObject({ mg: 40, mgPerKg: 0.5, infusionMin: 40 })
    expect(session.due.map(({ id }) => id)).toEqual([
      'M1.1',
      'M1.2',
      'M4',
      'M5',
      'M5r',
      'M6',
      'M6r',
      'M7',
      'M8',
      'M8r',
    ])
    // Stopped after 25 of 40 minutes: so much of the dose was given.
    expect(session.doses[0]?.givenMg).toBe(25)
  })

  it('counts a reading taken before the target of a measurement that only a longer infusion asks for', () => {
    const { session } = run(
      [
        { t: 0, do: 'startDosing', by: 'N', weightKg: 80 },
        { t: 47.5 * 60, sample: nibp(130, 80) },
        { t: 52 * 60, do: 'endDosing', by: 'N' },
        { t: 60 * 60, end: true },
      ],
      'IV-0.5MGKG-40',
    )
    expect(session.due.find(({ label }) => label === 'BP 50')).toMatchObject({ status: 'done', seq: 1 })
    expect(session.doses[0]?.givenMg).toBeUndefined()
  })

  it('goes on asking while a paused infusion runs past its planned end', () => {
    const { session } = run(
      [
        { t: 0, do: 'startDosing', by: 'N', weightKg: 80 },
        { t: 600, do: 'pauseInfusion', by: 'N' },
        { t: 1200, do: 'resumeInfusion', by: 'N' },
        { t: 3100, end: true },
      ],
      'IV-0.5MGKG-40',
    )
    expect(session.due.map(({ label }) => label)).toEqual(['BP 10', 'BP 20', 'BP 30', 'BP 40', 'BP 50'])
    expect(session.infusionPauses).toHaveLength(1)
  })
})

describe('readings', () => {
  it('stores an unchanged value once a second and every change at once', () => {
    const { readings } = run([
      { t: 0, sample: spo2(97), every: 0.1, until: 2.9 },
      { t: 3, sample: spo2(96) },
    ])
    expect(readings.map(reading => reading.at.monoMs)).toEqual([0, 1000, 2000, 3000])
  })

  it('takes a vital sign from one device until it has had no value for 10 s', () => {
    const { readings } = run([
      { t: 0, sample: spo2(97), device: 'a' },
      { t: 1, sample: spo2(90), device: 'b' },
      { t: 2, sample: spo2(null), device: 'a', every: 1, until: 12 },
      { t: 13, sample: spo2(95), device: 'b' },
    ])
    expect(readings.filter(({ source }) => source.id === 'b').map(reading => reading.at.monoMs)).toEqual([
      13_000,
    ])
  })

  it('is one measurement however often a monitor tells it again', () => {
    const { readings } = run([
      { t: 0, end: true },
      { t: 100, sample: nibp(128, 78, { ageS: 4 }) },
      { t: 160, sample: nibp(128, 78, { ageS: 64 }) },
      { t: 400, sample: nibp(128, 78, { ageS: 2 }) },
    ])
    expect(readings.map(reading => reading.takenAt.monoMs)).toEqual([96_000, 398_000])
  })

  it('shows a result from before the session, but judges nothing by it', () => {
    const { readings, events, state } = run([
      { t: 0, do: 'startDosing', by: 'N' },
      { t: 10, sample: nibp(190, 115, { ageS: 600 }) },
    ])
    expect(readings[0]).toMatchObject({ existing: true })
    expect(events.filter(event => event.event === 'alarm')).toEqual([])
    expect(state.cuff.candidates).toEqual([])
  })
})

describe('manual readings', () => {
  const manual = (entry: object) =>
    run([
      { t: 0, sample: nibp(124, 76) },
      { t: 60, do: 'recordManual', by: 'N', ...entry },
    ])

  it('are readings marked as manual, and they alarm', () => {
    const { readings, events, session } = manual({ spo2: 84 })
    expect(readings.at(-1)).toMatchObject({ source: { origin: 'manual', id: 'N' }, value: 84 })
    expect(events.some(event => event.event === 'alarm' && event.alarm === 'spo2-low')).toBe(true)
    expect(session.manual).toBe(true)
  })

  it.each([
    [{ systolic: 12, diastolic: 80 }, /cannot be right/],
    [{ spo2: 9999 }, /cannot be right/],
    [{ systolic: 84, diastolic: 126 }, /swapped/],
    [{ systolic: 130 }, /together/],
    [{}, /at least one/],
    [{ systolic: 190, diastolic: 80 }, /differs by more than 30 %/],
  ])('%j is refused', (entry, reason) => {
    const { events, readings } = manual(entry)
    expect(kinds(events, 'gate')[0]?.['refused']).toMatch(reason)
    expect(readings).toHaveLength(1)
  })

  it.each(['systolic', 'diastolic', 'mean', 'pulseRate', 'spo2', 'respRate'] as const)(
    'come from no window with a value that a person cannot have: %s',
    vital => {
      const { request } = acts.recordManual
      const { min, max } = vitals[vital].hard
      const isTaken = (value: number) => request.safeParse({ roomId: 'room-1', [vital]: value }).success
      expect([min - 1, min, max, max + 1].map(isTaken)).toEqual([false, true, true, false])
    },
  )

  it('never keep the monitor out: its next value is stored and judged at once', () => {
    const { readings, events } = run([
      { t: 0, sample: spo2(84), every: 1, until: 5 },
      { t: 5, do: 'recordManual', by: 'N', spo2: 96, confirmed: true },
      { t: 6, sample: spo2(84), every: 1, until: 16 },
    ])
    expect(readings.filter(({ source }) => source.origin === 'replay').map(({ at }) => at.monoMs)).toContain(
      6000,
    )
    expect(events.filter(event => event.event === 'alarm').map(({ t }) => t)).toEqual([16])
  })

  it('stay in sight while the monitor has no value, and the lost signal is still told', () => {
    const { state, events } = run(
      [
        { t: 0, sample: spo2(97), every: 1, until: 5 },
        { t: 6, sample: spo2(null), every: 1, until: 60 },
        { t: 20, do: 'recordManual', by: 'N', spo2: 95 },
      ].toSorted((a, b) => a.t - b.t),
    )
    expect(state.vitals.spo2).toMatchObject({ value: 95, source: { origin: 'manual' } })
    expect(events.filter(event => event.event === 'alarm').map(event => [event.t, event['alarm']])).toEqual([
      [51, 'spo2-signal-lost'],
    ])
  })

  it('takes an unusual value when the person confirms it', () => {
    expect(manual({ systolic: 190, diastolic: 80, confirmed: true }).readings).toHaveLength(2)
  })
})

describe('marks', () => {
  it('are recorded with who and when, and withdrawn without a trace being lost', () => {
    const { session, events } = run([
      { t: 0, do: 'recordMark', by: 'N', mark: 'nausea' },
      { t: 5, do: 'recordMark', by: 'N', mark: 'medicine', text: 'ondansetron 4 mg' },
      { t: 9, do: 'withdrawMark', by: 'N', markId: 'mark-1' },
      { t: 9, do: 'recordMark', by: 'N', mark: 'note' },
    ])
    expect(session.marks).toMatchObject([
      { mark: 'nausea', withdrawn: { by: 'N' } },
      { text: 'ondansetron 4 mg' },
    ])
    expect(kinds(events, 'gate')[0]?.['refused']).toMatch(/needs a few words/)
  })
})

describe('closing', () => {
  it('before the earliest discharge needs a reason', () => {
    const lines = [
      { t: 0, do: 'startDosing', by: 'N' },
      { t: 60, do: 'closeSession', by: 'N' },
    ]
    expect(run(lines).session.phase).toBe('dosing')
    const { session } = run([...lines, { t: 61, do: 'closeSession', by: 'N', reason: 'transferred' }])
    expect(session).toMatchObject({ phase: 'closed', closed: { by: 'N', reason: 'transferred' } })
  })
})
