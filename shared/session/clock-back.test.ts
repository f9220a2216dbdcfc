import { describe, expect, it } from 'vitest'
import { personOf } from '../../fixtures/authority.ts'
import { findPreset } from '../presets/index.ts'
import type { Source } from '../reading.ts'
import type { Action } from '../record/index.ts'
import { checksInEnglish, inEnglish } from '../words/testing/in-english.ts'
import type { CheckId } from './checklist.ts'
import { evaluateDischarge } from './discharge.ts'
import { dischargeTimes } from './discharge-times.ts'
import { inspectPatient } from './gate.ts'
import { type RoomInput, stepRoom } from './room.ts'
import { openRoom, type RoomState } from './room-state.ts'

const MINUTE_MS = 60_000
const monitor: Source = { origin: 'device', id: 'd1', driver: 'test' }
const typed: Source = { origin: 'manual', id: 'manual', driver: 'manual' }
const replayed = { kind: 'replay', name: 'test' } as const

/** A room at minutes of its line: a gap leaves the line where the computer's clock puts it. */
function begin(presetId: string) {
  const preset = findPreset(presetId)
  if (!preset) throw new Error(presetId)
  const at = (min: number) => ({ monoMs: min * MINUTE_MS, wallMs: min * MINUTE_MS })
  const patient = { initials: 'AB', birthYear: 1980, recordId: 'K-17', weightKg: 70 }
  const opening = { sessionId: 's', room: 'r', preset, patient, by: 'N', simulated: false, speed: 1 }
  let state: RoomState = openRoom(opening, at(0))
  const take = (min: number, input: RoomInput) => {
    const stepped = stepRoom(state, input, at(min))
    state = stepped.state
    return stepped
  }
  const sample = (min: number, value: object, source = monitor) =>
    take(min, { kind: 'sample', sample: value as never, source })
  const room = {
    state: () => state,
    sample,
    /** As a script does it: nothing is asked of paper. */
    act: (min: number, action: Action) =>
      inEnglish(take(min, { kind: 'action', action, authority: replayed }).refused),
    nurse: (min: number, action: Action) =>
      inEnglish(take(min, { kind: 'action', action, authority: personOf('nurse') }).refused),
    cuff: (min: number, ageMin = 0, systolic = 124) =>
      sample(
        min,
        { kind: 'nibp', systolic, diastolic: 78, mean: 93, pulseRate: 70, status: 'ok', ageS: ageMin * 60 },
        ageMin > 0 ? typed : monitor,
      ),
    stream(fromMin: number, toMin: number) {
      for (let min = fromMin; min <= toMin + 1e-9; min += 1 / 6) {
        sample(min, { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' })
        sample(min, {
          kind: 'vital',
          vital: 'pulseRate',
          value: 70 + (Math.round(min * 6) % 3),
          quality: 'good',
        })
      }
    },
    tick: (min: number) => take(min, { kind: 'tick' }),
    /** Vigil stood still; by the wall clock so many minutes, which is less than nothing where it went back. */
    gap: (fromMin: number, byWallMin: number) =>
      take(fromMin + Math.max(0, byWallMin), {
        kind: 'resumed',
        gapFrom: at(fromMin),
        cause: 'restart',
        byWallMs: byWallMin * MINUTE_MS,
      }),
    confirm(min: number, lengthMin: number) {
      room.act(min, { do: 'confirmPatient', by: 'N', same: true })
      return room.nurse(min, { do: 'confirmGap', by: 'N', lengthMin, lengthConfirmed: true })
    },
    check: (min: number, id: CheckId) =>
      checksInEnglish(evaluateDischarge(state, at(min)))?.find(check => check.id === id),
    gate: (min: number) => inspectPatient(state, at(min)),
    due: (label: string) => state.session.due.find(item => item.label === label),
  }
  return room
}

describe('A value from before a restart under a clock that went back', () => {
  function recovered() {
    const room = begin('IM')
    room.stream(5, 9.9)
    room.cuff(9)
    room.act(10, { do: 'startDosing', by: 'N', mg: 60 })
    for (const min of [20, 40, 70]) room.cuff(min)
    room.stream(90, 93)
    room.cuff(93)
    room.gap(93.5, -120)
    room.act(93.6, { do: 'confirmPatient', by: 'N', same: true })
    return room
  }

  it('is of no known age until a person has said how long the gap was', () => {
    const room = recovered()
    expect(room.check(93.7, 'D4')).toMatchObject({ passed: false, evidence: 'no SpO2 of the last 5 min' })
  })
  it('is as old as that person says', () => {
    const room = recovered()
    room.confirm(93.7, 60)
    expect(room.check(93.8, 'D4')).toMatchObject({ passed: false, evidence: 'no SpO2 of the last 5 min' })
    room.stream(94, 97)
    expect(room.check(97, 'D4')).toMatchObject({
      passed: false,
      evidence: 'lowest of 5 min 97 % on room air, sure values for 3 min only',
    })
    room.stream(97, 99)
    expect(room.check(99, 'D4')).toMatchObject({ passed: true })
  })
  it('is no BP of the last 15 min', () => {
    const room = recovered()
    const answered = {
      ...room.state(),
      session: { ...room.state().session, due: [] },
    }
    const now = { monoMs: 93.8 * MINUTE_MS, wallMs: 0 }
    const checks = checksInEnglish(evaluateDischarge(answered, now))
    expect(checks?.find(({ id }) => id === 'D2')?.evidence).toBe('no BP of the last 15 min')
  })
  it.each([
    ['before it is confirmed', null],
    ['once it is', 60],
  ])('counts for nothing at the gate, %s', (_when, lengthMin) => {
    const room = begin('IM')
    room.stream(5, 9.9)
    room.cuff(9)
    expect(room.gate(9.95)).toEqual([])
    room.gap(9.95, -120)
    room.act(10, { do: 'confirmPatient', by: 'N', same: true })
    if (lengthMin !== null) room.confirm(10, lengthMin)
    expect(room.gate(10.05)).toEqual(['noBaseline', 'noSpo2', 'noPulse'])
  })
  it('gives no rest to a pressure that was high', () => {
    const room = begin('IM')
    room.cuff(9, 0, 150)
    // The clock says two hours; really it was one minute.
    room.gap(9.5, 120)
    room.act(129.6, { do: 'confirmPatient', by: 'N', same: true })
    room.confirm(129.7, 1)
    room.cuff(130, 0, 150)
    expect(room.gate(130)).toContain('notRepeated')
    room.cuff(135, 0, 150)
    expect(room.gate(135)).not.toContain('notRepeated')
  })
})

describe('A gap whose length a person says', () => {
  it('moves nothing that counts from after it', () => {
    const room = begin('IM')
    room.cuff(2)
    room.gap(3, 120)
    room.act(123.1, { do: 'confirmPatient', by: 'N', same: true })
    room.stream(125, 129.9)
    room.cuff(128)
    room.act(130, { do: 'startDosing', by: 'N', mg: 60 })
    const before = room.state().session.due
    expect(before.length).toBeGreaterThan(2)
    expect(room.confirm(131, 5)).toBeNull()
    expect(room.state().session.due).toEqual(before)
  })
  it('moves what counts from before it', () => {
    const room = begin('IM')
    room.stream(5, 9.9)
    room.cuff(9)
    room.act(10, { do: 'startDosing', by: 'N', mg: 60 })
    const was = room.state().session.due.at(-1)
    room.gap(12, 120)
    expect(room.confirm(132.1, 5)).toBeNull()
    const is = room.state().session.due.find(({ id }) => id === was?.id)
    expect(is?.targetMonoMs).toBe((was?.targetMonoMs ?? 0) + 115 * MINUTE_MS)
  })
})

describe('Minutes ago, over a gap', () => {
  function away(presetId = 'IM') {
    const room = begin(presetId)
    room.stream(5, 9.9)
    room.cuff(9)
    room.gap(10, -120)
    room.act(10.1, { do: 'confirmPatient', by: 'N', same: true })
    return room
  }

  it('puts a dose where it was given, and its observation ends no earlier', () => {
    const room = away()
    room.confirm(10.2, 25)
    expect(room.act(14, { do: 'startDosing', by: 'N', mg: 60, minutesAgo: 30 })).toBeNull()
    const { session } = room.state()
    // 4 min on the line and 25 that it lacks: a minute before the gap.
    expect(session.t0?.monoMs).toBe(9 * MINUTE_MS)
    const wait = session.preset.dischargeAfterMin
    expect(dischargeTimes(session)?.earliest).toBe((14 - 30 + wait) * MINUTE_MS)
  })
  it('counts a dose in a gap in which the line stood still from its end', () => {
    const room = away()
    room.confirm(10.2, 25)
    expect(room.act(14, { do: 'startDosing', by: 'N', mg: 60, minutesAgo: 10 })).toBeNull()
    const { session } = room.state()
    const wait = session.preset.dischargeAfterMin
    expect(dischargeTimes(session)?.earliest).toBe((10 + wait) * MINUTE_MS + 1)
  })
  it('refuses a dose before a gap that nobody has confirmed', () => {
    const room = away()
    expect(room.act(14, { do: 'startDosing', by: 'N', mg: 60, minutesAgo: 30 })).toMatch(
      /^How long Vigil did not run since then is not sure/,
    )
    expect(room.act(14, { do: 'startDosing', by: 'N', mg: 60, minutesAgo: 2 })).toBeNull()
  })
  it('puts a typed reading where it was taken', () => {
    const room = away()
    room.confirm(10.2, 25)
    const { readings } = room.cuff(14, 30)
    expect(readings[0]?.takenAt).toEqual({ monoMs: 9 * MINUTE_MS, wallMs: -16 * MINUTE_MS })
  })
})

describe('The rest between nasal devices', () => {
  it('counts no time that did not pass', () => {
    const room = begin('SPRAVATO-56')
    room.stream(5, 9.9)
    room.cuff(9)
    room.act(10, { do: 'startDosing', by: 'N' })
    room.gap(10.5, 120)
    room.confirm(130.6, 1)
    expect(room.nurse(131, { do: 'recordDevice', by: 'N' })).toMatch(
      /rest after the last device ends in 180 s/,
    )
    expect(room.nurse(134.1, { do: 'recordDevice', by: 'N' })).toBeNull()
  })
  it('counts nothing of a gap that nobody has confirmed', () => {
    const room = begin('SPRAVATO-56')
    room.stream(5, 9.9)
    room.cuff(9)
    room.act(10, { do: 'startDosing', by: 'N' })
    room.gap(10.5, 20)
    expect(room.nurse(31, { do: 'recordDevice', by: 'N' })).toMatch(
      /rest after the last device ends in 240 s/,
    )
  })
})

describe('What a stream was like before Vigil stood still', () => {
  const vital = (name: string, value: number) => ({ kind: 'vital', vital: name, value, quality: 'good' })
  const other: Source = { origin: 'device', id: 'd2', driver: 'test' }

  it.each([
    ['nobody has said for how long', undefined],
    ['a person has said for how long', 25],
  ])('leaves SpO2 to another monitor at once, since 10 s have passed: %s', (_, lengthMin) => {
    const room = begin('IM')
    room.stream(5, 9.9)
    room.gap(9.9, -60)
    if (lengthMin !== undefined) room.confirm(9.92, lengthMin)
    // Three seconds later on the line, which stood still meanwhile.
    room.sample(9.95, vital('spo2', 91), other)
    expect(room.state().vitals.spo2).toMatchObject({ source: { id: 'd2' }, value: 91 })
  })

  it('keeps SpO2 with its monitor over a gap that was put right to some seconds', () => {
    const room = begin('IM')
    room.stream(5, 9.9)
    room.gap(9.9, 120)
    room.confirm(129.92, 0)
    room.sample(129.95, vital('spo2', 91), other)
    expect(room.state().vitals.spo2).toMatchObject({ source: { id: 'd1' }, value: 97 })
  })

  it('makes neither a step nor a frozen value of what comes afterwards', () => {
    const room = begin('IM')
    room.stream(5, 9.9)
    room.gap(9.9, -60)
    room.sample(9.92, vital('spo2', 80))
    expect(room.state().vitals.spo2).toMatchObject({ value: 80, validity: 'valid' })
    room.gap(9.93, 30)
    room.sample(39.95, vital('spo2', 80))
    expect(room.state().vitals.spo2?.flags ?? []).toEqual([])
    // It stands still from then on.
    room.sample(41, vital('spo2', 80))
    expect(room.state().vitals.spo2?.flags).toEqual(['frozen'])
  })
})

describe('The name of an extra reading', () => {
  it('has the minute that passed, also where it was named before the length of the gap was known', () => {
    const room = begin('SPRAVATO-56')
    room.stream(5, 9.9)
    room.cuff(9)
    room.act(10, { do: 'startDosing', by: 'N' })
    room.gap(12, 120)
    room.cuff(133, 0, 190)
    const extra = () => room.state().session.due.find(item => item.extra)?.label
    expect(extra()).toBe('Extra BP 128')
    room.confirm(133.5, 5)
    expect(extra()).toBe('Extra BP 13')
    // One that is planned from now on is named rightly at once.
    room.cuff(137.9, 0, 190)
    expect(
      room
        .state()
        .session.due.filter(item => item.extra)
        .at(-1)?.label,
    ).toBe('Extra BP 18')
  })
})

describe('A measurement that was answered after a gap, before anybody had said how long that was', () => {
  function dosed() {
    const room = begin('SPRAVATO-56')
    room.stream(5, 9.9)
    room.cuff(9)
    room.act(10, { do: 'startDosing', by: 'N' })
    room.gap(12, 120)
    // By the line its window is over.
    room.tick(132.2)
    return room
  }
  it('is asked for again where it was not yet to be measured', () => {
    const room = dosed()
    room.cuff(133)
    expect(room.due('BP 40')).toMatchObject({ status: 'late' })
    room.confirm(133.5, 5)
    expect(room.due('BP 40')).toMatchObject({ status: 'upcoming' })
    expect(room.due('BP 40')?.doneAt).toBeUndefined()
    // Forty minutes have passed since T0, five of them in the gap.
    room.cuff(165)
    expect(room.due('BP 40')).toMatchObject({ status: 'done', doneAt: { monoMs: 165 * MINUTE_MS } })
  })
  it('is done, and not late, where it was measured in its window', () => {
    const room = dosed()
    room.cuff(165)
    expect(room.due('BP 40')).toMatchObject({ status: 'late' })
    room.confirm(166, 5)
    expect(room.due('BP 40')).toMatchObject({ status: 'done', doneAt: { monoMs: 165 * MINUTE_MS } })
  })
})
