import { describe, expect, it } from 'vitest'
import type { Authority } from '../authority.ts'
import { findPreset } from '../presets/index.ts'
import { preDoseIds, preDoseItems } from '../session/pre-dose.ts'
import { type RoomStepped, stepRoom } from '../session/room.ts'
import { openRoom, type RoomState } from '../session/room-state.ts'
import type { Instant } from '../time.ts'
import { inEnglish } from '../words/testing/in-english.ts'
import type { Action } from './index.ts'

/* Doses and weights as people give them: what is asked of whom, what is refused, and what moves when a dose is put right. */

const START = 1_767_258_000_000
const at = (seconds: number): Instant => ({ monoMs: seconds * 1000, wallMs: START + seconds * 1000 })
const person = (name: string, role: 'nurse' | 'prescriber'): Authority => ({
  kind: 'person',
  name,
  role,
  pinVersion: null,
})
const nurse = person('Ada', 'nurse')
const prescriber = person('Dr P', 'prescriber')

/** A room with a patient who is ready for the dose at 1000 s. */
function ready(presetId: string, weightKg: number | undefined = 70, earlierKg?: number) {
  const preset = findPreset(presetId)
  if (!preset) throw new Error('no preset')
  const patient = { initials: 'AB', birthYear: 1980, recordId: 'K-1', ...(weightKg ? { weightKg } : {}) }
  const earlierWeight =
    earlierKg === undefined ? {} : { earlierWeight: { kg: earlierKg, wallMs: 0, sessionId: 's0' } }
  let state: RoomState = openRoom(
    {
      sessionId: 's1',
      room: 'One',
      preset,
      patient,
      by: 'Ada',
      simulated: false,
      speed: 1,
      ...earlierWeight,
    },
    at(0),
  )
  const events: RoomStepped['events'][number][] = []
  function take(stepped: RoomStepped): string | null {
    state = stepped.state
    events.push(...stepped.events)
    return inEnglish(stepped.refused)
  }
  const source = { origin: 'device', id: 'd', driver: 'd' } as const
  const cuff = (seconds: number, systolic: number, diastolic: number) =>
    take(
      stepRoom(
        state,
        {
          kind: 'sample',
          sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: null, status: 'ok' },
          source,
        },
        at(seconds),
      ),
    )
  const stream = (seconds: number) => {
    for (const [vital, value] of [
      ['spo2', 97],
      ['pulseRate', 70],
    ] as const)
      take(
        stepRoom(
          state,
          { kind: 'sample', sample: { kind: 'vital', vital, value, quality: 'good' }, source },
          at(seconds),
        ),
      )
  }
  const act = (seconds: number, action: Action, authority: Authority = nurse) =>
    take(stepRoom(state, { kind: 'action', action, authority }, at(seconds)))
  const tick = (seconds: number) => take(stepRoom(state, { kind: 'tick' }, at(seconds)))
  act(10, { do: 'confirmIdentity', by: 'Ada', recordId: 'K-1', birthYear: 1980 })
  act(20, { do: 'recordPreDose', by: 'Ada', clear: [...preDoseItems(preset)], present: [] })
  act(30, { do: 'recordScale', by: 'Ada', scale: 'moaas', answers: [5] })
  cuff(400, 124, 76)
  cuff(700, 126, 78)
  for (let seconds = 700; seconds <= 1000; seconds += 10) stream(seconds)
  return {
    act,
    cuff,
    stream,
    tick,
    session: () => state.session,
    state: () => state,
    told: (kind: string) => events.filter(event => event.event === 'session' && event.kind === kind),
  }
}

