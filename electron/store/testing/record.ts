import { findPreset } from '../../../shared/presets/index.ts'
import type { NibpReading, VitalReading } from '../../../shared/reading.ts'
import { openRoom, type RoomState } from '../../../shared/session/room-state.ts'
import type { Instant } from '../../../shared/time.ts'
import type { Store } from '../index.ts'

/* What tests of the store put into it. */

export const SESSION = 'S-1'
const START_WALL_MS = Date.UTC(2031, 4, 4, 9)
const source = { origin: 'device', id: 'oximeter-1', driver: 'nonin-df2' } as const

export const at = (monoMs: number): Instant => ({ monoMs, wallMs: START_WALL_MS + monoMs })

export const mark = { event: 'session', kind: 'mark', id: 'mark-1', mark: 'nausea', by: 'Ana' } as const
export const closing = { event: 'session', kind: 'closed', by: 'Ana' } as const

/** A room whose session has just been opened. */
export function makeState(sessionId = SESSION): RoomState {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('The preset SPRAVATO-84 is gone.')
  const patient = { initials: 'J.K.', birthYear: 1984, recordId: 'R-1' }
  return openRoom(
    { sessionId, room: 'Room 1', preset, patient, by: 'Ana', simulated: false, speed: 1 },
    at(0),
  )
}

export function closedState(): RoomState {
  const state = makeState()
  return { ...state, session: { ...state.session, phase: 'closed', closed: { by: 'Ana', at: at(9000) } } }
}

export function openSession(store: Store): RoomState {
  const state = makeState()
  store.addRoom({ id: 'room-1', name: 'Room 1' })
  store.openSession('room-1', state)
  return state
}

export function makeVital(seq: number, value: number | null = 97): VitalReading {
  const taken = at(seq * 1000)
  return {
    kind: 'vital',
    sessionId: SESSION,
    seq,
    at: taken,
    takenAt: taken,
    source,
    validity: value === null ? 'invalid' : 'valid',
    flags: value === null ? [] : ['softRange', 'poorSignal'],
    vital: 'spo2',
    value,
    quality: value === null ? 'noSignal' : 'good',
  }
}

/** A cuff reading that failed, taken a second before it was received. */
export function makeFailedCuff(seq: number): NibpReading {
  return {
    kind: 'nibp',
    sessionId: SESSION,
    seq,
    at: at(seq * 1000),
    takenAt: at(seq * 1000 - 1000),
    source,
    validity: 'invalid',
    flags: ['deviceFailed'],
    systolic: null,
    diastolic: null,
    mean: null,
    pulseRate: null,
    status: 'failed',
    error: 'pump-up timeout',
    existing: true,
  }
}

/** The session of `makeState` is over, nine seconds after it began. */
export function closeSession(store: Store): void {
  const log = [{ at: at(9000), entry: closing }]
  store.commit({ sessionId: SESSION, state: closedState(), readings: [], log })
}

/** One reading with one event. */
export function commitOne(store: Store, seq: number): void {
  store.commit({
    sessionId: SESSION,
    readings: [makeVital(seq)],
    log: [{ at: at(seq * 1000), entry: mark }],
  })
}
