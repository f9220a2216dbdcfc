import { describe, expect, it } from 'vitest'
import { personOf, replay } from '../../fixtures/authority.ts'
import type { Authority } from '../authority.ts'
import { findPreset } from '../presets/index.ts'
import { type Action, applyAction } from '../record/index.ts'
import { checksInEnglish, inEnglish } from '../words/testing/in-english.ts'
import { ownLevel } from './baseline.ts'
import { evaluateDischarge } from './discharge.ts'
import { inspectGate } from './gate.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { stepRoom } from './room.ts'
import { openRoom, type RoomState, restoreRoom } from './room-state.ts'
import { parseScript } from './script.ts'
import { isUnconfirmed } from './unconfirmed.ts'

/* "Same patient?" (AR-23): when it is asked, what is kept out until somebody answers, and what each answer does. */

function run(lines: readonly object[], presetId = 'IM') {
  const preset = findPreset(presetId)
  if (!preset) throw new Error(`The preset ${presetId} is gone.`)
  const events: ReplayEvent[] = []
  const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
  const replay = replayScript(script, { preset, sessionId: 's', t0WallMs: 0, onEvent: e => events.push(e) })
  return { ...replay, events, session: replay.state.session }
}

const by = 'nurse-1'
const MIN = 60
const cuff = (t: number, systolic = 124, diastolic = 78, more: object = {}) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, pulseRate: 70, ...more },
})
const stream = (t: number, until: number, value: number | null = 97) => ({
  t,
  sample: { kind: 'vital', vital: 'spo2', value, quality: value === null ? 'noSignal' : 'good' },
  every: 1,
  until,
})
const act = (t: number, name: string, more: object = {}) => ({ t, do: name, by, ...more })
const yes = (t: number) => act(t, 'confirmPatient', { same: true })
const no = (t: number, more: object = {}) => act(t, 'confirmPatient', { same: false, ...more })
const end = (t: number) => ({ t, end: true })
const dosed = [cuff(-600), act(0, 'startDosing', { mg: 35 })]
/** When it was asked, and why. */
const asked = ({ events }: ReturnType<typeof run>) =>
  events.flatMap(e =>
    e.event === 'session' && e.kind === 'samePatient' && e.state === 'asked' ? [[e.t, e.why]] : [],
  )
const person = { kind: 'person', name: 'Ada', role: 'nurse', pinVersion: null } as const

describe('While it is asked', () => {
  const givenAt = (
    presetId: 'IM' | 'IV-0.5MGKG-40',
    lines: readonly object[],
    authority: Authority,
    action: object,
  ) => {
    const { state } = run([...lines, end(40 * MIN)], presetId)
    const now = { monoMs: state.session.opened.at.monoMs + 51 * MIN * 1000, wallMs: 0 }
    return inEnglish(stepRoom(state, { kind: 'action', action: action as Action, authority }, now).refused)
  }
  const booster = { do: 'recordBooster', by, mg: 10, reason: 'as planned' }
  const infusion = [cuff(-600), act(0, 'startDosing', { mg: 35 }), act(5 * MIN, 'pauseInfusion')]
  const resume = { do: 'resumeInfusion', by, reason: 'x' }

  it.each([
    ['a further dose', 'IM', dosed, booster],
    ['a pump that runs again', 'IV-0.5MGKG-40', infusion, resume],
  ] as const)('nothing is recorded as given since, by a person: %s', (_what, preset, lines, action) => {
    expect(givenAt(preset, lines, person, action)).toMatch(/answer “Same patient\?” first/)
    expect(givenAt(preset, [...lines, yes(39 * MIN)], person, action)).toBeNull()
    // What is replayed was done.
    expect(givenAt(preset, lines, replay, action)).toBeNull()
  })

  it.each([
    ['a weight', { do: 'changeWeight', weightKg: 74, weightConfirmed: true, reason: 'scales' }, 'nurse'],
    ['a baseline', { do: 'setBaseline', systolic: 165, diastolic: 101, reason: 'x' }, 'prescriber'],
    ['another time of a dose', { do: 'correctDose', dose: 'dose-1', minutesAgo: 1, reason: 'x' }, 'nurse'],
    ['another amount of a dose', { do: 'correctDose', dose: 'dose-1', mg: 36, reason: 'x' }, 'nurse'],
    ['no dose at all', { do: 'withdrawDose', dose: 'dose-1', reason: 'not given' }, 'nurse'],
    ['no mark', { do: 'withdrawMark', markId: 'mark-1' }, 'nurse'],
  ] as const)('nor is anything set, or taken back, that all is reckoned from: %s', (_what, action, role) => {
    const by = personOf(role)
    const lines = [...dosed, act(0, 'recordMark', { mark: 'nausea' })]
    expect(givenAt('IM', lines, by, { ...action, by: by.name })).toMatch(/answer “Same patient\?” first/)
    expect(givenAt('IM', [...lines, yes(39 * MIN)], by, { ...action, by: by.name })).toBeNull()
  })

  it('nor is a dose planned, before T0', () => {
    const by = personOf('prescriber')
    const plan = { do: 'planDose', by: by.name, mg: 40, reason: 'as last time' }
    expect(givenAt('IM', [cuff(-600)], by, plan)).toMatch(/answer “Same patient\?” first/)
    expect(givenAt('IM', [cuff(-600), yes(39 * MIN)], by, plan)).toBeNull()
  })

  it('what was given before may be told', () => {
    expect(givenAt('IM', dosed, person, { ...booster, minutesAgo: 41 })).toBeNull()
  })
})