describe('a dose off the plan', () => {
  it('is given without a word up to 10 % off', () => {
    const room = ready('IV-0.5MGKG-40')
    expect(room.act(1000, { do: 'startDosing', by: 'Ada', mg: 38 })).toBeNull()
    expect(room.session().doses[0]).toMatchObject({ mg: 38, mgPerKg: 38 / 70 })
    expect(room.session().doses[0]?.plannedMg).toBeUndefined()
  })

  it.each([
    [38.5, 'Ada'],
    [31.5, 'Ada'],
  ])('of %s mg instead of 35 wants a reason, which the record keeps', (mg, by) => {
    const room = ready('IV-0.5MGKG-40')
    expect(room.act(1000, { do: 'startDosing', by, mg })).toMatch(/10 % off the plan \(planned: 35 mg\)/)
    expect(room.session().t0).toBeUndefined()
    expect(room.act(1005, { do: 'startDosing', by, mg, reason: 'as agreed' })).toBeNull()
    expect(room.told('dose')).toMatchObject([{ mg, plannedMg: 35, reason: 'as agreed' }])
    expect(room.told('doseQuestion')).toEqual([])
  })

  it.each([17.5, 52.5, 60])('of %s mg instead of 35 wants a prescriber', mg => {
    const room = ready('IV-0.5MGKG-40')
    const given = { do: 'startDosing', mg, reason: 'asked for' } as const
    expect(room.act(1000, { ...given, by: 'Ada' })).toMatch(/a prescriber must give it or plan it/)
    expect(room.told('doseQuestion')).toMatchObject([{ about: 'dose', figure: mg, known: 35, refused: true }])
    expect(room.act(1005, { ...given, by: 'Dr P' }, prescriber)).toBeNull()
    expect(room.session().doses[0]).toMatchObject({ mg, plannedMg: 35 })
  })

  it('is on the plan when the prescriber has planned it before, with a reason', () => {
    const room = ready('IV-0.5MGKG-40')
    const plan = { do: 'planDose', mg: 60, reason: 'no effect at 35' } as const
    expect(room.act(900, { ...plan, by: 'Ada' })).toMatch(/this needs prescriber or medical director/)
    expect(room.act(910, { ...plan, by: 'Dr P' }, prescriber)).toBeNull()
    expect(room.act(1000, { do: 'startDosing', by: 'Ada' })).toBeNull()
    expect(room.session().doses[0]).toMatchObject({ mg: 60 })
    expect(room.told('dosePlan')).toMatchObject([{ mg: 60, before: 35, by: 'Dr P' }])
  })

  it.each([
    ['55 kg', 55, 27.5, /82 % off the plan \(planned: 27.5 mg\): a prescriber/],
    ['90 kg', 90, 45, /11 % off the plan \(planned: 45 mg\)/],
    ['91 kg', 91, null, null],
    ['109 kg', 109, null, null],
  ])('is off it when it was planned for 100 kg and the weight is %s', (_, weightKg, known, refused) => {
    const room = ready('IV-0.5MGKG-40', 100)
    room.act(900, { do: 'planDose', by: 'Dr P', mg: 50, reason: 'as agreed' }, prescriber)
    room.act(950, { do: 'changeWeight', by: 'Ada', weightKg, weightConfirmed: true, reason: 'scale' })
    const question = { about: 'dose', do: 'changeWeight', figure: 50, known }
    expect(room.told('doseQuestion')).toMatchObject(refused === null ? [] : [question])
    const given = room.act(1000, { do: 'startDosing', by: 'Ada', mg: 50 })
    if (refused === null) expect(given).toBeNull()
    else expect(given).toMatch(refused)
  })

  it('is planned by the preset for a weight that is said with the dose', () => {
    const room = ready('IV-0.5MGKG-40', 100)
    room.act(900, { do: 'planDose', by: 'Dr P', mg: 40, reason: 'frail' }, prescriber)
    const dose = { do: 'startDosing', by: 'Ada', weightKg: 60, weightConfirmed: true } as const
    expect(room.act(1000, { ...dose, mg: 40 })).toMatch(/33 % off the plan \(planned: 30 mg\)/)
    expect(room.act(1001, dose)).toBeNull()
    expect(room.session().doses).toMatchObject([{ mg: 30 }])
  })

  it('wants a prescriber where the weight changed and the preset has no figure', () => {
    const room = ready('IM', 100)
    room.act(900, { do: 'planDose', by: 'Dr P', mg: 50, reason: 'first time' }, prescriber)
    room.act(950, { do: 'changeWeight', by: 'Ada', weightKg: 55, weightConfirmed: true, reason: 'scale' })
    const dose = { do: 'startDosing', by: 'Ada', mg: 50, reason: 'planned' } as const
    expect(room.act(1000, dose)).toMatch(/weight has changed since this dose was planned: a prescriber must/)
    room.act(1003, { do: 'planDose', by: 'Dr P', mg: 30, reason: 'for 55 kg' }, prescriber)
    expect(room.act(1005, { ...dose, mg: 30 })).toBeNull()
  })

  it('over the most of the preset is refused to everybody, planned or not, and the record says so', () => {
    const room = ready('IV-0.5MGKG-40')
    expect(room.act(990, { do: 'planDose', by: 'Dr P', mg: 71, reason: 'x' }, prescriber)).toMatch(
      /over the most/,
    )
    const tenfold = { do: 'startDosing', by: 'Dr P', mg: 350, reason: 'sure' } as const
    expect(room.act(1000, tenfold, prescriber)).toMatch(
      /350 mg is over the most that this preset gives, 70 mg/,
    )
    expect(room.session().t0).toBeUndefined()
    expect(room.told('doseQuestion')).toMatchObject([
      { about: 'ceiling', figure: 350, ceiling: 70, refused: true },
    ])
  })

  it('needs the weight where the preset doses by it', () => {
    const room = ready('IV-0.5MGKG-40', undefined)
    expect(room.session().patient.weightKg).toBe(70)
    const without = ready('IV-0.5MGKG-40', 0)
    expect(without.act(1000, { do: 'startDosing', by: 'Ada', mg: 500 })).toMatch(/body weight/)
    expect(without.act(1000, { do: 'startDosing', by: 'Ada' })).toMatch(/body weight/)
    expect(without.act(1000, { do: 'startDosing', by: 'Ada', weightKg: 70, mg: 35 })).toBeNull()
  })

  it('counts all doses of the session together', () => {
    const room = ready('IM')
    expect(room.act(1000, { do: 'startDosing', by: 'Ada', mg: 100 })).toBeNull()
    const booster = { do: 'recordBooster', by: 'Dr P', mg: 51, reason: 'x' } as const
    expect(room.act(1600, booster, prescriber)).toMatch(/51 mg, with 100 mg of other doses, is over the most/)
    expect(room.act(1600, { ...booster, mg: 50 }, prescriber)).toBeNull()
  })
})

