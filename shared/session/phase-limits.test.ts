import { describe, expect, it } from 'vitest'
import { personOf } from '../../fixtures/authority.ts'
import type { LimitAlarmId, Priority } from '../alarm/ids.ts'
import type { Preset } from '../presets/preset.ts'
import { spravato84 } from '../presets/spravato.ts'
import { inEnglish } from '../words/testing/in-english.ts'
import { type RoomInput, stepRoom } from './room.ts'
import { limitsOf, openRoom, type RoomState, restoreRoom } from './room-state.ts'

const preset: Preset = {
  ...spravato84,
  phaseLimits: {
    beforeT0: { 'spo2-low': { medium: 88 } },
    dosing: { 'spo2-low': { medium: 94, high: 90 } },
    recovery: { 'spo2-low': { high: 88 } },
  },
}

function begin(of: Preset = preset) {
  const patient = { initials: 'S', birthYear: 1980, recordId: 'r', weightKg: 70 }
  const opening = { sessionId: 's', room: 'R', preset: of, patient, by: 'Ana', simulated: true, speed: 1 }
  let second = 0
  const at = () => ({ monoMs: second * 1000, wallMs: second * 1000 })
  let state: RoomState = openRoom(opening, at())
  const told: string[] = []
  const take = (input: RoomInput) => {
    const stepped = stepRoom(state, input, at())
    state = stepped.state
    for (const event of stepped.events)
      if (event.event === 'session' && event.kind === 'limit')
        told.push(
          [event.priority, event.before, event.after, event.instead, event.phase].filter(Boolean).join(' '),
        )
    return stepped
  }
  const source = { origin: 'simulated', id: 'm', driver: 'sim' } as const
  return {
    told,
    state: () => state,
    limit: (priority: Priority, alarm: LimitAlarmId = 'spo2-low') =>
      state.alarm.limits[alarm].levels[priority]?.limit,
    pass(seconds: number, spo2: number) {
      for (let n = 0; n < seconds; n++) {
        second += 1
        const value = n % 2 === 0 ? spo2 : spo2 + 1
        take({ kind: 'sample', sample: { kind: 'vital', vital: 'spo2', value, quality: 'good' }, source })
        take({ kind: 'tick' })
      }
    },
    act(action: Extract<RoomInput, { kind: 'action' }>['action'], role: Parameters<typeof personOf>[0]) {
      second += 1
      return inEnglish(take({ kind: 'action', action, authority: personOf(role) }).refused)
    },
  }
}
type Action = Extract<RoomInput, { kind: 'action' }>['action']
const by = 'Ana'
const move = (priority: Priority, limit: number, more: object = {}): Action =>
  ({ do: 'changeLimit', by, alarm: 'spo2-low', priority, limit, ...more }) as Action
const dose: Action = { do: 'startDosing', by, reason: 'test' }

describe('Limits by phase', () => {
  it('come into force by themselves, and go again', () => {
    const room = begin()
    expect(room.limit('medium')).toBe(88)
    expect(room.act(dose, 'prescriber')).toBeNull()
    expect([room.limit('medium'), room.limit('high')]).toEqual([94, 90])
    expect(room.act({ do: 'endDosing', by, reason: 'test' } as Action, 'prescriber')).toBeNull()
    expect([room.limit('medium'), room.limit('high')]).toEqual([90, 88])
    expect(room.told).toEqual([
      'medium 88 94 dosing',
      'high 85 90 dosing',
      'medium 94 90 recovery',
      'high 90 88 recovery',
    ])
  })

  it('judge the present anew: what is inside now ends, with the cause', () => {
    const room = begin()
    room.act(dose, 'prescriber')
    room.pass(20, 92)
    expect(room.state().alarm.conditions.map(({ alarm }) => alarm)).toContain('spo2-low')
    room.act({ do: 'endDosing', by, reason: 'test' } as Action, 'prescriber')
    expect(room.state().alarm.conditions.map(({ alarm }) => alarm)).not.toContain('spo2-low')
  })

  it('leave a limit that a person has moved, and say so', () => {
    const room = begin()
    expect(room.act(move('medium', 91), 'clinician')).toBeNull()
    room.act(dose, 'prescriber')
    expect(room.limit('medium')).toBe(91)
    expect(room.told).toEqual(['medium 88 91', 'high 85 90 dosing', 'medium 91 91 94 dosing'])
    // Back to what the preset has here, it follows again.
    expect(room.act(move('medium', 94), 'clinician')).toBeNull()
    room.act({ do: 'endDosing', by, reason: 'test' } as Action, 'prescriber')
    expect(room.limit('medium')).toBe(90)
  })

  it('leave out what would contradict a moved one', () => {
    const room = begin()
    expect(room.act(move('medium', 89), 'clinician')).toBeNull()
    room.act(dose, 'prescriber')
    // HIGH at 90 over MEDIUM at 89 would hide it.
    expect([room.limit('medium'), room.limit('high')]).toEqual([89, 85])
    expect(room.told.at(-1)).toBe('high 85 85 90 dosing')
  })

  it('are made anew from the record, at once what was changed at once', () => {
    const room = begin()
    room.act(dose, 'prescriber')
    const stored = JSON.parse(JSON.stringify(room.state())) as RoomState
    expect(limitsOf(stored.session)).toEqual(room.state().alarm.limits)
    expect(restoreRoom(stored).alarm.limits['spo2-low'].levels.high?.limit).toBe(90)
  })

  it('are none in a preset without them', () => {
    const room = begin(spravato84)
    room.act(dose, 'prescriber')
    expect(room.told).toEqual([])
    expect(room.state().session.limitChanges).toEqual([])
  })
})

describe('A limit to fit this patient', () => {
  const lung = { reason: 'chronic lung disease', fromOwn: true }

  it('goes down to 4 under the patient’s own SpO2, by a prescriber with a reason', () => {
    const room = begin(spravato84)
    expect(room.act(move('low', 84, lung), 'prescriber')).toMatch(/not known yet/)
    room.pass(120, 88)
    expect(room.state().alarm.conditions[0]).toMatchObject({ alarm: 'spo2-low', priority: 'medium' })
    expect(room.act(move('low', 84, lung), 'clinician')).toMatch(/ask a prescriber/)
    expect(room.act(move('low', 84), 'prescriber')).toMatch(/give the reason/)
    expect(room.act(move('low', 84, lung), 'prescriber')).toMatch(/no lower than 85/)
    expect(room.act(move('low', 85, lung), 'prescriber')).toBeNull()
    expect(room.act(move('high', 80, lung), 'prescriber')).toBeNull()
    expect(room.act(move('medium', 82, lung), 'prescriber')).toBeNull()
    expect(room.state().alarm.conditions).toEqual([])
    expect(room.state().session.limitChanges[0]).toMatchObject({ after: 85, ownLevel: 88.5 })
  })

  it('goes by the baseline from T0 on', () => {
    const room = begin(spravato84)
    room.pass(60, 96)
    room.act(dose, 'prescriber')
    room.pass(400, 88)
    // What the drug has done is not the patient's own.
    expect(room.act(move('low', 85, lung), 'prescriber')).toMatch(/no lower than 93: 4 from .* own 97/)
  })
})
