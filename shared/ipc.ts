import type { z } from 'zod'
import type {
  DeletionDone,
  DueDeletion,
  FoundSessions,
  MadeCode,
  RecordCareView,
  TriedBackup,
} from './care-views.ts'
import { clinicSetRequests } from './ipc/clinic-set.ts'
import { deviceRequests } from './ipc/devices.ts'
import type { CoreEvent } from './ipc/events.ts'
import { installationRequests } from './ipc/installation.ts'
import { type Enrolled, peopleRequests, type SignedIn } from './ipc/people.ts'
import { presetRequests } from './ipc/presets.ts'
import { recordCareRequests } from './ipc/record-care.ts'
import { recordRequests } from './ipc/records.ts'
import { sessionRequests } from './ipc/session.ts'
import type { SessionReview } from './review/review.ts'
import type { EarlierWeight } from './session/types.ts'
import type { CaptureView, History, Identification, PortView, SessionSummary, Snapshot } from './views.ts'
import type { RefusalCode } from './words/refusal.ts'

export type { CoreEvent, ReportStep } from './ipc/events.ts'

/**
 * The one map of what windows may ask the core. The core parses every payload with the schema here before anything else sees
 * it. Who may is in `ipc/access.ts`; no payload says who asks: the core knows who is at a window.
 */
export const requests = {
  ...peopleRequests,
  ...installationRequests,
  ...deviceRequests,
  ...sessionRequests,
  ...recordRequests,
  ...recordCareRequests,
  ...presetRequests,
  ...clinicSetRequests,
} as const

export type RequestName = keyof typeof requests
export type Payload<N extends RequestName> = z.infer<(typeof requests)[N]['payload']>

/** What `confirmPin` gave, sent with the request that it was given for. */
export interface Proofs {
  readonly proof?: string
  /** Of whoever signs beside. */
  readonly secondProof?: string
}

/** What each request gives back; those not listed give null. */
interface Results {
  snapshot: Snapshot
  history: History
  reviewSession: SessionReview
  listPorts: readonly PortView[]
  listSessions: readonly SessionSummary[]
  findSessions: FoundSessions
  recordCare: RecordCareView
  backUpNow: { readonly name: string }
  tryBackup: TriedBackup
  dueForDeletion: readonly DueDeletion[]
  deleteSession: DeletionDone
  askKeyStore: { readonly answers: boolean }
  makeFirstRecoveryCode: MadeCode
  makeRecoveryCode: MadeCode
  rekeyRecord: MadeCode
  setUpClinic: SignedIn
  justSimulate: SignedIn
  signIn: SignedIn
  choosePin: SignedIn
  confirmPin: { readonly proof: string }
  addPerson: Enrolled
  resetPin: Enrolled
  addRoom: { readonly roomId: string }
  addDevice: { readonly deviceId: string }
  copyPreset: PresetName
  savePreset: PresetName
  saveClinicSet: { readonly version: string }
  openSession: { readonly sessionId: string }
  lastWeight: EarlierWeight | null
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
  /** Where it lies for the computer's own programs; null: it is kept nowhere, and made again on demand. */
  readonly path: string | null
}

/** Every answer. `message` is one sentence for a person: what, where and what to do. */
export type Answer<T = unknown> =
  | {
      readonly ok: true
      readonly value: T
      /** It is done, but not yet written down: `message` says why; it will be, unless Vigil stops before. */
      readonly recorded?: false
      readonly message?: string
    }
  | {
      readonly ok: false
      /**
       * locked: somebody must sign in here first. pin: it wants a PIN, with the request again. stopped: the core has ended with it, and
       * whoever answers in its place knows no language (`message` is empty).
       */
      readonly code: 'invalid' | 'forbidden' | 'refused' | 'failed' | 'locked' | 'pin' | 'stopped'
      readonly message: string
      /** Which sentence of the catalogue it is; absent: none of its refusals. */
      readonly why?: RefusalCode
    }

/** What a window gets from its preload script or makes over its socket. */
export interface Bridge {
  request<N extends RequestName>(name: N, payload: Payload<N> & Proofs): Promise<Answer<Result<N>>>
  onEvent(listener: (event: CoreEvent) => void): () => void
}