describe('It is asked', () => {
  it('after half an hour without a signal of the patient, once', () => {
    expect(asked(run([...dosed, end(30 * MIN - 2)]))).toEqual([])
    expect(asked(run([...dosed, end(120 * MIN)]))).toEqual([[30 * MIN, 'silence']])
  })

  it.each([
    ['a stream', stream(0, 100 * MIN)],
    ['a cuff', cuff(20 * MIN), cuff(40 * MIN), cuff(60 * MIN), cuff(80 * MIN)],
    ...[
      ['recordManual', { spo2: 97 }],
      ['recordMark', { mark: 'talking' }],
      ['recordScale', { scale: 'moaas', answers: [5] }],
      ['recordBooster', { mg: 10 }],
    ].map(([name, more]) => [
      String(name),
      ...[20, 40, 60, 80].map(minute => act(minute * MIN, String(name), more as object)),
    ]),
  ] as [string, ...object[]][])('not while there is %s', (_what, ...lines) => {
    expect(asked(run([...dosed, ...lines, end(100 * MIN)]))).toEqual([])
  })

  it.each([
    ['a monitor without a value', stream(1, 40 * MIN, null)],
    ['a failed cuff', cuff(20 * MIN, 0, 0, { systolic: null, diastolic: null, status: 'failed' })],
    [
      'a capnograph in the air of the room',
      { ...stream(1, 40 * MIN), sample: { kind: 'vital', vital: 'etco2', value: 0 } },
    ],
    ['a rate of nothing', { ...stream(1, 40 * MIN), sample: { kind: 'vital', vital: 'respRate', value: 0 } }],
    ['an act from afar', act(20 * MIN, 'pauseAudio')],
  ])('in spite of %s', (_what, line) => {
    expect(asked(run([...dosed, line, end(40 * MIN)]))).toEqual([[30 * MIN, 'silence']])
  })

  it('after a gap of more than half an hour, or of unknown length', () => {
    const askedOver = (gap: object) =>
      asked(run([...dosed, cuff(59), { t: 60, gap: 29 * MIN, ...gap }, cuff(1850), end(40 * MIN)]))
    expect(askedOver({})).toEqual([])
    expect(askedOver({ gap: 30 * MIN + 1 })).toEqual([[31 * MIN + 1, 'gap']])
    expect(askedOver({ gap: 60, boot: 'another', clock: -3600 })).toEqual([[120, 'gap']])
  })

  it.each([
    ['said as 5 min', -1440, [act(2760, 'confirmGap', { gapNumber: 1, lengthMin: 5 })]],
    ['believed of the clock', -1480, []],
  ])('after a gap %s that turns out to be long together with the silence about it', (_how, clock, words) => {
    const away = { t: 1259, gap: 1500, boot: 'another', clock }
    const right = act(2800, 'correctGap', { gapNumber: 1, lengthMin: 25, reason: 'mistyped' })
    // A clock that went back asks by itself; here it has only counted too little.
    const lines = [...dosed, cuff(59), away, ...words, stream(2761, 2900)]
    expect(asked(run([...lines, end(2900)]))).toEqual([])
    expect(asked(run([...lines, right, end(2900)]))).toEqual([[2800, 'silence']])
  })

  it('twelve hours after the opening, once', () => {
    const HOUR = 3600
    const long = [cuff(0), stream(1, 26 * HOUR)]
    expect(asked(run([...long, end(26 * HOUR)]))).toEqual([[12 * HOUR, 'long']])
    expect(
      asked(
        run([
          ...long.slice(0, 1),
          stream(1, 12 * HOUR),
          yes(12 * HOUR + 5),
          stream(12 * HOUR + 6, 14 * HOUR),
          end(14 * HOUR),
        ]),
      ),
    ).toHaveLength(1)
  })

  it('once a person says that a gap was longer than half an hour, from the gap on', () => {
    const saidAs = (lengthMin: number, ...more: readonly object[]) =>
      run([
        ...dosed,
        cuff(59),
        { t: 60, gap: 3600, boot: 'another', clock: -3500 },
        ...more,
        act(3700, 'confirmGap', { lengthMin }),
        cuff(3800, 190, 115),
        end(3900),
      ])
    expect(asked(saidAs(25))).toEqual([])
    const long = saidAs(60)
    expect(asked(long)).toEqual([[3700, 'gap']])
    expect(long.readings.map(reading => isUnconfirmed(long.session, reading))).toEqual([false, false, true])
  })

  it('after a silence and a gap that are half an hour together', () => {
    const over = (silentS: number, ...more: readonly object[]) =>
      run([
        ...dosed,
        cuff(59),
        { t: 59 + silentS, gap: 10 * MIN, ...more[0] },
        stream(59 + silentS + 10 * MIN, 59 + silentS + 12 * MIN),
        ...more.slice(1),
        end(59 + silentS + 13 * MIN),
      ])
    expect(asked(over(19 * MIN))).toEqual([])
    const long = over(21 * MIN)
    expect(asked(long)).toEqual([[59 + 31 * MIN, 'silence']])
    expect(long.readings.map(reading => isUnconfirmed(long.session, reading)).slice(0, 3)).toEqual([
      false,
      false,
      true,
    ])
  })

  it('once a person says that a gap, with the silence around it, was as long', () => {
    const silentS = 20 * MIN
    const back = 59 + silentS + 25 * MIN
    const saidAs = (lengthMin: number) =>
      run([
        ...dosed,
        cuff(59),
        { t: 59 + silentS, gap: 25 * MIN, boot: 'another', clock: MIN - 25 * MIN },
        stream(back + 2, back + 60),
        act(back + 30, 'confirmGap', { lengthMin }),
        end(back + 90),
      ])
    expect(asked(saidAs(9))).toEqual([])
    const long = saidAs(25)
    expect(asked(long)).toEqual([[back + 30, 'silence']])
    expect(long.readings.map(reading => isUnconfirmed(long.session, reading)).slice(0, 3)).toEqual([
      false,
      false,
      true,
    ])
  })

  it('twelve hours after the opening as they passed, whatever the line counts', () => {
    const away = { t: 60, gap: 11 * 3600, boot: 'another', clock: -11 * 3600 + 60 }
    const lines = [...dosed, away, stream(11 * 3600 + 61, 13 * 3600)]
    const said = act(11 * 3600 + 90, 'confirmGap', { lengthMin: 660 })
    const answered = yes(11 * 3600 + 95)
    const { events, session } = run([...lines, said, answered, end(13 * 3600)])
    // The opening was ten minutes before the dose.
    expect(asked({ events, session } as ReturnType<typeof run>)).toEqual([
      [11 * 3600 + 90, 'gap'],
      [12 * 3600 - 600, 'long'],
    ])
  })

  it('of a session that an earlier version stored, from its last known signal', () => {
    const before = run([...dosed, cuff(20 * MIN), end(20 * MIN)]).state
    const { lastSign: _unknown, ...stored } = before
    const restored = restoreRoom(JSON.parse(JSON.stringify(stored)) as RoomState)
    const at = (minute: number) => ({ monoMs: (minute + 10) * 60_000, wallMs: minute * 60_000 })
    expect(stepRoom(restored, { kind: 'tick' }, at(49)).state.session.patientQuestions).toBeUndefined()
    expect(stepRoom(restored, { kind: 'tick' }, at(50)).state.session.patientQuestions).toMatchObject([
      { why: 'silence', from: { monoMs: 30 * 60_000 } },
    ])
  })
})

