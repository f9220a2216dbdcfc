import type { CoreEvent } from '../../shared/ipc.ts'
import type { SystemEvent } from '../../shared/record/system.ts'
import type { Instant } from '../../shared/time.ts'
import type { Snapshot } from '../../shared/views.ts'
import type { Store } from '../store/index.ts'
import type { Room } from './room.ts'
import type { SoundInput } from './sound.ts'
import type { SoundingWindows } from './sounding-windows.ts'
import type { Uploads } from './uploads.ts'

/** Who asks. */
export interface Sender {
  readonly windowId: string
  readonly entry: Entry
}
export type Entry = 'electron' | 'browser' | 'headless'

/** What requests may use of the core. */
export interface CoreServices {
  readonly store: Store
  readonly version: string
  readonly dataDir: string
  readonly now: () => Instant
  readonly rooms: () => readonly Room[]
  readonly room: (id: string) => Room | undefined
  readonly addRoom: (id: string, name: string) => void
  readonly publish: (event: CoreEvent) => void
  readonly snapshot: () => Snapshot
  readonly publishInstallation: () => void
  readonly note: (event: SystemEvent) => void
  readonly sound: (input: SoundInput) => void
  readonly confirmSound: (by: string) => void
  readonly windows: SoundingWindows
  readonly uploads: Uploads
  readonly reportWorker: URL | undefined
}
