import { describe, expect, it } from 'vitest'
import { personOf } from '../../fixtures/authority.ts'
import { findPreset } from '../presets/index.ts'
import type { Sample, Source } from '../reading.ts'
import type { Action } from '../record/index.ts'
import type { Role } from '../roles.ts'
import { english } from '../words/en/index.ts'
import { checksInEnglish, inEnglish } from '../words/testing/in-english.ts'
import type { CheckId } from './checklist.ts'
import { evaluateDischarge } from './discharge.ts'
import { preDoseIds } from './pre-dose.ts'
import { stepRoom } from './room.ts'
import { openRoom, type RoomState } from './room-state.ts'
import { scaleIds, scales } from './scales.ts'
import { scoreScale } from './score-scale.ts'

const MINUTE = 60
const source: Source = { origin: 'device', id: 'monitor', driver: 'test' }
const instant = (s: number) => ({ monoMs: s * 1000, wallMs: s * 1000 })

/** A Spravato session of two devices that has reached the time of discharge (T0 at 600 s), unless cut short. */
function play(options: { pressure?: readonly [number, number]; before?: readonly [number, number] } = {}) {
  const preset = findPreset('SPRAVATO-56')
  if (!preset) throw new Error('no preset')
  const patient = { initials: 'AB', birthYear: 1980, recordId: 'R-1' }
  const opening = { sessionId: 'S', room: 'Room 1', preset, patient, by: 'Ana', simulated: false, speed: 1 }
  let state: RoomState = openRoom(opening, instant(0))
  const events: { kind: string; t: number }[] = []
  const refusals: string[] = []
  const room = {
    state: () => state,
    events,
    refusals,
    act(s: number, action: Action, role: Role = 'nurse') {
      const stepped = stepRoom(state, { kind: 'action', action, authority: personOf(role) }, instant(s))
      const refused = inEnglish(stepped.refused)
      if (refused !== null) refusals.push(refused)
      state = stepped.state
      for (const event of stepped.events)
        events.push({
          kind: event.event === 'alarm' ? `${event.alarm} ${event.transition}` : event.kind,
          t: s,
        })
      return inEnglish(stepped.refused)
    },
    sample(s: number, sample: Sample) {
      state = stepRoom(state, { kind: 'sample', sample, source }, instant(s)).state
    },
    cuff: (s: number, [systolic, diastolic]: readonly [number, number]) =>
      room.sample(s, { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: 70, status: 'ok' }),
    stream(from: number, to: number, spo2: number) {
      for (let s = from; s <= to; s += 10) {
        room.sample(s, { kind: 'vital', vital: 'spo2', value: spo2, quality: 'good' })
        room.sample(s, { kind: 'vital', vital: 'pulseRate', value: 70 + ((s / 10) % 3), quality: 'good' })
        state = stepRoom(state, { kind: 'tick' }, instant(s)).state
      }
    },
    check: (s: number, id: CheckId) =>
      checksInEnglish(evaluateDischarge(state, instant(s)))?.find(check => check.id === id),
  }
  room.cuff(540, [124, 76])
  room.stream(300, 590, 98)
  room.act(590, { do: 'confirmIdentity', by: 'Ana', recordId: 'R-1', birthYear: 1980 })
  room.act(590, { do: 'recordPreDose', by: 'Ana', clear: [...preDoseIds], present: [] })
  room.act(590, { do: 'recordScale', by: 'Ana', scale: 'moaas', answers: [5] })
  room.act(600, { do: 'startDosing', by: 'Ana', lot: 'L' })
  room.act(600 + 5 * MINUTE, { do: 'recordDevice', by: 'Ana' })
  for (const min of [20, 40, 60, 90]) room.cuff(600 + min * MINUTE, [130, 82])
  room.stream(7000, 8090, 97)
  room.cuff(8050, options.before ?? [130, 82])
  room.cuff(8090, options.pressure ?? [128, 80])
  return room
}
const AT_HOME_TIME = 600 + 5 * MINUTE + 120 * MINUTE

