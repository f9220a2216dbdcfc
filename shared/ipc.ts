import { z } from 'zod'
import type { Priority } from './alarm/ids.ts'
import { priorities } from './alarm/ids.ts'
import type { AlarmEvent } from './alarm/types.ts'
import { type Clinic, clinicSchema } from './clinic.ts'
import { hasControls, typedName } from './plain-text.ts'
import type { PresetView } from './presets/clinic.ts'
import { presetId, presetLabel, presetSchema } from './presets/schema.ts'
import type { Reading, Sample } from './reading.ts'
import { papers } from './report/paper.ts'
import { clinicians, type Person, prescribers, type Role, roles } from './roles.ts'
import { actionSchemas } from './session/actions.ts'
import { amendables, meanings } from './session/sign.ts'
import { CHUNK_BYTES } from './session-file/format.ts'
import { audioProfiles } from './sound/profile.ts'
import type { Instant } from './time.ts'
import type {
  CaptureView,
  DeviceView,
  History,
  Identification,
  LogEntry,
  PortView,
  RoomView,
  SessionReview,
  SessionSummary,
  Snapshot,
  SoundView,
} from './views.ts'

/*
 * The one map of what windows may ask the core and what the core tells windows. The core parses every payload with the
 * schema here before anything else sees it, and checks that the person named in `by` has one of the roles here.
 */

// zod would compile validators with `new Function`, which the windows' content security policy forbids.
z.config({ jitless: true })

const everyone: readonly Role[] = roles
const carers: readonly Role[] = ['nurse', ...clinicians]
const deviceKeepers: readonly Role[] = ['nurse', 'clinician', 'prescriber', 'admin', 'director']

const by = typedName(80)
const roomId = z.string().min(1).max(60)
const sessionId = z.string().min(1).max(60)
const port = z.string().trim().min(1).max(300)
const deviceId = z.string().min(1).max(80)
const pin = z.string().regex(/^\d{4,12}$/, 'a PIN is 4 to 12 digits')
const importId = z.string().min(1).max(60)
const captureId = z.string().min(1).max(200)
const presetVersion = z.string().min(1).max(6)

interface RequestEntry {
  readonly payload: z.ZodType
  /** Who may; `null`: no person is named, any window may. */
  readonly roles: readonly Role[] | null
}

