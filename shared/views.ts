import type { AlarmView, AudioView, InactivationView } from './alarm/types.ts'
import type { Clinic } from './clinic.ts'
import type { ClinicSetView } from './clinic-set/versions.ts'
import type { Limits } from './limits.ts'
import type { LinkView } from './link.ts'
import type { PresetView } from './presets/clinic.ts'
import type { DeviceState, Flag, NibpReading, Quality, Validity } from './reading.ts'
import type { Entry } from './record/index.ts'
import type { Imported } from './record/system.ts'
import type { Person } from './roles.ts'
import type { Check } from './session/checklist.ts'
import type { GateItem } from './session/gate.ts'
import type { Session } from './session/types.ts'
import type { Instant } from './time.ts'
import type { StreamVitalId, VitalId } from './vitals.ts'

/** The newest word on one streamed vital sign. */
export interface CurrentValue {
  readonly vital: StreamVitalId
  /** null: the monitor says it has no value; `why` tells. */
  readonly value: number | null
  readonly quality: Quality
  readonly validity: Validity
  /** What speaks against it, or for caution with it. */
  readonly flags: readonly Flag[]
  /** When it was last confirmed by the monitor, unchanged values included. Older than 5 s is stale, than 10 s blank. */
  readonly at: Instant
  readonly why?: DeviceState
  readonly deviceId: string
  readonly manual?: true
  /** There is no pulse: this heart rate of an ECG is held to the pulse's limits in its place, and shown there. */
  readonly standsIn?: true
}

/**
 * Everything a window shows of one room. Windows are told it whole, and then what of it changes (`ipc/room-part.ts`); a window
 * keeps no other truth.
 */
export interface RoomView {
  readonly id: string
  readonly name: string
  /** One more with each time that windows were told of the room. */
  readonly version: number
  /** The room's clock when this was sent. A window adds the time since, times `speed`. */
  readonly clock: Instant & {
    readonly speed: number
    /** The computer's own wall clock then: what has waited on its way is no newer for having arrived just now. */
    readonly toldWallMs?: number
  }
  /** The open session, or null. */
  readonly session: Session | null
  readonly limits: Limits | null
  /** This patient's own SpO2 and pulse, from which limits can be counted; null: not known. */
  readonly ownLevels: { readonly spo2: number | null; readonly pulseRate: number | null }
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
  readonly inactivation: InactivationView
  /** What stands against dosing now; null once a drug was given, or without a session. */
  readonly gate: readonly GateItem[] | null
  /** The discharge checklist as it stands; null before a drug was given. */
  readonly discharge: readonly Check[] | null
  /** Sources that are not real devices, in words for the screen. */
  readonly marks: { readonly simulated: boolean; readonly replay: boolean }
  /** Whether readings and events are being stored. */
  readonly recording: boolean
}

export interface DeviceView {
  readonly id: string
  readonly driver: string
  readonly label: string
  /** Serial path, `tcp://host:port`, `tcp-listen://address:port`, or `sim:scenario`. */
  readonly port: string
  readonly serialNumber: string | null
  readonly roomId: string
  readonly origin: 'device' | 'simulated' | 'replay'
  /** The person allowed Vigil to inflate the cuff through this line. */
  readonly remoteStart: boolean
  readonly link: LinkView
  /** How its line is set, as "9600 8N1". */
  readonly line: string
  /** Newest values in words for the device page, as 'SpO2 97 %', and when each came, on the room's line. */
  readonly lastValues: readonly { readonly text: string; readonly atMonoMs: number }[]
  readonly states: readonly DeviceState[]
  /** What the monitor's newest state says besides: why there are no values, and what to press; null: nothing. */
  readonly advice: string | null
  /** The raw capture that is being written; null: none. */
  readonly capture: { readonly id: string; readonly bytes: number; readonly error: string | null } | null
}

/** A capture of a line, as kept by this installation. */
export interface CaptureView {
  /** Its file's name. */
  readonly id: string
  readonly driver: string
  readonly label: string
  readonly port: string
  /** When it began. */
  readonly wallMs: number
  readonly lengthMs: number
  /** Size of the file. */
  readonly bytes: number
  /** One sentence, where it cannot be read. */
  readonly error: string | null
}

/** How well one driver fits what came on a port. */
export interface Fit {
  readonly driver: string
  /** At this one of its baud rates. */
  readonly baudRate: number
  readonly goodFrames: number
  /** Bytes that are part of good frames … */
  readonly fitBytes: number
  /** … of so many that came. */
  readonly bytes: number
  /** The port was asked, as a person had allowed. */
  readonly probed: boolean
}

