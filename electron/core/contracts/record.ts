import { z } from 'zod'
import type {
  DeletionDone,
  DueDeletion,
  FoundSessions,
  KeyPlace,
  MadeCode,
  RecordCareView,
  SessionQuery,
  TriedBackup,
} from '../../../shared/care-views.ts'
import type { ClinicSetRecord } from '../../../shared/clinic-set/versions.ts'
import type { PresetRecord } from '../../../shared/presets/clinic.ts'
import type { Reading } from '../../../shared/reading.ts'
import type { Entry } from '../../../shared/record/index.ts'
import type { SessionReview } from '../../../shared/review/review.ts'
import type { Person } from '../../../shared/roles.ts'
import type { RoomState } from '../../../shared/session/room-state.ts'
import type { EarlierWeight } from '../../../shared/session/types.ts'
import type { Instant } from '../../../shared/time.ts'
import type { History, LogContext, LogEntry, RemsDue, SessionSummary } from '../../../shared/views.ts'
import type { Ready } from '../ready.ts'
import type { Credentials, PersonRecord } from './people.ts'

/*
 * What the core asks of the record. Nothing here waits: batches go in, `done` is called when each is stored, and whatever
 * is read comes as a promise. The record may be in this thread, in another, or in a process of its own.
 */

/** A device as it is remembered, to be opened again at the next start. */
export const deviceConfig = z
  .object({
    id: z.string(),
    driver: z.string(),
    label: z.string(),
    /** Serial path, `tcp://host:port` or `sim:scenario`. */
    port: z.string(),
    /** Where it is not the driver's usual one. */
    baudRate: z.number().exactOptional(),
    /** Of the USB cable, by which it is found again under another path. */
    serialNumber: z.string().nullable(),
    roomId: z.string(),
    origin: z.enum(['device', 'simulated', 'replay']),
    /** The person allowed Vigil to inflate the cuff through this line. */
    remoteStart: z.boolean(),
    sim: z.object({ scenario: z.string(), seed: z.number(), speed: z.number() }).readonly().exactOptional(),
    /** How fast a capture is played again. */
    replay: z.object({ speed: z.number() }).readonly().exactOptional(),
  })
  .readonly()
export type DeviceConfig = z.infer<typeof deviceConfig>

export interface RoomName {
  readonly id: string
  readonly name: string
}

/** Readings and the events they caused: they are stored together or not at all. */
export interface Commit {
  /** null: events of the installation rather than of a session. */
  readonly sessionId: string | null
  /** The whole room, for the next start. */
  readonly state?: RoomState
  /** Instead of it: what has changed since the state that was stored last, as JSON of `core/state-change.ts`. */
  readonly stateChange?: string
  readonly readings: readonly Reading[]
  readonly log: readonly {
    readonly at: Instant
    readonly entry: Entry
    readonly context?: LogContext
  }[]
  /** An act on a preset of the clinic; the first log record says the same, and vouches for it. */
  readonly preset?: Omit<PresetRecord, 'seq'>
  /** An act on the clinic's words, in the same way. */
  readonly clinicSet?: Omit<ClinicSetRecord, 'seq'>
}

/** A moment at which Vigil lived, with what tells later how long ago it was (AR-22). */
export interface Alive extends Instant {
  /** The computer's uptime then, sleep included; absent in what earlier versions stored. */
  readonly upMs?: number
  /** Which start of the computer it was; null where the system does not say. */
  readonly boot?: string | null
}

/** One change of the record. */
export type Change =
  | ({ readonly change: 'commit' } & Commit)
  | { readonly change: 'openSession'; readonly roomId: string; readonly state: RoomState }
  /** An open session goes on in another room, in this state. */
  | { readonly change: 'moveSession'; readonly roomId: string; readonly state: RoomState }
  /** Added, or changed: people are never removed. */
  | { readonly change: 'setPerson'; readonly person: Person }
  | { readonly change: 'setCredentials'; readonly personId: string; readonly credentials: Credentials }
  | { readonly change: 'addRoom'; readonly room: RoomName }
  | { readonly change: 'addDevice'; readonly config: DeviceConfig }
  | { readonly change: 'removeDevice'; readonly id: string }
  | { readonly change: 'setSetting'; readonly name: string; readonly value: string }
  /** Vigil lives: not part of the record, but what the next start goes on from. */
  | { readonly change: 'touch'; readonly at: Alive }

export type Outcome =
  /** The log entries of the batch, with their numbers. */
  | { readonly ok: true; readonly entries: readonly LogEntry[] }
  /** One sentence for people: nothing of the batch is stored. */
  | { readonly ok: false; readonly error: Error }

/**
 * Hands over one batch. Batches are stored in their order; `done` is called once for each, now or later, never by a throw. What
 * cannot be stored now waits; a batch with a patience that has not been begun by then is taken back, and told as not stored.
 */
export type WriteBatch = (
  batch: readonly Change[],
  done: (outcome: Outcome) => void,
  options?: { readonly patienceMs?: number },
) => void