export const requests = {
  /** Everything, for a window that has just opened. */
  snapshot: { payload: z.strictObject({}), roles: null },
  /** All readings and events of a session, for the chart and the event list. */
  history: { payload: z.strictObject({ sessionId }), roles: null },
  /** A recorded session, whole, with the same patient's earlier ones. */
  reviewSession: { payload: z.strictObject({ sessionId }), roles: null },
  listPorts: { payload: z.strictObject({}), roles: null },
  listSessions: { payload: z.strictObject({}), roles: null },
  addPerson: {
    payload: z.strictObject({ name: by, role: z.enum(roles) }),
    roles: null,
  },
  /** Whose name is offered first at this station. */
  setCurrentPerson: { payload: z.strictObject({ name: by }), roles: null },
  addRoom: { payload: z.strictObject({ by, name: z.string().trim().min(1).max(40) }), roles: deviceKeepers },
  /** Assigns a port to a driver and a room, and opens it. */
  addDevice: {
    payload: z.strictObject({
      by,
      roomId,
      driver: z.string().min(1).max(40),
      port,
      /** One of the driver's; absent: its usual one. A device server holds the speed of its line by itself. */
      baudRate: z.number().int().positive().optional(),
      label: z.string().trim().min(1).max(60).optional(),
      remoteStart: z.boolean().optional(),
    }),
    roles: deviceKeepers,
  },
  /** Allows or forbids Vigil to inflate the cuff through this line. */
  setRemoteStart: {
    payload: z.strictObject({ by, deviceId, remoteStart: z.boolean() }),
    roles: deviceKeepers,
  },
  /** Puts the device into another room, without a session running in either. */
  moveDevice: { payload: z.strictObject({ by, deviceId, roomId }), roles: deviceKeepers },
  /** Begins or ends a raw capture of the device's line. */
  setCapture: { payload: z.strictObject({ by, deviceId, on: z.boolean() }), roles: deviceKeepers },
  listCaptures: { payload: z.strictObject({}), roles: null },
  /** A capture's file, to be handed in with a question about a monitor. */
  readCapture: { payload: z.strictObject({ by, captureId }), roles: deviceKeepers },
  /** Asks for the bytes of a line as they come, for the next 10 s; to be asked again while they are looked at. */
  watchBytes: { payload: z.strictObject({ deviceId }), roles: null },
  /** Listens on a port that no device has, and says which monitor it may be. Sends nothing unless `mayProbe`. */
  identifyPort: {
    payload: z.strictObject({
      by,
      port,
      /** A person has said that this port may be asked: polled monitors are tried too. */
      mayProbe: z.boolean().optional(),
    }),
    roles: deviceKeepers,
  },
  removeDevice: {
    payload: z.strictObject({ by, deviceId: z.string().min(1).max(80) }),
    roles: deviceKeepers,
  },
  openSession: {
    payload: z.strictObject({
      by,
      roomId,
      presetId: z.string().min(1).max(60),
      patient: z.strictObject({
        initials: typedName(10),
        birthYear: z.number().int().min(1900).max(2100),
        recordId: typedName(40),
        weightKg: z.number().min(20).max(350).optional(),
      }),
      /** A simulated patient instead of a monitor: devices of this scenario are added to the room. */
      simulate: z
        .strictObject({
          scenario: z.string().min(1).max(60),
          seed: z
            .number()
            .int()
            .min(0)
            .max(2 ** 31)
            .optional(),
          /** 1 to 60: how fast the room's clock runs. */
          speed: z.number().min(1).max(60).optional(),
          /** Which driver's bytes the oximeter speaks. */
          driver: z.string().min(1).max(40).optional(),
        })
        .optional(),
    }),
    roles: carers,
  },
  /** Plays captures of this installation in a room of their own, as a session marked REPLAY. */
  openReplay: {
    payload: z.strictObject({
      by,
      roomId,
      presetId: z.string().min(1).max(60),
      captures: z.array(captureId).min(1).max(4),
      /** 1 to 60 */
      speed: z.number().min(1).max(60).optional(),
    }),
    roles: everyone,
  },
  startNibp: { payload: z.strictObject({ by, roomId }), roles: carers },
  stopNibp: { payload: z.strictObject({ by, roomId }), roles: carers },
  startDosing: { payload: actionSchemas.startDosing.extend({ roomId }), roles: carers },
  confirmIdentity: { payload: actionSchemas.confirmIdentity.extend({ roomId }), roles: carers },
  recordPreDose: { payload: actionSchemas.recordPreDose.extend({ roomId }), roles: carers },
  overrideGate: { payload: actionSchemas.overrideGate.extend({ roomId }), roles: prescribers },
  recordDevice: { payload: actionSchemas.recordDevice.extend({ roomId }), roles: carers },
  endDosing: { payload: actionSchemas.endDosing.extend({ roomId }), roles: carers },
  recordBooster: { payload: actionSchemas.recordBooster.extend({ roomId }), roles: carers },
  pauseInfusion: { payload: actionSchemas.pauseInfusion.extend({ roomId }), roles: carers },
  resumeInfusion: { payload: actionSchemas.resumeInfusion.extend({ roomId }), roles: carers },
  recordMark: { payload: actionSchemas.recordMark.extend({ roomId }), roles: carers },
  withdrawMark: { payload: actionSchemas.withdrawMark.extend({ roomId }), roles: carers },
  recordManual: { payload: actionSchemas.recordManual.extend({ roomId }), roles: carers },
  acknowledge: { payload: actionSchemas.acknowledge.extend({ roomId }), roles: carers },
  pauseAudio: { payload: actionSchemas.pauseAudio.extend({ roomId }), roles: carers },
  resumeAudio: { payload: actionSchemas.resumeAudio.extend({ roomId }), roles: carers },
  turnAudioOff: { payload: actionSchemas.turnAudioOff.extend({ roomId }), roles: ['admin'] },
  turnAudioOn: { payload: actionSchemas.turnAudioOn.extend({ roomId }), roles: deviceKeepers },
  pauseAlarms: { payload: actionSchemas.pauseAlarms.extend({ roomId }), roles: carers },
  resumeAlarms: { payload: actionSchemas.resumeAlarms.extend({ roomId }), roles: carers },
  turnAlarmOff: {
    payload: actionSchemas.turnAlarmOff.extend({ roomId }),
    roles: clinicians,
  },
  turnAlarmOn: { payload: actionSchemas.turnAlarmOn.extend({ roomId }), roles: carers },
  setSites: { payload: actionSchemas.setSites.extend({ roomId }), roles: carers },
  setCuffCycle: { payload: actionSchemas.setCuffCycle.extend({ roomId }), roles: carers },
  changeLimit: { payload: actionSchemas.changeLimit.extend({ roomId }), roles: clinicians },
  setBaseline: { payload: actionSchemas.setBaseline.extend({ roomId }), roles: clinicians },
  excuseMeasurement: { payload: actionSchemas.excuseMeasurement.extend({ roomId }), roles: carers },
  confirmGap: { payload: actionSchemas.confirmGap.extend({ roomId }), roles: carers },
  recordScale: { payload: actionSchemas.recordScale.extend({ roomId }), roles: carers },
  confirmCheck: { payload: actionSchemas.confirmCheck.extend({ roomId }), roles: carers },
  overrideCheck: { payload: actionSchemas.overrideCheck.extend({ roomId }), roles: prescribers },
  handOver: { payload: actionSchemas.handOver.extend({ roomId }), roles: carers },
  recordRems: { payload: actionSchemas.recordRems.extend({ roomId }), roles: [...carers, 'staff'] },
  startDischarge: { payload: actionSchemas.startDischarge.extend({ roomId }), roles: carers },
  closeSession: { payload: actionSchemas.closeSession.extend({ roomId }), roles: carers },
  /** A person's PIN, by themselves (with the old one, if there is one) or by an administrator. */
  setPin: { payload: z.strictObject({ by, name: by, pin, oldPin: pin.optional() }), roles: everyone },
  /** Signs a closed session. */
  signSession: {
    payload: z.strictObject({ by, sessionId, meaning: z.enum(meanings), pin }),
    roles: carers,
  },
  /** Puts something right in a closed session; signatures given before are void from then on. */
  amendSession: {
    payload: z.strictObject({
      by,
      sessionId,
      field: z.enum(amendables),
      doseId: z.string().min(1).max(60).optional(),
      value: z.string().trim().min(1).max(500),
      reason: z.string().trim().min(1).max(500),
      pin,
    }),
    roles: carers,
  },
  /** A preset of the clinic, made from a shipped one or from another of the clinic: a draft. */
  copyPreset: {
    payload: z.strictObject({ by, presetId, version: presetVersion, label: presetLabel }),
    roles: ['director'],
  },
  /** Changes the newest version of a clinic's preset: its draft, or a new one. `reason`: the source of what is changed. */
  savePreset: {
    payload: z.strictObject({ by, preset: presetSchema, reason: z.string().trim().min(1).max(300) }),
    roles: ['director'],
  },
  /** Lets the clinic use a draft. `seq`: of the act that was looked at. */
  approvePreset: {
    payload: z.strictObject({ by, presetId, version: presetVersion, seq: z.number().int(), pin }),
    roles: ['director'],
  },
  withdrawPreset: {
    payload: z.strictObject({
      by,
      presetId,
      version: presetVersion,
      reason: z.string().trim().min(1).max(500),
    }),
    roles: ['director'],
  },
  /** Makes the file in the core and gives it back; a copy stays in the data folder. Never overwrites. Tells its progress. */
  makeReport: {
    payload: z.strictObject({
      by,
      sessionId,
      format: z.enum(['pdf', 'csv', 'json', 'html', 'fhir']),
      paper: z.enum(papers).optional(),
      pseudonymised: z.boolean().optional(),
    }),
    roles: everyone,
  },
  /** Announces a session file of another installation, with its size; its pieces follow. */
  beginImport: {
    payload: z.strictObject({
      by,
      file: z
        .string()
        .trim()
        .min(1)
        .max(255)
        .refine(text => !hasControls(text), 'it holds control characters'),
      bytes: z.number().int().min(0),
    }),
    roles: everyone,
  },
  /** The next piece of `CHUNK_BYTES`, counted from 0; the last may be shorter. */
  sendImport: {
    payload: z.strictObject({
      importId,
      index: z.number().int().min(0),
      base64: z
        .string()
        .max(Math.ceil(CHUNK_BYTES / 3) * 4)
        .regex(/^[A-Za-z0-9+/]+={0,2}$/, 'it is not base64'),
    }),
    roles: null,
  },
  /** Checks the file that was sent and takes its session in, whole or not at all. */
  importSession: { payload: z.strictObject({ by, importId }), roles: everyone },
  cancelImport: { payload: z.strictObject({ importId }), roles: null },
  /** A window has played a burst, or could not. Must come within 500 ms of the order. */
  soundPlayed: {
    payload: z.strictObject({
      orderId: z.number().int(),
      ok: z.boolean(),
      reason: z.string().max(200).optional(),
    }),
    roles: null,
  },
  /** A window's heartbeat, every 2 s: how it sounds, and whether it can. */
  stationAlive: {
    payload: z.strictObject({ profile: z.enum(audioProfiles), audible: z.boolean() }),
    roles: null,
  },
  /** Chooses how this window sounds. */
  setAudioProfile: { payload: z.strictObject({ by, profile: z.enum(audioProfiles) }), roles: deviceKeepers },
  /** Whom to call when a HIGH alarm goes unanswered for a minute: a name and how to reach them. Empty: nobody. */
  setSecondContact: {
    payload: z.strictObject({ by, contact: z.string().trim().max(120) }),
    roles: deviceKeepers,
  },
  /** Who the clinic is; printed on every report from now on. */
  setClinic: {
    payload: z.strictObject({ by, clinic: clinicSchema }),
    roles: ['admin', 'prescriber', 'clinician'],
  },
  /** Orders one test burst on this station. */
  testSound: { payload: z.strictObject({ priority: z.enum(priorities) }), roles: null },
  /** A person confirms having heard the test burst. */
  confirmSound: { payload: z.strictObject({ by }), roles: everyone },
} as const satisfies Record<string, RequestEntry>

