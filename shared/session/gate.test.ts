import { describe, expect, it } from 'vitest'
import { personOf } from '../../fixtures/authority.ts'
import { findPreset } from '../presets/index.ts'
import type { Source } from '../reading.ts'
import type { Action } from '../record/index.ts'
import type { Role } from '../roles.ts'
import { inEnglish } from '../words/testing/in-english.ts'
import { viewGate } from './gate.ts'
import { preDoseItems } from './pre-dose.ts'
import { type RoomInput, stepRoom } from './room.ts'
import { openRoom, type RoomState } from './room-state.ts'

const monitor: Source = { origin: 'device', id: 'd1', driver: 'test' }

/** A real patient's room before dosing, at minutes after its opening. */
function begin(presetId = 'SPRAVATO-84') {
  const preset = findPreset(presetId)
  if (!preset) throw new Error(presetId)
  const at = (min: number) => ({ monoMs: min * 60_000, wallMs: min * 60_000 })
  const patient = { initials: 'AB', birthYear: 1980, recordId: 'K-17', weightKg: 70 }
  const opening = { sessionId: 's', room: 'r', preset, patient, by: 'Nurse', simulated: false, speed: 1 }
  let state: RoomState = openRoom(opening, at(0))
  const take = (min: number, input: RoomInput) => {
    const stepped = stepRoom(state, input, at(min))
    state = stepped.state
    return stepped
  }
  const act = (min: number, role: Role, action: Action) =>
    inEnglish(take(min, { kind: 'action', action, authority: personOf(role) }).refused)
  const vital = (min: number, name: 'spo2' | 'pulseRate', value: number) =>
    take(min, {
      kind: 'sample',
      sample: { kind: 'vital', vital: name, value, quality: 'good' },
      source: monitor,
    })
  return {
    state: () => state,
    take,
    act,
    cuff: (min: number, systolic: number, diastolic: number) =>
      take(min, {
        kind: 'sample',
        sample: {
          kind: 'nibp',
          systolic,
          diastolic,
          mean: diastolic + Math.round((systolic - diastolic) / 3),
          pulseRate: 72,
          status: 'ok',
        },
        source: monitor,
      }),
    streams(min: number, spo2 = 98, pulse = 72) {
      vital(min, 'spo2', spo2)
      vital(min, 'pulseRate', pulse)
    },
    paper(min: number) {
      const items = preDoseItems(preset)
      act(min, 'nurse', { do: 'confirmIdentity', by: 'Nurse', recordId: 'k-17', birthYear: 1980 })
      act(min, 'nurse', { do: 'recordPreDose', by: 'Nurse', clear: [...items], present: [] })
      act(min, 'nurse', { do: 'recordScale', by: 'Nurse', scale: 'moaas', answers: [5] })
    },
    open: (min: number) =>
      (viewGate(state, at(min)) ?? []).flatMap(({ finding, override }) => (override ? [] : [finding])),
    start: (min: number, role: Role = 'nurse', more: { reason?: string; second?: string } = {}) =>
      act(min, role, { do: 'startDosing', by: role === 'nurse' ? 'Nurse' : 'Dr P', ...more }),
  }
}