describe('Until it is answered', () => {
  const silent = [...dosed, cuff(20 * MIN, 150, 88), cuff(51 * MIN, 182, 112)]

  it('what is measured alarms', () => {
    const { events } = run([...silent, end(52 * MIN)])
    expect(events).toContainEqual(
      expect.objectContaining({ event: 'alarm', alarm: 'systolic-high', transition: 'raised', value: 182 }),
    )
  })
  it('and is kept out of the discharge checklist, which cannot pass', () => {
    const { state, session, readings } = run([...silent, end(52 * MIN)])
    const now = { monoMs: 62 * 60_000, wallMs: 0 }
    const checks = checksInEnglish(evaluateDischarge(state, now)) ?? []
    for (const id of ['D2', 'D3', 'D4'])
      expect(checks.find(check => check.id === id)).toMatchObject({
        passed: false,
        evidence: 'patient not confirmed',
      })
    expect(readings.map(({ takenAt }) => isUnconfirmed(session, takenAt))).toEqual([false, false, true])
  })
  it('and that it raises no alarm passes nothing, while an alarm of it stands in the way', () => {
    const d8 = (lines: readonly object[]) => {
      const { state } = run(lines)
      return checksInEnglish(evaluateDischarge(state, { monoMs: 62 * 60_000, wallMs: 0 }))?.find(
        ({ id }) => id === 'D8',
      )
    }
    const calm = [...dosed, cuff(31 * MIN, 130, 80), end(52 * MIN)]
    expect(d8(calm)).toMatchObject({ passed: false, evidence: 'patient not confirmed' })
    expect(d8([...dosed, cuff(31 * MIN, 130, 80), yes(40 * MIN), end(52 * MIN)])).toMatchObject({
      passed: true,
    })
    expect(d8([...silent, end(52 * MIN)])).toMatchObject({
      passed: false,
      evidence: expect.stringContaining('active'),
    })
  })
  it('dosing is closed to everybody, and its readings form no baseline', () => {
    const { state } = run([cuff(-40 * MIN), cuff(-5 * MIN, 150, 96), end(0)])
    const now = { monoMs: 40 * 60_000, wallMs: 0 }
    expect(inspectGate(state, now)).toEqual(expect.arrayContaining(['identityOpen', 'noBaseline']))
  })
  it('its SpO2 is nobody’s own level: no limit is fitted to it, and no baseline has it', () => {
    const lines = [cuff(-70 * MIN), stream(-70 * MIN, -60 * MIN), { t: -60 * MIN, gap: 40 * MIN }]
    const other = [...lines, stream(-19 * MIN, -14 * MIN, 88)]
    const at = { monoMs: 56 * 60_000, wallMs: 0 }
    const { state } = run(other)
    expect(ownLevel(state, 'spo2', at)).toBeNull()
    const fit = {
      do: 'changeLimit',
      by: 'Dr P',
      alarm: 'spo2-low',
      priority: 'low',
      limit: 84,
      reason: 'COPD',
    } as const
    expect(applyAction(state, fit, { ...person, role: 'prescriber' }, at)).toMatchObject({
      refused: { code: 'limitWithoutOwnLevel' },
    })
    const typed = run([...lines, act(-15 * MIN, 'recordManual', { spo2: 88 }), end(-14 * MIN)]).state
    expect(ownLevel(typed, 'spo2', at)).toBeNull()
    const dosedThen = run([...other, act(-14 * MIN, 'startDosing', { mg: 35 })]).session
    expect(dosedThen.baseline?.spo2 ?? null).toBeNull()
    const known = run([...other, yes(-14 * MIN)]).state
    expect(ownLevel(known, 'spo2', at)).toBe(88)
  })
})

