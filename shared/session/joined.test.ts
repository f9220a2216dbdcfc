import { describe, expect, it } from 'vitest'
import { replay } from '../../fixtures/authority.ts'
import { findPreset } from '../presets/index.ts'
import type { NibpReading } from '../reading.ts'
import { moveState } from '../record/move.ts'
import { type RoomInput, stepRoom } from './room.ts'
import { openRoom, type RoomState, restoreRoom } from './room-state.ts'

/* AR-16 and AR-23: what a monitor measured before it came to the session, or the session to it, is judged by nothing. */

const at = (s: number) => ({ monoMs: (s + 2000) * 1000, wallMs: s * 1000 })

function watchedRoom() {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('The preset is gone.')
  const patient = { initials: 'AB', birthYear: 1980, recordId: '1', weightKg: 70 }
  let state: RoomState = openRoom(
    { sessionId: 's', room: 'A', preset, patient, by: 'nurse-1', simulated: false, speed: 1 },
    at(-1200),
  )
  const readings: NibpReading[] = []
  const tell = (s: number, input: RoomInput) => {
    const stepped = stepRoom(state, input, at(s))
    if (stepped.refused) throw new Error(JSON.stringify(stepped.refused))
    state = stepped.state
    readings.push(...stepped.readings.filter(one => one.kind === 'nibp'))
  }
  const room = {
    cuff(s: number, id: string, systolic: number, diastolic: number, ageS = 0) {
      const sample = {
        kind: 'nibp',
        systolic,
        diastolic,
        mean: null,
        pulseRate: null,
        status: 'ok',
        ageS,
      } as const
      tell(s, { kind: 'sample', sample, source: { origin: 'device', id, driver: 'test' } })
    },
    devices: (s: number, ...ids: string[]) =>
      tell(s, { kind: 'devices', devices: ids.map(id => ({ id, label: id, speaksSeldom: true })) }),
    restart(s: number) {
      state = restoreRoom(JSON.parse(JSON.stringify(state)))
      tell(s, { kind: 'resumed', gapFrom: at(s - 20), cause: 'restart' })
    },
    forgetJoined() {
      const { joined: _joined, ...old } = state
      state = old
    },
    move(s: number) {
      state = moveState(state, 'B', 'nurse-1', at(s)).state
    },
    priority: () => state.alarm.conditions.find(({ alarm }) => alarm === 'systolic-high')?.priority,
    shown: () => state.cuff.last?.systolic,
    last: () => readings.at(-1),
  }
  room.devices(-1200, 'old')
  room.cuff(-900, 'old', 124, 76)
  room.cuff(-600, 'old', 124, 76)
  tell(0, { kind: 'action', action: { do: 'startDosing', by: 'nurse-1' }, authority: replay })
  room.cuff(1800, 'old', 190, 112)
  expect(room.priority()).toBe('high')
  return room
}

describe('A cuff result of before its monitor came', () => {
  it('ends no alarm, and is no reading of this session', () => {
    const room = watchedRoom()
    room.devices(2995, 'old', 'new')
    room.cuff(3000, 'new', 118, 70, 900)
    expect(room.priority()).toBe('high')
    expect(room.shown()).toBe(190)
    expect(room.last()).toMatchObject({ systolic: 118, existing: true })
  })
  it('raises none either', () => {
    const room = watchedRoom()
    room.cuff(1900, 'old', 120, 70)
    room.devices(2995, 'old', 'new')
    room.cuff(3000, 'new', 192, 113, 900)
    expect(room.priority()).toBeUndefined()
  })
  it('is one also in the room to which the session has moved', () => {
    const room = watchedRoom()
    room.move(2990)
    room.devices(2990, 'new')
    room.cuff(3000, 'new', 118, 70, 900)
    expect(room.priority()).toBe('high')
  })
  it('is one also of a monitor that was away meanwhile', () => {
    const room = watchedRoom()
    room.devices(2000)
    room.devices(2995, 'old')
    room.cuff(3000, 'old', 118, 70, 900)
    expect(room.priority()).toBe('high')
  })
  it('is one also in a script, where a monitor comes with its first word', () => {
    const room = watchedRoom()
    room.cuff(3000, 'new', 118, 70, 900)
    expect(room.priority()).toBe('high')
    room.cuff(3060, 'new', 118, 70, 30)
    expect(room.priority()).toBeUndefined()
  })
})

describe('A cuff result of after its monitor came', () => {
  it('is judged, however late it is told', () => {
    const room = watchedRoom()
    room.devices(1900, 'old', 'new')
    room.cuff(3000, 'new', 118, 70, 900)
    expect(room.priority()).toBeUndefined()
  })
  it.each([false, true])('is judged after a restart, for the monitor was here (stored before: %s)', isOld => {
    const room = watchedRoom()
    if (isOld) room.forgetJoined()
    room.restart(2990)
    room.devices(2990, 'old')
    room.cuff(3000, 'old', 118, 70, 900)
    expect(room.priority()).toBeUndefined()
  })
})
