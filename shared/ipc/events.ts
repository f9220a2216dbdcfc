import type { Priority } from '../alarm/ids.ts'
import type { AlarmEvent } from '../alarm/types.ts'
import type { Reading, Sample } from '../reading.ts'
import type { SessionEvent } from '../record/index.ts'
import type { Instant } from '../time.ts'
import type { DeviceView, InstallationView, LogEntry, RoomView } from '../views.ts'
import type { RoomPart } from './room-part.ts'

/** What is being done for a report: its record is read, its pages are drawn, its file is saved. */
export type ReportStep = 'reading' | 'drawing' | 'saving'

/** What the core tells every window, unasked and in order. */
export type CoreEvent =
  /** A room whole: at first, at the opening of a session, at each phase, at the close. */
  | { readonly kind: 'room'; readonly room: RoomView }
  /** What else changes of it: what people act on in the turn in which it happens, figures at most thirty times a second. */
  | { readonly kind: 'roomPart'; readonly part: RoomPart }
  | { readonly kind: 'roomRemoved'; readonly roomId: string }
  /** Each transition at once, none left out. */
  | { readonly kind: 'alarm'; readonly roomId: string; readonly at: Instant; readonly event: AlarmEvent }
  /** An alarm has gone unanswered so long that somebody is called: at once, whatever the disk does. It is told as `log` too, once it is stored. */
  | {
      readonly kind: 'escalation'
      readonly roomId: string
      readonly at: Instant
      readonly event: Extract<SessionEvent, { kind: 'escalation' }>
    }
  /** Those of one sample, as they are judged. */
  | { readonly kind: 'readings'; readonly roomId: string; readonly readings: readonly Reading[] }
  | {
      readonly kind: 'wave'
      readonly roomId: string
      readonly deviceId: string
      readonly ratePerS: number
      readonly values: readonly number[]
    }
  | { readonly kind: 'log'; readonly roomId: string | null; readonly entry: LogEntry }
  /** All of them, where one has come or gone; else the one that has changed. */
  | { readonly kind: 'devices'; readonly devices: readonly DeviceView[] }
  | { readonly kind: 'device'; readonly device: DeviceView }
  /** What of the installation has changed, each part whole. */
  | ({ readonly kind: 'installation' } & Partial<InstallationView>)
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
  /** Something that a person must know, in one sentence, whatever page is open. */
  | { readonly kind: 'notice'; readonly sentence: string }
  /** Once a second. A window that has heard nothing for 3 s says MONITORING LOST, loudly. */
  | { readonly kind: 'heartbeat'; readonly at: Instant }