describe('Yes', () => {
  it('counts with two identifiers that match, and then what was measured meanwhile is the patient’s', () => {
    const { state } = run([...dosed, cuff(31 * MIN, 130, 80), end(32 * MIN)])
    const now = { monoMs: 43 * 60_000, wallMs: 0 }
    const answer = (more: object) =>
      applyAction(state, { do: 'confirmPatient', by: 'Ada', same: true, ...more }, person, now)
    expect(answer({})).toMatchObject({ refused: { code: 'identifiersToCompare' } })
    expect(answer({ recordId: 'other', birthYear: 1980 })).toMatchObject({
      refused: { code: 'otherIdentifiers' },
    })
    const done = answer({ recordId: 'REPLAY', birthYear: 1980 })
    if ('refused' in done) throw new Error(done.refused.code)
    expect(done.events).toEqual([{ event: 'session', kind: 'samePatient', state: 'confirmed', by: 'Ada' }])
    const checks = checksInEnglish(evaluateDischarge({ ...state, session: done.session }, now)) ?? []
    expect(checks.find(({ id }) => id === 'D3')).toMatchObject({ passed: true, evidence: 'BP 130/80' })
  })
  it('is what comparing the identifiers before dosing says too', () => {
    const { session } = run([
      cuff(-60 * MIN),
      act(-10 * MIN, 'confirmIdentity', { recordId: 'replay', birthYear: 1980 }),
      end(0),
    ])
    expect(session.identity?.by).toBe(by)
    expect(session.patientQuestions).toMatchObject([{ why: 'silence', answer: { by, same: true } }])
  })
  it('begins the half hour afresh, and may be asked for again', () => {
    expect(asked(run([...dosed, yes(35 * MIN), end(90 * MIN)]))).toEqual([
      [30 * MIN, 'silence'],
      [65 * MIN, 'silence'],
    ])
  })
  it('answers what a gap asks too, but for a length that nobody knows', () => {
    const gapsOf = (gap: object) =>
      run([...dosed, { t: 60, gap: 3600, ...gap }, yes(3700), end(3701)]).session.gaps
    expect(gapsOf({})).toMatchObject([{ confirmed: { by } }])
    expect(gapsOf({ boot: 'another' })[0]).not.toHaveProperty('confirmed')
  })
  it('answers nothing that was not asked', () => {
    const { events } = run([...dosed, yes(60), end(61)])
    expect(events).toContainEqual(expect.objectContaining({ kind: 'gate', do: 'confirmPatient' }))
  })
})

