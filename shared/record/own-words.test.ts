import { describe, expect, it } from 'vitest'
import { personOf } from '../../fixtures/authority.ts'
import { clinicSet } from '../../fixtures/clinic-set.ts'
import type { ClinicSet } from '../clinic-set/clinic-set.ts'
import { findPreset } from '../presets/index.ts'
import type { Role } from '../roles.ts'
import { evaluateDischarge } from '../session/discharge.ts'
import { markKinds, symptoms } from '../session/marks.ts'
import { openRoom, type RoomState } from '../session/room-state.ts'
import { english as words } from '../words/en/index.ts'
import { checksInEnglish, inEnglish } from '../words/testing/in-english.ts'
import { type Action, applyAction, say } from './index.ts'

const now = { monoMs: 0, wallMs: 1_800_000_000_000 }

function roomUnder(set?: ClinicSet): RoomState {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('The preset SPRAVATO-84 is gone.')
  const patient = { initials: 'A.B.', birthYear: 1980, recordId: '1' }
  const opening = { sessionId: 'S', room: 'Room 1', preset, patient, by: 'Ana', simulated: false, speed: 1 }
  const state = openRoom({ ...opening, clinicSet: set }, now)
  return { ...state, session: { ...state.session, t0: now } }
}

function act(state: RoomState, action: Action, role: Role = 'nurse') {
  const effect = applyAction(state, action, personOf(role, action.by), now)
  if ('refused' in effect) return { state, said: [], refused: inEnglish(effect.refused) ?? '' }
  const said = effect.events.map(event => say(event, words))
  return { state: { ...state, session: effect.session }, said, refused: '' }
}

const checkOf = (state: RoomState, id: string) =>
  checksInEnglish(evaluateDischarge(state, now))?.find(check => check.id === id)

describe('Marks', () => {
  it('are there for what patients often have, each with a word of its own', () => {
    const said = symptoms.map(mark => act(roomUnder(), { do: 'recordMark', by: 'Ana', mark }).said)
    expect(said.flat()).toEqual(symptoms.map(mark => `${words.marks[mark]} by Ana`))
    expect(new Set(markKinds.map(kind => words.marks[kind])).size).toBe(markKinds.length)
  })

  it('in the clinic’s words are told by those, also when they are taken back', () => {
    const marked = act(roomUnder(clinicSet), { do: 'recordMark', by: 'Ana', mark: 'own', word: 'Yawning' })
    expect(marked.said).toEqual(['Yawning by Ana'])
    expect(marked.state.session.marks).toMatchObject([{ mark: 'own', word: 'Yawning', by: 'Ana' }])
    const back = act(marked.state, { do: 'withdrawMark', by: 'Ana', markId: 'mark-1' })
    expect(back.said).toEqual(['Mark withdrawn: Yawning by Ana'])
  })

  it.each([
    ['a word that is not in the set', clinicSet, { mark: 'own', word: 'Sighing' }],
    ['any word where the clinic has none', undefined, { mark: 'own', word: 'Yawning' }],
    ['the clinic’s mark without a word', clinicSet, { mark: 'own' }],
    ['a shipped mark with a word', clinicSet, { mark: 'nausea', word: 'Yawning' }],
  ] as const)('refuse %s', (_what, set, mark) => {
    const { state, refused } = act(roomUnder(set), { do: 'recordMark', by: 'Ana', ...mark })
    expect(refused).toMatch(/\.$/)
    expect(state.session.marks).toEqual([])
  })
})

describe('Discharge criteria of the clinic', () => {
  it('stand below the required ones, which stay whatever the clinic asks', () => {
    const ids = evaluateDischarge(roomUnder(clinicSet), now)?.map(({ id }) => id)
    expect(ids).toEqual(['D1', 'D2', 'D3', 'D4', 'D5', 'D6', 'D7', 'D8', 'D9', 'D10', 'C1', 'C2'])
    expect(evaluateDischarge(roomUnder(), now)?.map(({ id }) => id)).toEqual(ids?.slice(0, 10))
  })

  it('are open until somebody answers yes; the newest answer holds', () => {
    let room = roomUnder(clinicSet)
    expect(checkOf(room, 'C1')).toEqual({
      id: 'C1',
      text: 'Has eaten and drunk',
      passed: false,
      evidence: 'not answered',
    })
    const yes = act(room, { do: 'answerCriterion', by: 'Ana', criterion: 'C1', met: true })
    expect(yes.said).toEqual(['Discharge C1 (Has eaten and drunk): yes by Ana'])
    room = yes.state
    expect(checkOf(room, 'C1')).toMatchObject({ passed: true, evidence: 'yes (Ana)' })
    expect(checkOf(room, 'C2')).toMatchObject({ passed: false })
    room = act(room, { do: 'answerCriterion', by: 'Ben', criterion: 'C1', met: false }).state
    expect(checkOf(room, 'C1')).toMatchObject({ passed: false, evidence: 'no (Ben)' })
  })

  it('are overridden by the prescriber, in words, and never one that is not asked', () => {
    const room = roomUnder(clinicSet)
    const let1 = { do: 'overrideCheck', by: 'Dr P', check: 'C2', reason: 'wheelchair since birth' } as const
    expect(act(room, let1).refused).toMatch(/this needs prescriber or medical director/)
    const done = act(room, let1, 'prescriber')
    expect(done.said).toEqual(['Discharge C2 (Walks unaided) overridden by Dr P (wheelchair since birth)'])
    expect(checkOf(done.state, 'C2')).toMatchObject({ passed: false, override: { by: 'Dr P' } })
    expect(act(room, { ...let1, check: 'C3' }, 'prescriber').refused).toMatch(/asks for no C3/)
    expect(act(room, { do: 'answerCriterion', by: 'Ana', criterion: 'C3', met: true }).refused).toMatch(
      /asks for no C3/,
    )
  })

  it('keep a session from being closed without a word', () => {
    const closing = act(roomUnder(clinicSet), { do: 'closeSession', by: 'Ana' })
    expect(closing.refused).toMatch(/C1 \(not answered\), C2 \(not answered\)/)
    const closed = act(
      roomUnder(clinicSet),
      { do: 'closeSession', by: 'Dr P', reason: 'to the ward' },
      'prescriber',
    )
    expect(closed.state.session.closed?.checks?.at(-1)).toMatchObject({ id: 'C2', text: 'Walks unaided' })
  })
})