/** What `identifyPort` found. */
export interface Identification {
  /** The driver to choose; null: none fits. */
  readonly driver: string | null
  /** The baud rate at which it fits; null: none does. */
  readonly baudRate: number | null
  /** Every driver with any good frame, best first. */
  readonly fits: readonly Fit[]
  /** Most bytes that came at any of the line settings tried. */
  readonly bytes: number
  /** Line settings tried, as "9600 8-N-1". */
  readonly lines: readonly string[]
  /** One sentence: what was found and why, or what to check. */
  readonly sentence: string
}

export interface DriverView {
  readonly id: string
  readonly label: string
  readonly vitals: readonly VitalId[]
  readonly line: string
  /** The usual one first. */
  readonly baudRates: readonly number[]
  readonly asks: boolean
  readonly startsNibp: boolean
  /** Cable and plug, what to set on the monitor, and what to look at where nothing fits, in a sentence each; empty: nothing to say. */
  readonly cable: string
  readonly setUp: string
  readonly help: string
  /** What of the patient may stand in its bytes, and so in a capture; empty: nothing. */
  readonly personal: string
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
  /** Held in another installation. */
  readonly imported: boolean
  readonly highAlarms: number
}

export interface LogEntry {
  readonly sessionId: string | null
  /** 1, 2, 3 … in the whole store. */
  readonly seq: number
  readonly at: Instant
  readonly entry: Entry
}

/** What stands beside an event in the audit trail (alarm standard, section 8). */
export interface LogContext {
  readonly phase: string
  readonly minutesFromT0: number | null
  readonly baseline: { readonly systolic: number; readonly diastolic: number } | null
  readonly preset: string
  /** The vital sign that an alarm is about. */
  readonly parameter?: string
}

/** A log entry with all that was written down beside it. */
export interface LogRecord extends LogEntry {
  /** Of the place, at that moment: minutes east of UTC. */
  readonly utcOffsetMin: number
  /** Empty for what was done after the session's close. */
  readonly context: Partial<LogContext>
  /** The computer. */
  readonly station: string
  /** Vigil's version. */
  readonly software: string
}

/** A session's import: who, when, from what. */
export interface ImportNote extends Imported {
  readonly by: string
  readonly at: Instant
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
  /** The computer's sound output is muted or turned down to nothing. */
  readonly muted: boolean
  /** A clinician station listens: treatment rooms may be quiet. */
  readonly clinicianListens: boolean
  /** Whom to call when a HIGH alarm goes unanswered; null: nobody has been named. */
  readonly secondContact: string | null
}

/** The REMS form of one treatment, which the clinic sends. */
export interface RemsDue {
  readonly sessionId: string
  readonly initials: string
  readonly birthYear: number
  readonly treatedWallMs: number
  /** Seven days after the treatment. */
  readonly dueWallMs: number
}

/** A person as windows are told of them. */
export interface PersonView extends Person {
  /**
   * What they sign in with. secret: PIN or passphrase. code: one that an administrator gave, to choose a PIN with. old: the PIN of an
   * earlier version, for the same. none: a person of before, until the first act that wants a PIN.
   */
  readonly proves: 'secret' | 'code' | 'old' | 'none'
}

/** Who is at one window. */
export interface WindowPerson {
  readonly personId: string
  readonly name: string
}

/** What belongs to the installation rather than to a room. */
export interface InstallationView {
  /** Everybody, those too who act no more. */
  readonly people: readonly PersonView[]
  /** An administrator has a PIN: from then on people are enrolled, and nobody comes by a name alone. */
  readonly isSetUp: boolean
  readonly recentSessions: readonly SessionSummary[]
  /** REMS forms that have still to be sent, the most urgent first. */
  readonly remsDue: readonly RemsDue[]
  readonly sound: SoundView
  /** Shipped presets, and each version of the clinic's. */
  readonly presets: readonly PresetView[]
  /** Each version of the clinic's own words, oldest first. */
  readonly clinicSets: readonly ClinicSetView[]
  readonly clinic: Clinic
  /** What can be connected, and what the simulated monitor can tell: in the clinic’s language. */
  readonly drivers: readonly DriverView[]
  readonly scenarios: readonly { readonly id: string; readonly label: string; readonly description: string }[]
}

export interface Snapshot extends InstallationView {
  /** Who is at this window; null: it is locked. */
  readonly you: WindowPerson | null
  readonly version: string
  readonly entry: 'electron' | 'browser' | 'headless'
  readonly rooms: readonly RoomView[]
  readonly devices: readonly DeviceView[]
}