/** What the clinic's presets have come to. */
export interface StoredPresets {
  readonly records: readonly PresetRecord[]
  /** Records that this version of Vigil does not accept: each one sentence. They are kept, but cannot be used. */
  readonly problems: readonly { readonly id: string; readonly version: string; readonly sentence: string }[]
}

/** What the clinic's words have come to. */
export interface StoredClinicSets {
  readonly records: readonly ClinicSetRecord[]
  /** Records that this version of Vigil does not accept: each one sentence. They are kept, but cannot be used. */
  readonly problems: readonly { readonly version: string; readonly sentence: string }[]
}

/** Who this installation is: by its id, never by the computer's name, which two may have. */
export interface Installation {
  /** Random, made once with the record. */
  readonly id: string
  /** How often the core has been started on this record, this time included. */
  readonly starts: number
}

/** What stood in the record when it was opened; the core keeps it from then on, and writes every change through. */
export interface FoundRecord {
  readonly installation: Installation
  /** The newest moment the last run is known to have lived: nothing in the record is newer. */
  readonly lastAlive: Alive | null
  readonly rooms: readonly RoomName[]
  readonly devices: readonly DeviceConfig[]
  readonly people: readonly PersonRecord[]
  readonly settings: ReadonlyMap<string, string>
  readonly presets: StoredPresets
  readonly clinicSets: StoredClinicSets
  /** Sessions that were not closed, each with its room to go on from. */
  readonly openSessions: readonly { readonly roomId: string; readonly state: RoomState }[]
}

/** What can be asked of the record while it grows: everything handed over before is in the answer. */
export interface RecordReader {
  /** The newest sessions, newest first. */
  sessions(most: number): Promise<readonly SessionSummary[]>
  /** Sessions by what they hold, those that want something first. */
  find(query: SessionQuery): Promise<FoundSessions>
  session(id: string): Promise<RoomState | null>
  /** The hash of a session's newest log record; null without one. */
  recordHash(sessionId: string): Promise<string | null>
  history(sessionId: string): Promise<Ready<History>>
  /** The same without its log: what was measured, and nothing of what was done and by whom. */
  chart(sessionId: string): Promise<Ready<History>>
  /** @throws Error naming the session when there is none */
  review(sessionId: string): Promise<Ready<SessionReview>>
  /** The newest weight of this patient in any session, simulated patients apart from real ones; null: none is known. */
  lastWeight(recordId: string, simulated: boolean): Promise<EarlierWeight | null>
  /** REMS forms that have still to be sent, the most urgent first. */
  remsDue(nowWallMs: number): Promise<readonly RemsDue[]>
}

/** The setting that names a second folder for backups. */
export const BACKUP_PLACE = 'backupPlace'

/** The setting that says how many days after its close, and after what was last added, a session is sealed. */
export const SEAL_AFTER_DAYS = 'sealAfterDays'

/** The setting that says for how many years sessions are kept; empty: for ever. */
export const KEEP_YEARS = 'keepYears'

/** What two people have decided. */
export interface Deletion {
  readonly sessionId: string
  /** Both their names. */
  readonly by: string
  readonly reason: string
}

/** Copies of the record, and what opens it. Each throws an Error with one sentence. */
export interface RecordCare {
  view(nowWallMs: number): Promise<RecordCareView>
  /** May this folder be the second place for backups? Throws why not. */
  checkPlace(place: string): Promise<void>
  /** Gives its name. */
  backUpNow(at: Instant): Promise<string>
  tryBackup(name: string): Promise<TriedBackup>
  /**
   * Puts a backup of the data folder in the place of the record, on the word of these people. Whatever is known of the record is of before
   * then: the core begins again.
   */
  restore(name: string, by: string): Promise<void>
  /** Sessions that have been kept for as long as the clinic wants to. */
  dueForDeletion(nowWallMs: number): Promise<readonly DueDeletion[]>
  /** Deletes a closed session for good, on the word of two people. */
  deleteSession(deletion: Deletion, at: Instant): Promise<DeletionDone>
  /** The code is told this once. */
  makeRecoveryCode(): Promise<MadeCode>
  proveRecoveryCode(code: string): Promise<boolean>
  /** Does the key store of this computer's login answer? */
  asksLogin(): Promise<boolean>
  /** Keeps the key that opens the record by itself at another place. */
  keepKey(place: KeyPlace): Promise<void>
  /** New keys throughout, noted in this name; the code is told this once. For a moment nothing is recorded. */
  rekey(by: string): Promise<MadeCode>
}

export interface RecordKeeper {
  readonly found: FoundRecord
  readonly write: WriteBatch
  readonly read: RecordReader
  /**
   * Told whenever it changes that nothing is being recorded, with one sentence that says why; null: it is again. A record in the
   * core's own thread tells by the outcome of each batch instead.
   */
  onTrouble(listener: (sentence: string | null) => void): void
  readonly care: RecordCare
  /** A whole copy where one is due: at a close, hourly in an open session, daily. @throws Error with one sentence */
  backUp(at: Instant): Promise<void>
  /** Resolves once everything handed over is stored, or cannot be. */
  close(): Promise<void>
}