export type RequestName = keyof typeof requests
export type Payload<N extends RequestName> = z.infer<(typeof requests)[N]['payload']>

/** What each request gives back; those not listed give null. */
interface Results {
  snapshot: Snapshot
  history: History
  reviewSession: SessionReview
  listPorts: readonly PortView[]
  listSessions: readonly SessionSummary[]
  addPerson: Person
  addRoom: { readonly roomId: string }
  addDevice: { readonly deviceId: string }
  copyPreset: PresetName
  savePreset: PresetName
  openSession: { readonly sessionId: string }
  openReplay: { readonly sessionId: string }
  listCaptures: readonly CaptureView[]
  readCapture: ReportFile
  identifyPort: Identification
  makeReport: ReportFile
  beginImport: { readonly importId: string }
  importSession: { readonly sessionId: string }
}
export type Result<N extends RequestName> = N extends keyof Results ? Results[N] : null

/** Which preset, and which version of it. */
export interface PresetName {
  readonly presetId: string
  readonly version: string
}

export interface ReportFile {
  readonly fileName: string
  readonly mediaType: string
  readonly base64: string
  /** Where the core keeps its copy. */
  readonly path: string
}

/** What is being done for a report: its record is read, its pages are drawn, its file is saved. */
export type ReportStep = 'reading' | 'drawing' | 'saving'

