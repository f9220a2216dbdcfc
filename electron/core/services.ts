import type { CoreEvent } from '../../shared/ipc.ts'
import type { ActName } from '../../shared/record/index.ts'
import type { SystemEvent } from '../../shared/record/system.ts'
import type { Instant } from '../../shared/time.ts'
import type { Snapshot } from '../../shared/views.ts'
import type { Captures } from './contracts/captures.ts'
import type { Imports } from './contracts/imports.ts'
import type { Lines } from './contracts/lines.ts'
import type { Installation, RecordCare, RecordReader } from './contracts/record.ts'
import type { Reports } from './contracts/reports.ts'
import type { Say } from './guard.ts'
import type { InTurn } from './in-turn.ts'
import type { People } from './people/people.ts'
import type { Register } from './register.ts'
import type { Rooms } from './rooms.ts'
import type { SoundInput } from './sound.ts'
import type { SoundingWindows } from './sounding-windows.ts'
import type { Uploads } from './uploads.ts'
import type { Store } from './write.ts'

/** Who asks. */
export interface Sender {
  readonly windowId: string
  readonly entry: Entry
}
export type Entry = 'electron' | 'browser' | 'headless'

/** An act that is done and not in the record yet. */
export interface DoneAct {
  readonly act: ActName
  readonly by: string
  readonly roomIds: readonly string[]
  readonly wallMs: number
  /** The same in one sentence. */
  readonly sentence: string
}
export type TellPending = (act: DoneAct, recorded: Promise<unknown>) => void

/** What requests may use of the core. */
export interface CoreServices {
  readonly version: string
  readonly installation: Installation
  readonly now: () => Instant
  readonly rooms: Rooms
  readonly register: Register
  readonly people: People
  readonly store: Store
  readonly read: RecordReader
  readonly care: RecordCare
  /** For what reads the record and then changes it. */
  readonly inTurn: InTurn
  /** One patient is in one room: what opens or moves sessions comes one after another. */
  readonly admit: InTurn
  readonly lines: Lines
  readonly captures: Captures
  readonly reports: Reports
  readonly imports: Imports
  readonly uploads: Uploads
  readonly windows: SoundingWindows
  readonly sound: (input: SoundInput) => void
  readonly confirmSound: (by: string) => void
  readonly publish: (event: CoreEvent) => void
  readonly publishInstallation: () => Promise<void>
  readonly snapshot: (sender: Sender) => Promise<Snapshot>
  readonly note: (event: SystemEvent) => void
  readonly tellPending: TellPending
  /** The record is another one: the core ends soon, and is begun again. */
  readonly beginAgain: () => void
  readonly say: Say
}
