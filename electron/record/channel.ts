import { type Child, type ChildListeners, forkChild } from '../process/child.ts'
import type { FromRecord, ToRecord } from './messages.ts'

/** A record's process, as its core has it. */
export type RecordChannel = Child<ToRecord>

export type OpenChannel = (listeners: ChildListeners<FromRecord>) => RecordChannel

/** Begins the record as a process of its own. In Electron the same program runs as plain Node. */
export function forkRecord(program: string): OpenChannel {
  return listeners => {
    const taken = early?.program === program ? early.take(listeners) : null
    early = null
    return taken ?? fork(program, listeners)
  }
}

/** A record's process that was begun before anybody had a use for it. */
interface Early {
  readonly program: string
  /** null: it has gone already. */
  take(listeners: ChildListeners<FromRecord>): RecordChannel | null
}

let early: Early | null = null

/** Begins it while the core's own programs are still being read: the first `forkRecord` of this program takes it. */
export function forkRecordEarly(program: string): void {
  let gone = false
  let told: ChildListeners<FromRecord> = {
    onMessage: () => {},
    onGone() {
      gone = true
    },
  }
  const child = fork(program, {
    onMessage: message => told.onMessage(message),
    onGone: why => told.onGone(why),
  })
  early = {
    program,
    take(listeners) {
      if (gone) return null
      told = listeners
      return child
    },
  }
}

const fork = (program: string, listeners: ChildListeners<FromRecord>): RecordChannel =>
  forkChild(program, listeners, { ...process.env, ELECTRON_RUN_AS_NODE: '1' })