describe('No', () => {
  const other = run([
    ...dosed,
    cuff(20 * MIN, 150, 88),
    cuff(55 * MIN, 182, 112),
    no(56 * MIN, { reason: 'the next patient' }),
    cuff(57 * MIN, 190, 115),
    end(60 * MIN),
  ])

  it('closes the session where the patient was last known', () => {
    const { session, readings } = other
    expect(session).toMatchObject({
      phase: 'closed',
      closed: { by, at: { monoMs: 30 * 60_000 }, reason: 'the next patient' },
    })
    expect(session.phaseStarts.at(-1)).toMatchObject({ phase: 'closed', at: { monoMs: 30 * 60_000 } })
    expect(isUnconfirmed(session, { monoMs: 65 * 60_000 })).toBe(true)
    // What comes after the close belongs to nobody's session.
    expect(readings).toHaveLength(3)
    // As it stood then: the reading of 55 min is not this patient's.
    const checks = checksInEnglish(session.closed?.checks) ?? []
    expect(checks.find(({ id }) => id === 'D3')).toMatchObject({
      evidence: 'BP 150/88, baseline 124/78, not falling',
    })
    expect(checks.find(({ id }) => id === 'D8')).toMatchObject({ passed: true, evidence: 'no alarm' })
    expect(checks.map(({ evidence }) => evidence)).not.toContain('patient not confirmed')
  })
  it('ends its alarms, and tells it all', () => {
    const told = other.events.filter(({ t }) => t === 56 * MIN)
    expect(told).toMatchObject([
      { kind: 'samePatient', state: 'other', by },
      { kind: 'phase', phase: 'closed' },
      { kind: 'closed', reason: 'the next patient' },
      ...told.slice(3).map(() => ({ event: 'alarm', cause: 'session closed' })),
    ])
    expect(told.length).toBeGreaterThan(3)
    expect(other.state.alarm.conditions).toEqual([])
  })
  it('closes no earlier than what was given', () => {
    const { session } = run([cuff(-60 * MIN), act(-5 * MIN, 'startDosing', { mg: 35 }), no(0), end(1)])
    expect(session.closed?.at).toEqual(session.t0)
  })
})

it('A room just opened is asked of half an hour later', () => {
  const preset = findPreset('IM')
  if (!preset) throw new Error('The preset IM is gone.')
  const patient = { initials: 'A', birthYear: 1980, recordId: 'R' }
  const room = openRoom(
    { sessionId: 's', room: 'r', preset, patient, by, simulated: false, speed: 1 },
    { monoMs: 5000, wallMs: 0 },
  )
  const at = (monoMs: number) => ({ monoMs, wallMs: monoMs })
  expect(stepRoom(room, { kind: 'tick' }, at(5000 + 1_799_999)).events).toEqual([])
  expect(stepRoom(room, { kind: 'tick' }, at(5000 + 1_800_000)).events).toMatchObject([
    { kind: 'samePatient' },
  ])
})
