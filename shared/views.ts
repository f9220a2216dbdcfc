import type { AlarmEvent, AlarmView, AudioView } from './alarm/types.ts'
import type { Limits } from './limits.ts'
import type { LinkView } from './link.ts'
import type { DeviceState, NibpReading, Quality, Validity } from './reading.ts'
import type { Person } from './roles.ts'
import type { Session, SessionEvent } from './session/types.ts'
import type { Instant } from './time.ts'
import type { StreamVitalId, VitalId } from './vitals.ts'

/** The newest word on one streamed vital sign. */
export interface CurrentValue {
  readonly vital: StreamVitalId
  /** null: the monitor says it has no value; `why` tells. */
  readonly value: number | null
  readonly quality: Quality
  readonly validity: Validity
  /** When it was last confirmed by the monitor, unchanged values included. Older than 5 s is stale, than 10 s blank. */
  readonly at: Instant
  readonly why?: DeviceState
  readonly deviceId: string
  readonly manual?: true
}

/**
 * Everything a window shows of one room, whole. It is sent anew whenever anything in it changes, at most ten times a
 * second; a window keeps no other truth.
 */
export interface RoomView {
  readonly id: string
  readonly name: string
  /** The room's clock when this was sent. A window adds the time since, times `speed`. */
  readonly clock: Instant & { readonly speed: number }
  /** The open session, or null. */
  readonly session: Session | null
  readonly limits: Limits | null
  /** Newest value of each vital sign. */
  readonly current: readonly CurrentValue[]
  readonly nibp: {
    /** The last cuff reading that is not invalid. */
    readonly last: NibpReading | null
    /** The last failed or invalid one, if it came after `last`. */
    readonly failed: NibpReading | null
    readonly inflating: boolean
    /** A device of this room can start a cuff measurement on request. */
    readonly canStart: boolean
  }
  /** Active and latched, highest priority first, then newest. */
  readonly alarms: readonly AlarmView[]
  readonly audio: AudioView
  /** Sources that are not real devices, in words for the screen. */
  readonly marks: { readonly simulated: boolean; readonly replay: boolean }
  /** Whether readings and events are being stored. */
  readonly recording: boolean
}

export interface DeviceView {
  readonly id: string
  readonly driver: string
  readonly label: string
  /** Serial path, `tcp://host:port`, or `sim:scenario`. */
  readonly port: string
  readonly serialNumber: string | null
  readonly roomId: string
  readonly origin: 'device' | 'simulated'
  /** The person allowed Vigil to inflate the cuff through this line. */
  readonly remoteStart: boolean
  readonly link: LinkView
  /** Newest values in words for the device page: ['SpO2 97 %', 'Pulse 72 /min']. */
  readonly lastValues: readonly string[]
  readonly states: readonly DeviceState[]
}

export interface DriverView {
  readonly id: string
  readonly label: string
  readonly vitals: readonly VitalId[]
  readonly line: string
  readonly asks: boolean
  readonly startsNibp: boolean
}

export interface PortView {
  readonly path: string
  readonly maker: string | null
  readonly product: string | null
  readonly serialNumber: string | null
  readonly vendorId: string | null
  readonly productId: string | null
  /** Driver ids whose cable or chip this may be. */
  readonly fits: readonly string[]
  /** The device that has this port, if any. */
  readonly usedBy: string | null
}

export interface SessionSummary {
  readonly id: string
  readonly roomId: string
  readonly roomName: string
  readonly initials: string
  readonly birthYear: number
  readonly presetId: string
  readonly presetLabel: string
  readonly phase: Session['phase']
  readonly openedAt: Instant
  readonly t0: Instant | null
  readonly closedAt: Instant | null
  readonly simulated: boolean
  readonly highAlarms: number
}

export interface LogEntry {
  readonly sessionId: string | null
  /** 1, 2, 3 … in the whole store. */
  readonly seq: number
  readonly at: Instant
  readonly entry: AlarmEvent | SessionEvent | SystemEvent
}

/** What happens to the installation rather than to a session. */
export interface SystemEvent {
  readonly event: 'system'
  readonly kind: 'started' | 'stopped' | 'person' | 'room' | 'device' | 'sound' | 'export' | 'error' | 'clock'
  readonly by?: string
  readonly detail?: string
}

/** Columns of one streamed vital sign, oldest first. `validity` and `quality` have one letter a value. */
export interface VitalColumns {
  readonly vital: StreamVitalId
  readonly monoMs: readonly number[]
  readonly values: readonly (number | null)[]
  /** v valid, q questionable, i invalid */
  readonly validity: string
}

export interface History {
  readonly sessionId: string
  readonly vitals: readonly VitalColumns[]
  readonly nibp: readonly NibpReading[]
  readonly log: readonly LogEntry[]
}

export interface SoundView {
  /** The last order of the sound check was heard by a person, since this start. */
  readonly checkedBy: string | null
  /** A burst was ordered and no window confirmed it. */
  readonly failed: boolean
}

export interface Snapshot {
  readonly version: string
  readonly entry: 'electron' | 'browser' | 'headless'
  readonly rooms: readonly RoomView[]
  readonly devices: readonly DeviceView[]
  readonly drivers: readonly DriverView[]
  readonly scenarios: readonly { readonly id: string; readonly label: string; readonly description: string }[]
  readonly people: readonly Person[]
  /** Who last worked at this station, offered first wherever a name is asked. */
  readonly currentPerson: string | null
  readonly recentSessions: readonly SessionSummary[]
  readonly sound: SoundView
}
