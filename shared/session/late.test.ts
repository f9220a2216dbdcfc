import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import type { NibpReading, Reading } from '../reading.ts'
import { checksInEnglish } from '../words/testing/in-english.ts'
import { evaluateDischarge } from './discharge.ts'
import { inspectPatient } from './gate.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { restoreRoom } from './room-state.ts'
import { parseScript } from './script.ts'

/* AR-16 in a session: whatever looks at the last of anything looks at the last that was taken, not at the last that was told. */

function run(lines: readonly object[], presetId = 'IM') {
  const preset = findPreset(presetId)
  if (!preset) throw new Error(presetId)
  const events: ReplayEvent[] = []
  const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
  const replay = replayScript(script, {
    preset,
    sessionId: 'late',
    t0WallMs: 0,
    onEvent: e => events.push(e),
  })
  const now = {
    monoMs: ((lines.at(-1) as { t: number }).t - (lines[0] as { t: number }).t) * 1000,
    wallMs: 0,
  }
  return { ...replay, events, session: replay.state.session, now }
}

const by = 'nurse-1'
const cuff = (t: number, systolic: number, diastolic: number, more: object = {}, device = 'cuff') => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: 72, ...more },
  device,
})
const typed = (t: number, minutesAgo: number, values: object) => ({
  t,
  do: 'recordManual',
  by,
  minutesAgo,
  confirmed: true,
  ...values,
})
const bp = (systolic: number, diastolic: number) => ({ systolic, diastolic })
const dose = { t: 0, do: 'startDosing', by, mg: 35 }
/** Somebody is with the patient: without that it would be asked who the patient is (AR-23). */
const there = (t: number) => ({ t, do: 'recordMark', by, mark: 'sitting' })
const end = (t: number) => ({ t, end: true })
const pressures = (readings: readonly Reading[]) =>
  readings.filter((reading): reading is NibpReading => reading.kind === 'nibp')
const of = (events: readonly ReplayEvent[], kind: string) =>
  events.filter(event => event.event === 'session' && event.kind === kind)
const check = ({ state, now }: ReturnType<typeof run>, id: string) =>
  checksInEnglish(evaluateDischarge(state, now))?.find(one => one.id === id)

describe('A reading entered late', () => {
  const late = run([cuff(-600, 124, 76), dose, cuff(900, 150, 88), typed(960, 6, bp(186, 104)), end(970)])

  it('is recorded with the time taken, and marked', () => {
    expect(pressures(late.readings).at(-1)).toMatchObject({
      systolic: 186,
      flags: expect.arrayContaining(['enteredLate']),
      takenAt: { monoMs: 1_200_000 },
      at: { monoMs: 1_560_000 },
    })
    expect(of(late.events, 'manual')).toMatchObject([{ minutesAgo: 6, enteredLate: true }])
  })
  it('does not become the last reading', () => {
    expect(late.state.cuff.last).toMatchObject({ systolic: 150 })
    expect(late.state.cuff.before).toMatchObject({ systolic: 124 })
    expect(
      late.events.filter(event => event.event === 'alarm' && event.alarm !== 'measurement-missed'),
    ).toEqual([])
  })
  it('begins no extra series, plans none anew and counts for no clear reading', () => {
    expect(of(late.events, 'extra')).toEqual([])
    const { events } = run([
      cuff(-600, 124, 76),
      dose,
      cuff(900, 165, 88),
      cuff(1200, 130, 80),
      typed(1260, 4, bp(128, 78)),
      cuff(1500, 130, 80),
      end(1510),
    ])
    expect(of(events, 'extra')).toMatchObject([
      { t: 900, state: 'begun' },
      { t: 1500, state: 'ended' },
    ])
  })
  it('takes the word "failed" neither away nor gives it', () => {
    const failed = { systolic: null, diastolic: null, status: 'failed', error: 'no pulse' }
    const away = run([cuff(-600, 124, 76), cuff(-100, 0, 0, failed), typed(-30, 4, bp(124, 76)), end(0)])
    expect(away.state.cuff.failed).not.toBeNull()
    const given = run([cuff(-600, 124, 76), cuff(-590, 0, 0, { ...failed, ageS: 60 }), end(0)])
    expect(given.state.cuff.failed).toBeNull()
  })
  it('is compared with what stood when it was taken, and not with the pulse of now', () => {
    const { readings } = run([
      cuff(-600, 124, 76),
      { t: -60, sample: { kind: 'vital', vital: 'pulseRate', value: 110 }, every: 1, until: 20 },
      cuff(-30, 190, 100, { pulseRate: 110 }),
      typed(10, 5, { ...bp(126, 77), pulseRate: 72 }),
      end(20),
    ])
    expect(pressures(readings).at(-1)).toMatchObject({
      validity: 'valid',
      flags: ['meanCalculated', 'enteredLate'],
    })
  })
})