describe('a weight', () => {
  it('10 % off the last known one wants a second look, and the old one stays', () => {
    const room = ready('IV-0.5MGKG-40')
    const dose = { do: 'startDosing', by: 'Ada', weightKg: 154 } as const
    expect(room.act(1000, dose)).toMatch(/154 kg is 120 % off the last known 70 kg/)
    expect(room.act(1001, { ...dose, weightConfirmed: true })).toBeNull()
    expect(room.session().weights).toMatchObject([
      { kg: 70, source: 'opening' },
      { kg: 154, source: 'dosing', confirmed: true },
    ])
    expect(room.told('weight')).toMatchObject([{ kg: 154, before: 70, confirmed: true }])
  })

  it('is held against an earlier session where this one has none', () => {
    const room = ready('IV-0.5MGKG-40', 0, 70)
    expect(room.act(1000, { do: 'startDosing', by: 'Ada', weightLb: 340 })).toMatch(/154.2 kg is 120 % off/)
    expect(room.act(1001, { do: 'startDosing', by: 'Ada', weightLb: 154 })).toBeNull()
    expect(room.session().patient.weightKg).toBe(69.9)
    expect(room.told('weight')).toMatchObject([{ kg: 69.9, enteredLb: 154, earlier: 70 }])
    expect(room.session().doses[0]?.mg).toBe(35)
  })

  it('can be changed in an open session, and what was given by it is asked about', () => {
    const room = ready('IV-0.5MGKG-40')
    room.act(1000, { do: 'startDosing', by: 'Ada' })
    const change = { do: 'changeWeight', by: 'Ada', weightLb: 110, reason: 'weighed again' } as const
    expect(room.act(1100, change)).toMatch(/second|again/)
    expect(room.act(1101, { ...change, weightConfirmed: true })).toBeNull()
    expect(room.session().doses[0]).toMatchObject({ mg: 35, mgPerKg: 35 / 49.9 })
    expect(room.told('doseQuestion')).toMatchObject([{ about: 'dose', figure: 35, known: 25 }])
    expect(room.act(1102, { do: 'changeWeight', by: 'Ada', reason: 'none' })).toMatch(/Enter the body weight/)
  })
})