describe('the discharge checklist', () => {
  it('passes item by item as its evidence comes, and then lets the session be closed', () => {
    const room = play()
    expect(
      checksInEnglish(evaluateDischarge(room.state(), instant(8090)))
        ?.filter(({ passed }) => !passed)
        .map(({ id }) => id),
    ).toEqual(['D1', 'D2', 'D5', 'D6', 'D9', 'D10'])
    room.act(8090, { do: 'recordScale', by: 'Ana', scale: 'moaas', answers: [5] })
    room.act(8090, { do: 'recordScale', by: 'Ana', scale: 'dissociation', answers: [0] })
    room.act(8090, { do: 'confirmCheck', by: 'Ana', item: 'escort', text: 'sister' })
    room.act(8090, { do: 'confirmCheck', by: 'Ana', item: 'advice' })
    room.act(8090, { do: 'confirmCheck', by: 'Dr Who', item: 'suicideRisk', answer: 'none' })
    expect(room.act(8090, { do: 'closeSession', by: 'Ana' })).toMatch(/D1 \(\d+ min left\)/)
    expect(room.act(AT_HOME_TIME, { do: 'closeSession', by: 'Ana' })).toBeNull()
  })

  it('D1: counts from the last device', () => {
    const room = play()
    expect(room.check(AT_HOME_TIME - 1, 'D1')).toMatchObject({ passed: false, evidence: '1 min left' })
    expect(room.check(AT_HOME_TIME, 'D1')?.passed).toBe(true)
  })

  it('D5, D6: take no rating from before the dose', () => {
    const room = play()
    expect(room.state().session.scales).toMatchObject([{ scale: 'moaas', total: 5 }])
    expect(room.check(8090, 'D5')).toMatchObject({ passed: false, evidence: 'no MOAA/S' })
    room.act(8090, { do: 'recordScale', by: 'Ana', scale: 'moaas', answers: [5] })
    expect(room.check(8090, 'D5')?.passed).toBe(true)
    expect(room.check(8090, 'D6')?.passed).toBe(false)
  })

  it('D10: passes with none alone, and keeps words that say more', () => {
    const room = play()
    expect(room.check(8090, 'D10')).toEqual({ id: 'D10', passed: false, evidence: 'not recorded' })
    const risk = { do: 'confirmCheck', by: 'Ana', item: 'suicideRisk' } as const
    room.act(8090, { ...risk, answer: 'notAsked' })
    expect(room.check(8090, 'D10')).toMatchObject({
      passed: false,
      evidence: 'not asked (Ana)',
      answer: 'notAsked',
    })
    expect(room.act(8091, { ...risk, answer: 'present' })).toMatch(/say in a few words what was found/)
    room.act(8091, { ...risk, answer: 'present', text: 'wishes to be dead' })
    expect(room.check(8091, 'D10')).toMatchObject({
      passed: false,
      evidence: 'present: wishes to be dead (Ana); the prescriber decides, in words',
    })
    room.act(8092, { ...risk, answer: 'none', text: 'asked again by Dr Who' })
    expect(room.check(8092, 'D10')).toMatchObject({
      passed: true,
      evidence: 'none: asked again by Dr Who (Ana)',
    })
    expect(room.state().session.confirmations).toHaveLength(3)
  })

  it('D10: is let pass by the prescriber in words, until another answer is given', () => {
    const room = play()
    const risk = { do: 'confirmCheck', by: 'Ana', item: 'suicideRisk' } as const
    const override = { do: 'overrideCheck', by: 'Dr Who', check: 'D10', reason: 'stays in the ward' } as const
    room.act(8090, override, 'prescriber')
    expect(room.check(8090, 'D10')).toMatchObject({ override: { reason: 'stays in the ward' } })
    room.act(8091, { ...risk, answer: 'present', text: 'a plan' })
    expect(room.check(8091, 'D10')?.override).toBeUndefined()
    expect(room.act(AT_HOME_TIME, { do: 'closeSession', by: 'Ana' })).toMatch(/D10 \(present: a plan/)
    room.act(8092, override, 'prescriber')
    expect(room.check(8092, 'D10')).toMatchObject({ passed: false, override: { by: 'Dr Who' } })
  })

  it.each([
    ['no', 'none'],
    ['None.', 'none'],
    ['asked: none', 'none'],
    ['yes, asked: none', 'none'],
    ['Asked: no suicide risk', 'none'],
    ['yes', 'present'],
    ['Asked: suicide risk', 'present'],
    ['not asked', 'notAsked'],
    ['Dr Who spoke with her', undefined],
    ['no change since the last visit', undefined],
  ])('D10: reads “%s” of an earlier version as %s, and leaves it as it is', (text, answer) => {
    const room = play()
    const { session } = room.state()
    const old = { item: 'suicideRisk', text, by: 'Ana', at: instant(8090) } as const
    const state = { ...room.state(), session: { ...session, confirmations: [old] } }
    const check = checksInEnglish(evaluateDischarge(state, instant(8091)))?.find(({ id }) => id === 'D10')
    expect(check).toMatchObject({ passed: answer === 'none' })
    expect(check && 'answer' in check ? check.answer : undefined).toBe(answer)
  })

  it('D10: takes the words of an earlier script where they tell, and asks for an answer where they do not', () => {
    const room = play()
    const risk = { do: 'confirmCheck', by: 'Ana', item: 'suicideRisk' } as const
    expect(room.act(8090, { ...risk, text: 'no' })).toBeNull()
    expect(room.state().session.confirmations).toMatchObject([{ text: 'no' }])
    expect(room.check(8090, 'D10')).toMatchObject({ passed: true, evidence: 'none (Ana)' })
    expect(room.act(8091, { ...risk, text: 'she is fine' })).toMatch(/none, present or not asked/)
    expect(room.act(8091, risk)).toMatch(/none, present or not asked/)
    expect(room.act(8091, { do: 'confirmCheck', by: 'Ana', item: 'advice', answer: 'none' })).toMatch(/Only/)
  })

  it('D2: wants each required measurement, and pressure and ratings of the last 15 min', () => {
    const room = play()
    expect(room.check(8090, 'D2')).toMatchObject({
      passed: false,
      evidence: 'no MOAA/S, Dissociation of the last 15 min',
    })
    room.act(8090, { do: 'recordScale', by: 'Ana', scale: 'moaas', answers: [5] })
    room.act(8090, { do: 'recordScale', by: 'Ana', scale: 'dissociation', answers: [0] })
    expect(room.check(8090 + 15 * MINUTE, 'D2')?.passed).toBe(true)
    expect(room.check(8091 + 15 * MINUTE, 'D2')).toMatchObject({
      passed: false,
      evidence: 'no BP of the last 15 min; no MOAA/S, Dissociation of the last 15 min',
    })
  })

  it.each([
    ['140/90', [140, 90], [150, 95], true],
    ['high, but near the baseline and falling', [146, 90], [150, 91], true],
    ['near the baseline but rising', [146, 90], [144, 88], false],
    ['falling, but far from the baseline', [151, 90], [160, 95], false],
  ] as const)('D3: %s', (_, pressure, before, passed) => {
    expect(play({ pressure, before }).check(8090, 'D3')?.passed).toBe(passed)
  })

  it('D4: wants five minutes of SpO2 on room air', () => {
    const room = play()
    expect(room.check(8090, 'D4')).toMatchObject({
      passed: true,
      evidence: 'lowest of 5 min 97 % on room air',
    })
    room.stream(8100, 8110, 93)
    expect(room.check(8110, 'D4')?.passed).toBe(false)
    room.stream(8120, 8120 + 6 * MINUTE, 97)
    expect(room.check(8120 + 6 * MINUTE, 'D4')?.passed).toBe(true)
    room.act(8500, { do: 'recordMark', by: 'Ana', mark: 'oxygen', text: '2 l/min' })
    expect(room.check(8500, 'D4')).toMatchObject({ passed: false, evidence: 'oxygen is being given' })
    room.act(8510, { do: 'recordMark', by: 'Ana', mark: 'oxygen', severity: 'none' })
    // What was measured on oxygen says nothing of room air.
    expect(room.check(8510, 'D4')).toMatchObject({ passed: false, evidence: 'on room air for 0 min only' })
    room.stream(8511, 8810, 96)
    expect(room.check(8809, 'D4')?.passed).toBe(false)
    expect(room.check(8810, 'D4')?.passed).toBe(true)
    expect(room.check(9200, 'D4')).toMatchObject({ passed: false, evidence: 'no SpO2 of the last 5 min' })
  })

  it('D4: is not reassured by seconds of a good value after a silence', () => {
    const room = play()
    room.stream(8100, 8400, 90)
    room.stream(8705, 8710, 96)
    expect(room.check(8710, 'D4')).toMatchObject({
      passed: false,
      evidence: 'lowest of 5 min 96 % on room air, sure values for 0 min only',
    })
    room.stream(8711, 8900, 96)
    expect(room.check(8900, 'D4')).toMatchObject({
      passed: false,
      evidence: expect.stringContaining('for 3 min only'),
    })
    // A probe slips: a minute without a value is no new beginning, three are.
    room.stream(8950, 9000, 96)
    expect(room.check(9000, 'D4')?.passed).toBe(true)
    room.stream(9190, 9200, 96)
    expect(room.check(9200, 'D4')?.passed).toBe(false)
  })

  it('D4: counts a single check, where nothing watches, with the value before it', () => {
    const room = play()
    room.stream(8100, 8110, 90)
    const check = (t: number, spo2: number) => room.act(t, { do: 'recordManual', by: 'Ana', spo2 })
    check(8800, 96)
    expect(room.check(8801, 'D4')).toMatchObject({
      passed: false,
      evidence: 'lowest of 5 min 96 % on room air, 90 % before that',
    })
    check(9000, 96)
    expect(room.check(9001, 'D4')?.passed).toBe(false)
    // The one before it was good too.
    expect(room.check(9200, 'D4')?.passed).toBe(true)
    expect(room.check(9301, 'D4')).toMatchObject({ passed: false, evidence: 'no SpO2 of the last 5 min' })
    check(9302, 95)
    expect(room.check(9303, 'D4')).toMatchObject({
      passed: true,
      evidence: 'lowest of 5 min 95 % on room air',
    })
  })

  it('D7: wants 9 of each score that is used', () => {
    const room = play()
    expect(room.check(8090, 'D7')).toMatchObject({ passed: true, evidence: 'not used' })
    room.act(8090, { do: 'recordScale', by: 'Ana', scale: 'aldrete', answers: [2, 2, 2, 2, 0] })
    expect(room.check(8090, 'D7')).toMatchObject({ passed: false, evidence: 'Modified Aldrete 8' })
    room.act(8095, { do: 'recordScale', by: 'Ana', scale: 'aldrete', answers: [2, 2, 2, 2, 1] })
    expect(room.check(8095, 'D7')?.passed).toBe(true)
  })

  it('D8: wants no alarm left', () => {
    const room = play({ pressure: [165, 80] })
    expect(room.check(8090, 'D8')).toMatchObject({ passed: false })
  })

  it('is overridden by the prescriber, who alone may also close what stays open', () => {
    const room = play()
    expect(room.act(8090, { do: 'closeSession', by: 'Ana', reason: 'in a hurry' })).toMatch(
      /Only the prescriber/,
    )
    room.act(
      8090,
      { do: 'overrideCheck', by: 'Dr Who', check: 'D5', reason: 'sleeps after a night shift' },
      'prescriber',
    )
    expect(room.check(8090, 'D5')).toMatchObject({ passed: false, override: { by: 'Dr Who' } })
    expect(
      room.act(8100, { do: 'closeSession', by: 'Dr Who', reason: 'to the ward' }, 'prescriber'),
    ).toBeNull()
  })

  it('asks nothing of a session in which nothing was given', () => {
    const preset = findPreset('SPRAVATO-56')
    if (!preset) throw new Error('no preset')
    const patient = { initials: 'AB', birthYear: 1980, recordId: 'R-1' }
    const opening = { sessionId: 'S', room: 'R', preset, patient, by: 'Ana', simulated: false, speed: 1 }
    expect(checksInEnglish(evaluateDischarge(openRoom(opening, instant(0)), instant(1)))).toBeNull()
  })
})

describe('scales', () => {
  it('MOAA/S of 2 or less is a HIGH alarm until the patient is better', () => {
    const room = play()
    room.act(2000, { do: 'recordScale', by: 'Ana', scale: 'moaas', answers: [2] })
    expect(room.state().alarm.conditions).toContainEqual(
      expect.objectContaining({ alarm: 'sedation-deep', priority: 'high', detail: 'MOAA/S 2' }),
    )
    room.act(2060, { do: 'recordScale', by: 'Ana', scale: 'moaas', answers: [3] })
    expect(room.events.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['sedation-deep raised', 'sedation-deep cleared', 'sedation-deep latched']),
    )
    // It is about the patient: nobody goes home before somebody has answered for it (D8).
    expect(room.check(2060, 'D8')).toMatchObject({ passed: false, evidence: '0 active, 1 not acknowledged' })
    room.act(2070, { do: 'acknowledge', by: 'Ana', alarm: 'sedation-deep' })
    expect(room.check(2070, 'D8')?.passed).toBe(true)
  })

  it.each(scaleIds)('%s is added up, and takes no answer that it does not have', id => {
    const { items } = scales[id]
    const best = items.map(scores => Math.max(...scores))
    const total = best.reduce((sum, score) => sum + score, 0)
    expect(scoreScale(id, best)).toEqual({ total })
    expect(
      scoreScale(
        id,
        best.map(() => 9),
      ),
    ).toHaveProperty('wrong')
    expect(scoreScale(id, [...best, 0])).toHaveProperty('wrong')
  })

  it.each(scaleIds)('%s has words for each of its answers', id => {
    const said = english.scales[id].items.map(({ answers }) => answers.length)
    expect(said).toEqual(scales[id].items.map(({ length }) => length))
  })

  it('have their published ranges', () => {
    const range = (id: (typeof scaleIds)[number]) => {
      const scores = (pick: (...values: number[]) => number) =>
        scales[id].items.reduce((sum, scores) => sum + pick(...scores), 0)
      return [scores(Math.min), scores(Math.max)]
    }
    expect(Object.fromEntries(scaleIds.map(id => [id, range(id)]))).toEqual({
      moaas: [0, 5],
      rass: [-5, 4],
      dissociation: [0, 3],
      aldrete: [0, 10],
      padss: [0, 10],
      cadss6: [0, 24],
      cadss: [0, 92],
    })
  })
})

describe('handing over', () => {
  it('is kept with both names', () => {
    const room = play()
    room.act(3000, { do: 'handOver', by: 'Ana', to: 'Ben', text: 'quiet so far' })
    expect(room.state().session.handOvers).toMatchObject([{ by: 'Ana', to: 'Ben', text: 'quiet so far' }])
  })
})