describe('Due windows', () => {
  const windows = (...lines: readonly object[]) =>
    run([cuff(-600, 124, 76), dose, ...lines]).session.due.filter(
      item => !item.spo2 && !item.extra && !item.ratings,
    )
  const required = windows(end(1)).filter(item => item.class === 'required')[0]
  if (!required) throw new Error('no required measurement')
  const missedAt = required.toMonoMs / 1000 - 600
  const statusOf = (...lines: readonly object[]) => windows(...lines).find(({ id }) => id === required.id)

  it('are judged by the time taken: a missed one was done after all', () => {
    const minutes = Math.ceil((missedAt + 600 - required.targetMonoMs / 1000) / 60) + 10
    const at = required.targetMonoMs / 1000 - 600 + minutes * 60
    const told = [typed(at, minutes, bp(128, 78)), end(at + 1)]
    expect(statusOf(end(at))?.status).toBe('missed')
    expect(statusOf(...told)).toMatchObject({ status: 'done', doneAt: { monoMs: required.targetMonoMs } })
    // Also behind a newer reading, which had closed it as late.
    expect(statusOf(cuff(at - 60, 130, 80))).toMatchObject({ status: 'late' })
    expect(statusOf(cuff(at - 60, 130, 80), ...told)).toMatchObject({ status: 'done' })
  })
  it('that were closed as late are late by less when an earlier reading is entered', () => {
    const at = missedAt + 1200
    const item = statusOf(cuff(at, 130, 80), typed(at + 60, 11, bp(128, 78)), end(at + 61))
    expect(item).toMatchObject({ status: 'late', doneAt: { monoMs: (at + 60 - 660 + 600) * 1000 } })
    const later = statusOf(cuff(at, 130, 80), cuff(at + 300, 130, 80))
    expect(later?.doneAt?.monoMs).toBe((at + 600) * 1000)
  })
})

describe('Before dosing', () => {
  it('the baseline is of the newest two by time taken', () => {
    const lines = [cuff(-1200, 124, 76), cuff(-600, 126, 78), typed(-500, 9, bp(150, 92)), dose]
    expect(run(lines).session.baseline).toMatchObject({ systolic: 138, diastolic: 85, from: [3, 2] })
  })
  it('a late entry of after T0 moves no frozen baseline', () => {
    const lines = [cuff(-600, 126, 78), dose, typed(60, 5, bp(150, 92)), end(70)]
    expect(run(lines).session.baseline).toMatchObject({ systolic: 126, from: [1] })
  })
  it('the gate looks at the newest by time taken', () => {
    const open = run([cuff(-1200, 124, 76), cuff(-600, 126, 78), typed(-500, 9, bp(150, 92)), end(-490)])
    expect(inspectPatient(open.state, open.now)).not.toContain('pressureHigh')
    const shut = run([cuff(-1200, 124, 76), cuff(-600, 150, 92), typed(-500, 9, bp(126, 78)), end(-490)])
    expect(inspectPatient(shut.state, shut.now)).toContain('pressureHigh')
  })
  it('the median of the last 5 min takes a typed value in its own time', () => {
    const spo2 = (value: number, minutesAgo: number) => typed(-10, minutesAgo, { spo2: value })
    expect(run([cuff(-900, 126, 78), spo2(91, 3), dose]).session.baseline).toMatchObject({ spo2: 91 })
    const stream = { t: -60, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: -30 }
    expect(run([cuff(-900, 126, 78), stream, spo2(80, 10), dose]).session.baseline).toMatchObject({
      spo2: 97,
    })
  })
})