describe('a dose that is entered later', () => {
  it('has its T0 then, and everything that counts from it', () => {
    const room = ready('SPRAVATO-84')
    expect(room.act(1000, { do: 'startDosing', by: 'Ada', minutesAgo: 4 })).toBeNull()
    const { t0, doses, phaseStarts, due, baseline } = room.session()
    expect(t0).toEqual(at(760))
    expect(doses[0]).toMatchObject({ at: at(760), recordedAt: at(1000) })
    expect(phaseStarts.at(-1)).toEqual({ phase: 'dosing', at: at(760) })
    expect(due.find(({ id }) => id === 'M2')?.targetMonoMs).toBe((760 + 40 * 60) * 1000)
    expect(baseline).toMatchObject({ spo2: 97, pulseRate: 70, frozenAt: at(760) })
  })

  it('takes readings after it for what they are: none of the baseline, and judged', () => {
    const room = ready('SPRAVATO-84')
    room.cuff(990, 182, 100)
    expect(
      room.act(1000, { do: 'startDosing', by: 'Dr P', minutesAgo: 4, reason: 'x' }, prescriber),
    ).toBeNull()
    expect(room.session().baseline).toMatchObject({ systolic: 125, from: [1, 2] })
    expect(room.state().alarm.conditions.map(({ alarm }) => alarm)).toContain('systolic-high')
  })

  it('knows SpO2 and pulse of the five minutes before it, up to an hour back', () => {
    const room = ready('SPRAVATO-84')
    for (let seconds = 1001; seconds <= 2800; seconds++) room.stream(seconds)
    expect(room.act(2800, { do: 'startDosing', by: 'Ada', minutesAgo: 20 })).toBeNull()
    expect(room.session().baseline).toMatchObject({ spo2: 97, pulseRate: 70, frozenAt: at(1600) })
    // One a second of the last five minutes, and one each half minute before: few enough to be stored with every event.
    expect(room.state().beforeDose.spo2?.length).toBeLessThan(420)
  })

  it('may have been given before the session was opened', () => {
    const room = ready('IM')
    const late = { do: 'startDosing', mg: 40, minutesAgo: 20, reason: 'opened late' } as const
    expect(room.act(1000, { ...late, by: 'Ada' })).toMatch(/Only the prescriber/)
    expect(room.act(1000, { ...late, by: 'Dr P' }, prescriber)).toBeNull()
    const { t0, phaseStarts, baseline, due } = room.session()
    expect(t0).toEqual(at(-200))
    expect(phaseStarts.map(({ phase }) => phase)).toEqual(['dosing', 'observation'])
    expect(baseline).toBeUndefined()
    // 400 s and 700 s are 10:00 and 15:00 after it.
    expect(due.find(({ id }) => id === 'M2')).toMatchObject({ status: 'done' })
    expect(due.find(({ id }) => id === 'M3')).toMatchObject({ status: 'done' })
    expect(due.find(({ id }) => id === 'M1')).toMatchObject({ status: 'late' })
  })

  it('keeps the order of what was given', () => {
    const room = ready('SPRAVATO-84')
    room.act(1000, { do: 'startDosing', by: 'Ada' })
    expect(room.act(1400, { do: 'recordDevice', by: 'Ada', minutesAgo: 8 })).toMatch(/before the dose/)
    expect(room.act(1400, { do: 'recordDevice', by: 'Ada', minutesAgo: 1 })).toBeNull()
    expect(room.session().doses[1]?.at).toEqual(at(1340))
  })
})

describe('the same press twice', () => {
  it('within 3 s is one, later it is another, and of another person too', () => {
    const room = ready('SPRAVATO-84')
    const start = { do: 'startDosing', by: 'Ada', lot: 'K1' } as const
    expect(room.act(1000, start)).toBeNull()
    expect(room.act(1003, start)).toBeNull()
    expect(room.act(1003.1, start)).toMatch(/already started/)
    const next = { do: 'recordDevice', by: 'Ada', lot: 'K2' } as const
    expect(room.act(1300, next)).toBeNull()
    expect(room.act(1302.9, next)).toBeNull()
    expect(room.session().doses).toHaveLength(2)
    expect(room.act(1302.9, { ...next, by: 'Bo' })).toMatch(/rest/)
  })
  it('is one also where another act lies between', () => {
    const room = ready('IM')
    room.act(1000, { do: 'startDosing', by: 'Ada', mg: 30, lot: 'A' })
    const next = { do: 'recordBooster', by: 'Ada', mg: 10 } as const
    expect(room.act(1300, next)).toBeNull()
    expect(
      room.act(1301, { do: 'correctDose', by: 'Ada', dose: 'dose-1', lot: 'B', reason: 'typed wrong' }),
    ).toBeNull()
    expect(room.act(1302, next)).toBeNull()
    expect(room.session().doses).toHaveLength(2)
  })
})