/** Every answer. `message` is one sentence for a person: what, where and what to do. */
export type Answer<T = unknown> =
  | { readonly ok: true; readonly value: T }
  | {
      readonly ok: false
      readonly code: 'invalid' | 'forbidden' | 'refused' | 'failed'
      readonly message: string
    }

/** What the core tells every window, unasked and in order. */
export type CoreEvent =
  | { readonly kind: 'room'; readonly room: RoomView }
  | { readonly kind: 'roomRemoved'; readonly roomId: string }
  /** Each transition at once, none left out. */
  | { readonly kind: 'alarm'; readonly roomId: string; readonly at: Instant; readonly event: AlarmEvent }
  /** Batched, every 100 ms at the most often. */
  | { readonly kind: 'readings'; readonly roomId: string; readonly readings: readonly Reading[] }
  | {
      readonly kind: 'wave'
      readonly roomId: string
      readonly deviceId: string
      readonly ratePerS: number
      readonly values: readonly number[]
    }
  | { readonly kind: 'log'; readonly roomId: string | null; readonly entry: LogEntry }
  | { readonly kind: 'devices'; readonly devices: readonly DeviceView[] }
  | {
      readonly kind: 'station'
      readonly people: readonly Person[]
      readonly currentPerson: string | null
      readonly recentSessions: readonly SessionSummary[]
      readonly sound: SoundView
      readonly presets: readonly PresetView[]
      readonly clinic: Clinic
    }
  /**
   * Play this burst now and answer with `soundPlayed`. `clinicianListens`: a treatment room may be quiet, and then
   * answers nothing.
   */
  | {
      readonly kind: 'sound'
      readonly orderId: number
      readonly priority: Priority
      readonly test: boolean
      readonly clinicianListens: boolean
    }
  /** What came and went on a line that somebody looks at, at most ten times a second. */
  | {
      readonly kind: 'bytes'
      readonly deviceId: string
      readonly chunks: readonly { readonly direction: 'in' | 'out'; readonly hex: string }[]
      /** What the driver made of it; waveforms left out. */
      readonly samples: readonly Sample[]
      /** Bytes that were too many to show. */
      readonly left: number
    }
  /** How far `identifyPort` has come. */
  | {
      readonly kind: 'identifying'
      readonly port: string
      readonly step: number
      readonly of: number
      readonly trying: string
      /** It is listened on, because this driver fits so far. */
      readonly perhaps?: string
    }
  /** How far a report has come. */
  | { readonly kind: 'report'; readonly sessionId: string; readonly step: ReportStep; readonly share: number }
  /** Once a second. A window that has heard nothing for 3 s says MONITORING LOST, loudly. */
  | { readonly kind: 'heartbeat'; readonly at: Instant }

/** What a window gets from its preload script or makes over its socket. */
export interface Bridge {
  request<N extends RequestName>(name: N, payload: Payload<N>): Promise<Answer<Result<N>>>
  onEvent(listener: (event: CoreEvent) => void): () => void
}
