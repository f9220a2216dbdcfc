import type { AlarmView } from '../../../shared/alarm/types.ts'
import { makeLimits } from '../../../shared/limits.ts'
import { spravato84 } from '../../../shared/presets/spravato.ts'
import type { NibpReading } from '../../../shared/reading.ts'
import type { Session } from '../../../shared/session/types.ts'
import { MINUTE_MS } from '../../../shared/time.ts'
import type { CurrentValue, RoomView } from '../../../shared/views.ts'

/* A room for the tests of panels. Its clock stands at one hour; 1 ms of one clock is 1 ms of the other. */

export const NOW_MS = 60 * MINUTE_MS

export function instant(monoMs: number) {
  return { monoMs, wallMs: 1_700_000_000_000 + monoMs }
}

export function sampleCurrent(ageMs: number, changes: Partial<CurrentValue> = {}): CurrentValue {
  return {
    vital: 'spo2',
    value: 97,
    quality: 'good',
    validity: 'valid',
    flags: [],
    at: instant(NOW_MS - ageMs),
    deviceId: 'oximeter',
    ...changes,
  }
}

/** SpO2 of 84 %, HIGH. */
export function sampleAlarm(changes: Partial<AlarmView> = {}): AlarmView {
  return {
    alarm: 'spo2-low',
    occurrence: 1,
    call: 1,
    priority: 'high',
    state: 'active',
    since: instant(0),
    value: 84,
    limit: 85,
    ...changes,
  }
}

export function samplePressure(ageMs: number, changes: Partial<NibpReading> = {}): NibpReading {
  const takenAt = instant(NOW_MS - ageMs)
  return {
    kind: 'nibp',
    sessionId: 'S1',
    seq: 1,
    at: takenAt,
    takenAt,
    source: { origin: 'device', id: 'monitor', driver: 'casmed' },
    validity: 'valid',
    flags: [],
    systolic: 138,
    diastolic: 85,
    mean: 103,
    pulseRate: 76,
    status: 'ok',
    ...changes,
  }
}

export function sampleSession(changes: Partial<Session> = {}): Session {
  return {
    id: 'S1',
    room: 'room-1',
    preset: spravato84,
    patient: { initials: 'J.K.', birthYear: 1984, recordId: '4711' },
    phase: 'baseline',
    opened: { by: 'Ada', at: instant(0) },
    phaseStarts: [],
    infusionPauses: [],
    doses: [],
    marks: [],
    limitChanges: [],
    due: [],
    gaps: [],
    simulated: false,
    replayed: false,
    manual: false,
    speed: 1,
    ...changes,
  }
}

export function sampleRoom(changes: Partial<RoomView> = {}): RoomView {
  return {
    id: 'room-1',
    name: 'Room 1',
    version: 1,
    clock: { ...instant(NOW_MS), speed: 1 },
    session: sampleSession(),
    limits: makeLimits(spravato84.limits),
    ownLevels: { spo2: null, pulseRate: null },
    gate: null,
    current: [],
    nibp: { last: null, failed: null, inflating: false, canStart: false },
    alarms: [],
    discharge: null,
    audio: { pausedUntilMonoMs: null, pausedBy: null, off: null },
    inactivation: { pausedUntilMonoMs: null, pausedBy: null, off: {}, withheld: 0 },
    marks: { simulated: false, replay: false },
    recording: true,
    ...changes,
  }
}