describe('the same press within 3 s is another one', () => {
  it('where an infusion has been resumed between', () => {
    const room = ready('IV-0.5MGKG-40')
    room.act(1000, { do: 'startDosing', by: 'Ada', mg: 35 })
    const pause = { do: 'pauseInfusion', by: 'Ada' } as const
    const resume = { do: 'resumeInfusion', by: 'Ada' } as const
    room.act(1600, pause)
    room.act(1601, resume)
    expect(room.act(1602, pause)).toBeNull()
    expect(room.session().infusionPauses).toEqual([{ from: at(1600), to: at(1601) }, { from: at(1602) }])
    // And that press is one with its own repeat.
    expect(room.act(1602.5, pause)).toBeNull()
    expect(room.act(1603, resume)).toBeNull()
    expect(room.session().infusionPauses.at(-1)?.to).toEqual(at(1603))
  })
  it('where its dose has been withdrawn between, and only that', () => {
    const room = ready('IM')
    const start = { do: 'startDosing', by: 'Ada', mg: 30 } as const
    room.act(1000, start)
    room.act(1001, { do: 'withdrawDose', by: 'Ada', dose: 'dose-1', reason: 'wrong button' })
    expect(room.act(1002.5, start)).toBeNull()
    expect(room.session().doses).toHaveLength(1)
    const next = { do: 'recordBooster', by: 'Ada', mg: 10 } as const
    room.act(1300, next)
    room.act(1301, { do: 'withdrawDose', by: 'Ada', dose: 'dose-2', reason: 'not given' })
    expect(room.act(1302, next)).toBeNull()
    expect(room.session().doses.map(({ mg }) => mg)).toEqual([10])
  })
  it('where a correction has been corrected between', () => {
    const room = ready('IM')
    room.act(1000, { do: 'startDosing', by: 'Ada', mg: 30 })
    const to = (seconds: number, lot: string) =>
      room.act(seconds, { do: 'correctDose', by: 'Ada', dose: 'dose-1', lot, reason: 'typed wrong' })
    for (const [seconds, lot] of [
      [1100, 'A'],
      [1101, 'B'],
      [1102, 'A'],
    ] as const)
      expect(to(seconds, lot)).toBeNull()
    expect(room.session().doses[0]?.lot).toBe('A')
  })
})

describe('a dose that is taken back', () => {
  it('leaves no T0 where it was the only one, and can be given anew', () => {
    const room = ready('IM')
    room.act(1000, { do: 'startDosing', by: 'Ada', mg: 40, lot: 'A' })
    expect(room.act(1060, { do: 'withdrawDose', by: 'Ada', dose: 'dose-1', reason: 'wrong room' })).toBeNull()
    const { t0, dosingEnd, baseline, due, doses, phase, withdrawnDoses } = room.session()
    expect([t0, dosingEnd, baseline, due, doses, phase]).toEqual([
      undefined,
      undefined,
      undefined,
      [],
      [],
      'baseline',
    ])
    expect(withdrawnDoses).toMatchObject([
      { id: 'dose-1', mg: 40, withdrawn: { by: 'Ada', reason: 'wrong room' } },
    ])
    room.stream(1100)
    expect(room.act(1100, { do: 'startDosing', by: 'Ada', mg: 40, lot: 'A' })).toBeNull()
    expect(room.session().doses).toMatchObject([{ id: 'dose-2', at: at(1100) }])
  })

  it('moves T0 to the next one, and the number of its device is free again', () => {
    const room = ready('SPRAVATO-84')
    room.act(1000, { do: 'startDosing', by: 'Ada' })
    room.act(1300, { do: 'recordDevice', by: 'Ada' })
    room.act(1310, { do: 'withdrawDose', by: 'Ada', dose: 'dose-1', reason: 'empty' })
    expect(room.session().t0).toEqual(at(1300))
    expect(room.told('doseWithdrawn')).toMatchObject([{ t0MovedMin: 5, mg: 28, givenAt: at(1000) }])
    expect(room.session().due.find(({ id }) => id === 'M2')?.targetMonoMs).toBe((1300 + 2400) * 1000)
    room.act(1620, { do: 'recordDevice', by: 'Ada' })
    expect(room.session().doses.map(({ id, device }) => [id, device])).toEqual([
      ['dose-2', 2],
      ['dose-3', 1],
    ])
  })

  it('opens dosing again where it was the last device', () => {
    const room = ready('SPRAVATO-56')
    room.act(1000, { do: 'startDosing', by: 'Ada' })
    room.act(1300, { do: 'recordDevice', by: 'Ada' })
    expect(room.session().phase).toBe('observation')
    room.act(1310, { do: 'withdrawDose', by: 'Ada', dose: 'dose-2', reason: 'not used' })
    expect([room.session().phase, room.session().dosingEnd]).toEqual(['dosing', undefined])
    expect(room.act(1320, { do: 'endDosing', by: 'Ada', reason: 'one device' })).toBeNull()
    expect(room.session().dosingEnd).toEqual(at(1000))
  })
})