describe('The discharge checklist', () => {
  const session = (...last: readonly object[]) =>
    run([cuff(-600, 124, 76), dose, there(1500), cuff(3000, 168, 98), ...last, end(3200)])

  it.each([
    [128, 78],
    [190, 110],
  ])('is the same after a reading 30 min older: %s/%s', (systolic, diastolic) => {
    const told = session(typed(3100, 30, bp(systolic, diastolic)))
    for (const id of ['D2', 'D3', 'D8']) expect(check(told, id)).toEqual(check(session(), id))
    expect(check(told, 'D3')?.evidence).toContain('168/98')
  })
  it('is not reassured about a fall by what is entered late', () => {
    const near = (...more: readonly object[]) =>
      run([
        cuff(-600, 140, 88),
        dose,
        there(1000),
        cuff(2000, 142, 88),
        cuff(3000, 150, 92),
        ...more,
        end(3200),
      ])
    expect(check(near(), 'D3')?.passed).toBe(false)
    expect(check(near(typed(3100, 10, bp(160, 98))), 'D3')?.passed).toBe(false)
    expect(check(near(cuff(3150, 148, 90)), 'D3')?.passed).toBe(true)
  })
  it('takes nothing that stood on the monitor before', () => {
    const stood = run([cuff(-600, 124, 76, { standing: true }), dose, end(60)])
    expect(check(stood, 'D3')).toMatchObject({ passed: false, evidence: 'no BP reading since T0' })
    expect(check(session(cuff(3100, 120, 70, { standing: true })), 'D3')?.evidence).toContain('168/98')
  })
  it('takes the lowest SpO2 of five minutes by the time taken', () => {
    const lowest = (minutesAgo: number) =>
      check(session(typed(3190, minutesAgo, { spo2: 90 })), 'D4')?.evidence
    expect(lowest(3)).toContain('lowest of 5 min 90 %')
    expect(lowest(8)).toBe('no SpO2 of the last 5 min')
    const stream = { t: 3000, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: 3200 }
    expect(check(session(stream, typed(3190, 3, { spo2: 90 })), 'D4')?.evidence).toContain('5 min 90 %')
    expect(check(session(stream, typed(3190, 8, { spo2: 90 })), 'D4')?.evidence).toContain('5 min 97 %')
  })
})

describe('SpO2 that a person takes', () => {
  const checks = (...lines: readonly object[]) =>
    run([typed(-60, 0, { spo2: 97 }), dose, ...lines]).session.due.filter(item => item.spo2)

  it('answers the check in whose window it was taken', () => {
    expect(checks(end(1300))).toMatchObject([{ status: 'missed', targetMonoMs: 960_000 }])
    const late = checks(typed(1260, 0, { spo2: 97 }), typed(1320, 6, { spo2: 97 }), end(1330))
    expect(late).toMatchObject([{ status: 'done', doneAt: { monoMs: 1_020_000 } }, { status: 'upcoming' }])
  })
  it('asks for the next check 15 min after it was taken', () => {
    expect(checks(typed(600, 3, { spo2: 97 }), end(610))).toMatchObject([
      { targetMonoMs: (480 + 900) * 1000 },
    ])
  })
  it('stays on screen by time taken', () => {
    const stream = { t: 500, sample: { kind: 'vital', vital: 'spo2', value: 95 }, every: 1, until: 600 }
    const shown = (...lines: readonly object[]) =>
      run([cuff(-60, 124, 76), dose, stream, ...lines, end(900)]).state.vitals.spo2
    expect(shown(typed(590, 5, { spo2: 99 }))).toMatchObject({ value: 95 })
    expect(shown(typed(590.5, 1, { spo2: 99 }))).toMatchObject({ value: 95 })
    expect(shown(typed(840, 2, { spo2: 99 }))).toMatchObject({ value: 99, at: { monoMs: 780_000 } })
  })
  it('was on oxygen or not when it was taken', () => {
    const oxygen = { t: 300, do: 'recordMark', by, mark: 'oxygen' }
    const { readings } = run([
      cuff(-60, 124, 76),
      dose,
      oxygen,
      typed(420, 3, { spo2: 93 }),
      typed(421, 1, { spo2: 95 }),
    ])
    expect(readings.slice(-2).map(({ flags }) => flags)).toEqual([[], ['onOxygen']])
  })
  it("taken before the session may be another patient's: kept, and judged by nothing", () => {
    const { readings, events, state } = run([cuff(-60, 124, 76), typed(-30, 5, { spo2: 80 }), end(0)])
    expect(readings.at(-1)).toMatchObject({ value: 80, existing: true })
    expect(state.vitals.spo2).toBeUndefined()
    expect(events.filter(({ event }) => event === 'alarm')).toEqual([])
  })
})

