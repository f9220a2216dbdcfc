import { type ChildListeners, forkChild } from '../process/child.ts'
import type { FromCore, ToCore } from './messages.ts'
import type { WindowPort } from './window-port.ts'

/** A core's process, as whoever began it has it. */
export interface CoreChannel {
  /** Never throws: what has gone hears nothing. */
  send(message: ToCore, ports?: readonly WindowPort[]): void
  kill(): void
}

export type CoreListeners = ChildListeners<FromCore>

export type OpenCore = (listeners: CoreListeners) => CoreChannel

/** Begins the core as a child process of plain Node. */
export function forkCore(program: string): OpenCore {
  return listeners => forkChild<ToCore, FromCore>(program, listeners)
}