describe('a dose that is put right', () => {
  it('keeps what stood there before, and moves T0, windows and the earliest discharge', () => {
    const room = ready('IM')
    room.act(1000, { do: 'startDosing', by: 'Ada', mg: 40, lot: 'A' })
    room.cuff(1500, 130, 80)
    const change = {
      do: 'correctDose',
      by: 'Bo',
      dose: 'dose-1',
      mg: 50,
      minutesAgo: 15,
      reason: 'read again',
    } as const
    expect(room.act(1600, change)).toBeNull()
    const { t0, dosingEnd, doses, due, phaseStarts } = room.session()
    expect([t0, dosingEnd]).toEqual([at(700), at(700)])
    expect(doses[0]).toMatchObject({
      mg: 50,
      mgPerKg: 50 / 70,
      at: at(700),
      corrections: [{ before: { mg: 40, at: at(1000), lot: 'A' }, by: 'Bo', reason: 'read again' }],
    })
    // 1500 s is 13:20 after T0 now: in the window of M3, and too late for M2.
    expect(due.find(({ id }) => id === 'M3')).toMatchObject({ status: 'done' })
    expect(due.find(({ id }) => id === 'M2')).toMatchObject({ status: 'late' })
    expect(phaseStarts.map(({ phase }) => phase)).toEqual(['prep', 'baseline', 'dosing', 'observation'])
    expect(room.told('doseCorrected')).toMatchObject([
      { t0MovedMin: -5, before: { mg: 40 }, after: { mg: 50 } },
    ])
  })

  it('is asked about as any dose is', () => {
    const room = ready('IV-0.5MGKG-40')
    room.act(1000, { do: 'startDosing', by: 'Ada' })
    const change = { do: 'correctDose', by: 'Ada', dose: 'dose-1', reason: 'read again' } as const
    expect(room.act(1010, { ...change, mg: 350 })).toMatch(/over the most/)
    expect(room.act(1020, { ...change, mg: 60 })).toMatch(/a prescriber/)
    expect(room.act(1030, { ...change, mg: 40 })).toBeNull()
    expect(room.act(1040, { ...change, mg: 40 })).toMatch(/Nothing differs/)
    expect(room.act(1050, { ...change, dose: 'dose-9' })).toMatch(/no dose/)
  })
})

describe('a dose that is put right, with others after it,', () => {
  it('is held against the most that may be given with all of them, and the record says so', () => {
    const room = ready('IM')
    room.act(1000, { do: 'startDosing', by: 'Dr P', mg: 60 }, prescriber)
    room.act(1600, { do: 'recordBooster', by: 'Dr P', mg: 60 }, prescriber)
    const change = { do: 'correctDose', by: 'Dr P', dose: 'dose-1', reason: 'syringe' } as const
    expect(room.act(1660, { ...change, mg: 140 }, prescriber)).toMatch(
      // The 60 mg were given later than the dose that is put right.
      /140 mg, with 60 mg of other doses, is over the most.* 150 mg/,
    )
    expect(room.session().doses.map(({ mg }) => mg)).toEqual([60, 60])
    expect(room.told('doseQuestion')).toMatchObject([
      { about: 'ceiling', do: 'correctDose', figure: 140, ceiling: 150, before: 60, refused: true },
    ])
    expect(room.act(1670, { ...change, mg: 90 }, prescriber)).toBeNull()
  })
})

