import { type Child, type ChildListeners, forkChild, forkEarly } from '../process/child.ts'
import type { FromRecord, ToRecord } from './messages.ts'

/** A record's process, as its core has it. */
export type RecordChannel = Child<ToRecord>

export type OpenChannel = (listeners: ChildListeners<FromRecord>) => RecordChannel

/** Begins the record as a process of its own. In Electron the same program runs as plain Node. */
export function forkRecord(program: string): OpenChannel {
  return listeners => forkChild<ToRecord, FromRecord>(program, listeners, environment())
}

/** Begins it while the core's own programs are still being read. */
export const forkRecordEarly = (program: string): void => forkEarly(program, environment())

const environment = (): NodeJS.ProcessEnv => ({ ...process.env, ELECTRON_RUN_AS_NODE: '1' })
