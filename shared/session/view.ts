import { outranks } from '../alarm/ids.ts'
import { withheldBy } from '../alarm/signals.ts'
import type { AlarmState } from '../alarm/state.ts'
import type { AlarmView, InactivationView } from '../alarm/types.ts'
import { isSame } from '../same.ts'
import type { Instant } from '../time.ts'
import type { CurrentValue, RoomView } from '../views.ts'
import type { StreamVitalId } from '../vitals.ts'
import { ownLevel } from './baseline.ts'
import { evaluateDischarge } from './discharge.ts'
import { viewGate } from './gate.ts'
import type { RoomState, VitalTrack } from './room-state.ts'
import { standsIn } from './samples.ts'

/** What windows are shown of a room. */
export function viewRoom(
  room: { readonly id: string; readonly name: string },
  state: RoomState | null,
  now: Instant,
  outside: {
    readonly version: number
    readonly speed: number
    readonly recording: boolean
    readonly canStartNibp: boolean
    readonly toldWallMs: number
  },
): RoomView {
  const session = state?.session ?? null
  return {
    id: room.id,
    name: room.name,
    version: outside.version,
    clock: { ...now, speed: outside.speed, toldWallMs: outside.toldWallMs },
    session,
    limits: state?.alarm.limits ?? null,
    ownLevels: {
      spo2: state ? ownLevel(state, 'spo2', now) : null,
      pulseRate: state ? ownLevel(state, 'pulseRate', now) : null,
    },
    current: state ? viewCurrent(state, now) : [],
    nibp: {
      last: state?.cuff.last ?? null,
      failed: state?.cuff.failed ?? null,
      inflating: state ? Object.values(state.states).some(({ cuff }) => cuff === 'cuffInflating') : false,
      canStart: outside.canStartNibp,
    },
    alarms: state ? viewAlarms(state) : [],
    audio: state?.alarm.audio ?? { pausedUntilMonoMs: null, pausedBy: null, off: null },
    inactivation: viewInactivation(state?.alarm ?? null),
    gate: state ? viewGate(state, now) : null,
    discharge: state ? evaluateDischarge(state, now) : null,
    marks: { simulated: session?.simulated ?? false, replay: session?.replayed ?? false },
    recording: outside.recording,
  }
}

/**
 * Does a window show the same of both? Asked of every sample: what only time changes, as ages and lists, and the confirmation
 * of a value that stands there already, do not count.
 */
export function looksAlike(a: RoomState, b: RoomState): boolean {
  return (
    a.session === b.session &&
    a.cuff === b.cuff &&
    a.alarm.limits === b.alarm.limits &&
    isSame(a.alarm.conditions, b.alarm.conditions) &&
    isSame(a.alarm.latched, b.alarm.latched) &&
    isSame(a.alarm.audio, b.alarm.audio) &&
    isSame(a.alarm.pause, b.alarm.pause) &&
    isSame(a.alarm.off, b.alarm.off) &&
    isSame(viewStates(a), viewStates(b)) &&
    isSame(viewCurrent(a, null).map(withoutTime), viewCurrent(b, null).map(withoutTime))
  )
}

function withoutTime({ at: _at, ...rest }: CurrentValue): Omit<CurrentValue, 'at'> {
  return rest
}

/** What devices say of themselves, as far as it is shown in a room. */
function viewStates({ states }: RoomState) {
  return Object.values(states).map(({ sensor, cuff }) => ({ sensor, cuff }))
}

/** @param now null: whatever only time changes is left out */
function viewCurrent(state: RoomState, now: Instant | null): CurrentValue[] {
  const ecgStandsIn = now !== null && standsIn(state, now)
  const entries = Object.entries(state.vitals) as [StreamVitalId, VitalTrack][]
  return entries.map(([vital, track]) => {
    const sensor = state.states[track.source.id]?.sensor
    return {
      vital,
      value: track.validity === 'invalid' ? null : track.value,
      quality: track.quality,
      validity: track.validity,
      flags: track.flags ?? [],
      at: track.at,
      ...(sensor === undefined || sensor === 'sensorOn' ? {} : { why: sensor }),
      deviceId: track.source.id,
      ...(track.source.origin === 'manual' ? { manual: true as const } : {}),
      ...(ecgStandsIn && vital === 'heartRate' ? { standsIn: true as const } : {}),
    }
  })
}

function viewInactivation(alarm: AlarmState | null): InactivationView {
  if (alarm === null) return { pausedUntilMonoMs: null, pausedBy: null, off: {}, withheld: 0 }
  return {
    pausedUntilMonoMs: alarm.pause?.untilMonoMs ?? null,
    pausedBy: alarm.pause?.by ?? null,
    off: alarm.off,
    withheld: alarm.conditions.filter(condition => withheldBy(alarm, condition.alarm)).length,
  }
}

/** Active and latched alarms whose signals are not withheld, highest priority first, then newest. */
function viewAlarms(state: RoomState): AlarmView[] {
  const shown = ({ alarm }: { alarm: AlarmView['alarm'] }) => withheldBy(state.alarm, alarm) === null
  const active = state.alarm.conditions.filter(shown).map((condition): AlarmView => {
    const { frozen, acknowledged, unansweredSinceMonoMs: _since, items: _items, ...rest } = condition
    return {
      ...rest,
      state: 'active',
      ...(frozen ? { frozen } : {}),
      ...(acknowledged ? { acknowledged: { by: acknowledged.by, at: acknowledged.at } } : {}),
    }
  })
  const latched = state.alarm.latched
    .filter(shown)
    .map((entry): AlarmView => ({ ...entry, priority: 'high', state: 'latched' }))
  return [...active, ...latched].toSorted((a, b) => {
    if (a.priority !== b.priority) return outranks(a.priority, b.priority) ? -1 : 1
    if (a.state !== b.state) return a.state === 'active' ? -1 : 1
    return b.since.monoMs - a.since.monoMs
  })
}