describe('The same device result, told again', () => {
  const first = [cuff(-600, 124, 76), dose, cuff(600, 192, 96)]
  const kept = (...lines: readonly object[]) => pressures(run([...first, ...lines]).readings)

  it.each<[string, object[]]>([
    ['with its age', [cuff(700, 192, 96, { ageS: 100 })]],
    ['after a hand reading', [typed(650, 0, bp(130, 80)), cuff(700, 192, 96, { ageS: 100 })]],
    ['by another source', [cuff(604, 192, 96, {}, 'other')]],
    ['on a line that leaves mean and pulse out', [cuff(604, 192, 96, { pulseRate: null }, 'other')]],
    ['when a line is opened, without a time', [cuff(900, 192, 96, { standing: true }, 'other')]],
    ['after a restart', [{ t: 700, gap: 60 }, cuff(770, 192, 96, { ageS: 170 })]],
    ['after a restart, without a time', [{ t: 700, gap: 60 }, cuff(770, 192, 96, { standing: true })]],
  ])('%s is stored once', (_how, lines) => {
    const own = kept(...lines).filter(({ source }) => source.origin !== 'manual')
    expect(own).toHaveLength(2)
  })
  it('is another one when it was taken later', () => {
    expect(kept(cuff(900, 192, 96))).toHaveLength(3)
    expect(kept(cuff(900, 192, 96, { ageS: 30 }))).toHaveLength(3)
  })
  it('ends no cuff cycle when it is an older one: the new result is still to come', () => {
    const cycle = (t: number, state: string) => ({ t, sample: { kind: 'device', state }, device: 'cuff' })
    const told = kept(
      cycle(610, 'cuffInflating'),
      cuff(620, 140, 80, { ageS: 200 }),
      cycle(640, 'cuffIdle'),
      cuff(641, 192, 96),
    )
    expect(told.map(({ systolic }) => systolic)).toEqual([124, 192, 140, 192])
  })
  it('is known in a room that was stored before Vigil remembered results', () => {
    const { state } = run(first)
    const { cuffResults: _forgotten, newestCuffMonoMs: _too, ...alarm } = state.alarm
    const taken = restoreRoom(JSON.parse(JSON.stringify({ ...state, alarm })))
    expect(taken.alarm.cuffResults).toMatchObject([{ systolic: 124 }, { systolic: 192 }])
    expect(taken.alarm.newestCuffMonoMs).toBe(1_200_000)
  })
})

describe('A time taken', () => {
  it("is never that of the monitor's clock, and never later than now", () => {
    const { readings } = run([cuff(-600, 124, 76, { takenAt: '2031-01-01T10:00:00' }), end(-500)])
    expect(readings[0]?.takenAt).toEqual(readings[0]?.at)
  })
})