describe('the time of a dose', () => {
  const change = { do: 'correctDose', by: 'Ada', dose: 'dose-1', reason: 'read again' } as const

  it('is put right by an hour at most, before or after the press that recorded it', () => {
    const room = ready('IM')
    room.act(4000, { do: 'startDosing', by: 'Dr P', mg: 60, reason: 'late' }, prescriber)
    expect(room.session().t0).toEqual(at(4000))
    expect(room.act(4060, { ...change, minutesAgo: 62 })).toMatch(/more than 60 min off the time/)
    expect(room.act(4060, { ...change, minutesAgo: 1440 })).toMatch(/withdraw the dose and record it anew/)
    expect(room.session().t0).toEqual(at(4000))
    expect(room.act(4060, { ...change, minutesAgo: 61 })).toBeNull()
    expect(room.session().t0).toEqual(at(400))
    // Not by an hour more with each correction.
    expect(room.act(4120, { ...change, minutesAgo: 70 })).toMatch(/more than 60 min off/)
    expect(room.act(4120, { ...change, minutesAgo: 2 })).toBeNull()
    expect(room.act(9000, { ...change, minutesAgo: 5 })).toMatch(/more than 60 min off/)
    expect(room.session().t0).toEqual(at(4000))
  })

  it('counts from the press where the dose was entered late', () => {
    const room = ready('IM')
    room.act(4000, { do: 'startDosing', by: 'Dr P', mg: 60, minutesAgo: 60, reason: 'late' }, prescriber)
    expect(room.act(4060, { ...change, minutesAgo: 1440 })).toMatch(/more than 60 min off/)
    expect(room.session().t0).toEqual(at(400))
    // Its amount may be put right at any time.
    expect(room.act(20_000, { ...change, mg: 62 })).toBeNull()
  })
})

it('a pump that is set far off the plan is asked about, at the start and when it runs again', () => {
  const room = ready('IV-0.5MGKG-40')
  expect(room.act(1000, { do: 'startDosing', by: 'Ada', rateMgPerH: 525 })).toMatch(
    /525 mg\/h is over the most/,
  )
  expect(room.act(1000, { do: 'startDosing', by: 'Ada', rateMgPerH: 60 })).toMatch(/14 % off the plan/)
  expect(room.act(1000, { do: 'startDosing', by: 'Ada', rateMgPerH: 52.5 })).toBeNull()
  room.act(1600, { do: 'pauseInfusion', by: 'Ada' })
  expect(room.act(1700, { do: 'resumeInfusion', by: 'Ada', rateMgPerH: 105, reason: 'x' })).toMatch(
    /a prescriber/,
  )
  expect(room.act(1700, { do: 'resumeInfusion', by: 'Ada', rateMgPerH: 26.25, reason: 'x' })).toMatch(
    /a prescriber/,
  )
  expect(room.act(1700, { do: 'resumeInfusion', by: 'Ada', rateMgPerH: 35, reason: 'nausea' })).toBeNull()
  room.act(2300, { do: 'endDosing', by: 'Ada', reason: 'stop' })
  // 10 min at 52.5 mg/h and 10 min at 35 mg/h.
  expect(room.session().doses[0]?.givenMg).toBe(14.6)
})

it('the rate that a pump began with moves with T0', () => {
  const room = ready('IV-0.5MGKG-40')
  room.act(1000, { do: 'startDosing', by: 'Ada', rateMgPerH: 40, reason: 'slower' })
  room.act(1600, { do: 'endDosing', by: 'Ada', reason: 'stop' })
  // 10 min at 40 mg/h.
  expect(room.session().doses[0]?.givenMg).toBe(6.7)
  room.act(1660, { do: 'correctDose', by: 'Ada', dose: 'dose-1', minutesAgo: 16, reason: 'read again' })
  expect(room.session().pumpRates).toMatchObject([{ mgPerH: 40, at: at(700) }])
  // 15 min of it.
  expect(room.session().doses[0]?.givenMg).toBe(10)
})

it('the checklist of this test is that of the presets', () => {
  expect(preDoseItems({ route: 'nasal' })).toEqual(preDoseIds)
})