describe('the gate before dosing', () => {
  it('is open with a cuff reading, both streams, both identifiers and a clear checklist', () => {
    const room = begin()
    room.cuff(1, 124, 76)
    room.streams(2)
    expect(room.open(2)).toEqual(['identityOpen', 'checklistOpen', 'noSedation'])
    expect(room.start(2)).toMatch(/closed: identifiers not compared/)
    room.paper(2)
    expect(room.open(2)).toEqual([])
    expect(room.start(2)).toBeNull()
    expect(viewGate(room.state(), { monoMs: 180_000, wallMs: 0 })).toBeNull()
  })

  it('wants a cuff reading of the last 30 min, to the second', () => {
    const room = begin()
    room.paper(1)
    room.cuff(1, 124, 76)
    room.streams(31)
    expect(room.open(31)).toEqual([])
    expect(room.open(31 + 1 / 60)).toEqual(['noBaseline', 'noSedation'])
  })

  it.each([
    [93, 72, ['spo2Low']],
    [94, 72, []],
    [98, 49, ['pulseOut']],
    [98, 50, []],
    [98, 110, []],
    [98, 111, ['pulseOut']],
  ])('with SpO2 %s and pulse %s finds %j', (spo2, pulse, findings) => {
    const room = begin()
    room.paper(0)
    room.cuff(1, 124, 76)
    room.streams(2, spo2, pulse)
    expect(room.open(2)).toEqual(findings)
  })

  it('misses SpO2 and pulse when they have been silent for more than 10 s', () => {
    const room = begin()
    room.paper(0)
    room.cuff(1, 124, 76)
    room.streams(2)
    expect(room.open(2.2)).toEqual(['noSpo2', 'noPulse'])
  })

  it.each([
    [140, 90, []],
    [141, 90, ['pressureHigh', 'notRepeated']],
    [140, 91, ['pressureHigh', 'notRepeated']],
    [159, 99, ['pressureHigh', 'notRepeated']],
    [160, 90, ['pressureVeryHigh', 'notRepeated']],
    [150, 100, ['pressureVeryHigh', 'notRepeated']],
  ])('at %s/%s finds %j', (systolic, diastolic, findings) => {
    const room = begin()
    room.paper(0)
    room.cuff(1, systolic, diastolic)
    room.streams(2)
    expect(room.open(2)).toEqual(findings)
  })

  it('opens by itself when the repeated pressure is no longer high', () => {
    const room = begin()
    room.paper(0)
    room.cuff(1, 150, 92)
    room.cuff(6, 138, 86)
    room.streams(6)
    expect(room.start(6)).toBeNull()
  })

  it('lets nobody decide before the pressure was repeated after 5 min, then the prescriber only', () => {
    const room = begin()
    room.paper(0)
    room.cuff(1, 150, 92)
    room.cuff(5, 149, 91)
    room.streams(5)
    expect(room.start(5, 'prescriber', { reason: 'known' })).toMatch(/after 5 min of rest/)
    room.cuff(6, 148, 91)
    room.streams(6)
    expect(room.start(6, 'nurse', { reason: 'known' })).toMatch(/Only the prescriber/)
    expect(room.start(6, 'prescriber')).toMatch(/Only the prescriber/)
    expect(room.start(6, 'prescriber', { reason: 'known' })).toBeNull()
  })

  it('wants a second, other person at 160/100', () => {
    const room = begin()
    room.paper(0)
    room.cuff(1, 165, 98)
    room.cuff(7, 162, 96)
    room.streams(7)
    const override = (more: object) =>
      room.act(7, 'prescriber', { do: 'overrideGate', by: 'Dr P', reason: 'known', ...more })
    expect(override({})).toMatch(/second person must sign/)
    expect(override({ second: 'dr p' })).toMatch(/another one/)
    expect(override({ second: 'Dr Q' })).toBeNull()
    expect(room.state().session.gateOverrides).toMatchObject([
      { by: 'Dr P', second: 'Dr Q', reason: 'known', findings: ['pressureVeryHigh'] },
    ])
    // What is only high then is no worse.
    room.cuff(8, 155, 95)
    room.streams(8)
    expect(room.open(8)).toEqual([])
    expect(room.start(8)).toBeNull()
  })

  it('does not let an override of 150/92 cover a later 165/98, nor outlive half an hour', () => {
    const room = begin()
    room.paper(0)
    room.cuff(1, 150, 92)
    room.cuff(7, 150, 92)
    room.streams(7)
    expect(room.act(7, 'prescriber', { do: 'overrideGate', by: 'Dr P', reason: 'known' })).toBeNull()
    expect(room.open(7)).toEqual([])
    room.cuff(10, 165, 98)
    room.streams(10)
    expect(room.open(10)).toEqual(['pressureVeryHigh'])
    room.paper(36)
    room.cuff(37, 150, 92)
    room.streams(37)
    expect(room.open(37)).toEqual([])
    room.cuff(38, 150, 92)
    room.streams(38)
    expect(room.open(38)).toEqual(['pressureHigh'])
  })

  it.each([
    ['nothing new', 93, 118, 146, 90, []],
    ['a better one', 94, 111, 141, 90, []],
    ['SpO2 2 points lower', 91, 118, 146, 90, []],
    ['SpO2 3 points lower', 90, 118, 146, 90, ['spo2Low']],
    ['SpO2 82', 82, 118, 146, 90, ['spo2Low']],
    ['a pulse 10 /min higher', 93, 128, 146, 90, ['pulseOut']],
    ['a pulse out to the other side', 93, 48, 146, 90, ['pulseOut']],
    ['158/99', 93, 118, 158, 99, ['pressureHigh']],
    ['147/90', 93, 118, 147, 90, ['pressureHigh']],
    ['142/91', 93, 118, 142, 91, ['pressureHigh']],
  ])('holds an override for what it weighed: %s', (_, spo2, pulse, systolic, diastolic, open) => {
    const room = begin()
    room.paper(0)
    room.cuff(1, 150, 88)
    room.cuff(7, 146, 90)
    room.streams(7, 93, 118)
    expect(room.act(7, 'prescriber', { do: 'overrideGate', by: 'Dr P', reason: 'known' })).toBeNull()
    expect(room.open(7)).toEqual([])
    room.cuff(8, systolic, diastolic)
    room.streams(8, spo2, pulse)
    expect(room.open(8)).toEqual(open)
    if (open.length > 0) expect(room.start(8)).toMatch(/Only the prescriber/)
    else expect(room.start(8)).toBeNull()
  })

  it('holds an override for one contraindication, and not for another', () => {
    const room = begin()
    room.paper(0)
    room.cuff(1, 124, 76)
    room.streams(2)
    const found = (item: 'food' | 'escort') =>
      room.act(2, 'nurse', { do: 'recordPreDose', by: 'N', clear: [], present: [item], text: 'toast' })
    found('food')
    expect(room.act(2, 'prescriber', { do: 'overrideGate', by: 'Dr P', reason: 'known' })).toBeNull()
    expect(room.open(2)).toEqual([])
    found('escort')
    expect(room.open(2)).toEqual(['checklistFailed'])
  })

  it('never lets anybody pass over the identifiers or an open checklist', () => {
    const room = begin()
    room.cuff(1, 124, 76)
    room.streams(2)
    expect(room.start(2, 'prescriber', { reason: 'known' })).toMatch(/Compare two identifiers/)
    room.act(2, 'nurse', { do: 'confirmIdentity', by: 'Nurse', recordId: 'K-17', birthYear: 1980 })
    expect(room.start(2, 'prescriber', { reason: 'known' })).toMatch(/Answer every item/)
  })

  it('compares both identifiers with those of the session', () => {
    const room = begin()
    const compare = (recordId: string, birthYear: number) =>
      room.act(1, 'nurse', { do: 'confirmIdentity', by: 'Nurse', recordId, birthYear })
    expect(compare('K-18', 1980)).toMatch(/not those of this session/)
    expect(compare('K-17', 1981)).toMatch(/not those of this session/)
    expect(room.state().session.identity).toBeUndefined()
    expect(compare(' K-17'.trim(), 1980)).toBeNull()
  })

  it('closes for a contraindication until the prescriber has weighed it or it is answered anew', () => {
    const room = begin()
    room.cuff(1, 124, 76)
    room.streams(2)
    room.paper(2)
    const answer = (more: { clear: 'food'[]; present: 'food'[]; text?: string }) =>
      room.act(2, 'nurse', { do: 'recordPreDose', by: 'Nurse', ...more })
    expect(answer({ clear: [], present: ['food'] })).toMatch(/few words/)
    expect(answer({ clear: ['food'], present: ['food'], text: 'toast' })).toMatch(/both/)
    expect(answer({ clear: [], present: ['food'], text: 'toast' })).toBeNull()
    expect(room.open(2)).toEqual(['checklistFailed'])
    expect(answer({ clear: ['food'], present: [] })).toBeNull()
    expect(room.open(2)).toEqual([])
  })

  it('lets a caution pass with a few words, which stay in the record', () => {
    const room = begin()
    room.cuff(1, 124, 76)
    room.streams(2)
    room.paper(2)
    const caution = { do: 'recordPreDose', by: 'Nurse', clear: [], present: ['liver'] } as const
    expect(room.act(2, 'nurse', { ...caution, clear: [], present: ['liver'] })).toMatch(/few words/)
    expect(
      room.act(2, 'nurse', { ...caution, clear: [], present: ['liver'], text: 'Child-Pugh B: watch 3 h' }),
    ).toBeNull()
    expect(room.open(2)).toEqual([])
    expect(room.state().session.preDose).toContainEqual(
      expect.objectContaining({ item: 'liver', clear: false, text: 'Child-Pugh B: watch 3 h' }),
    )
  })

  it.each(['rems', 'escort'] as const)('closes without %s', item => {
    const room = begin()
    room.cuff(1, 124, 76)
    room.streams(2)
    room.paper(2)
    room.act(2, 'nurse', { do: 'recordPreDose', by: 'N', clear: [], present: [item], text: 'not yet' })
    expect(room.open(2)).toEqual(['checklistFailed'])
  })

  it('takes SpO2 and pulse that a person took in the last 5 min', () => {
    const room = begin()
    room.paper(0)
    room.cuff(1, 124, 76)
    room.act(2, 'nurse', { do: 'recordManual', by: 'N', spo2: 97, pulseRate: 70 })
    expect(room.open(7)).toEqual([])
    expect(room.open(7.1)).toEqual(['noSpo2', 'noPulse'])
    expect(room.start(7)).toBeNull()
    expect(room.state().session.baseline).toMatchObject({ spo2: 97, pulseRate: 70 })
  })

  it('asks for nasal sprays only where a nasal drug is given', () => {
    expect(
      begin('IM').act(1, 'nurse', { do: 'recordPreDose', by: 'N', clear: ['nasalSpray'], present: [] }),
    ).toMatch(/no item "nasalSpray"/)
  })
})
