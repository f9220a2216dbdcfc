import { create } from 'zustand'
import { readStored, store } from './stored.ts'

/*
 * An untouched screen locks itself: it hides names, and lets nothing be changed in passing. Figures, alarms and their
 * acknowledgement stay: a lock must never come between a patient and the person who watches.
 */

/** Lock after this time without a touch (HIPAA 164.312(a)(2)(iii), automatic logoff; five minutes is our choice). */
export const LOCK_AFTER_MS = 5 * 60_000
/** Kept by the browser, so that a reload does not unlock the screen. */
const STORED_AS = 'locked'

export interface LockState {
  /** `asking`: something was asked of the locked screen, and it wants to know who is there. */
  readonly state: 'open' | 'locked' | 'asking'
  /** What was asked of it: done once it is open. */
  readonly waiting: (() => void) | null
}

export const useLock = create<LockState>(() => ({
  state: readStored('sessionStorage', STORED_AS) ? 'locked' : 'open',
  waiting: null,
}))

export const isLocked = () => useLock.getState().state !== 'open'
export const useLocked = () => useLock(({ state }) => state !== 'open')

export function lockScreen(): void {
  store('sessionStorage', STORED_AS, 'yes')
  useLock.setState({ state: 'locked', waiting: null })
}

export function unlockScreen(): void {
  const { waiting } = useLock.getState()
  store('sessionStorage', STORED_AS, null)
  useLock.setState({ state: 'open', waiting: null })
  waiting?.()
}

/** Forget what was asked: no person was named. An open screen stays open. */
export function stayLocked(): void {
  if (isLocked()) useLock.setState({ state: 'locked', waiting: null })
}

/** On a locked screen, ask who is there before `run` is done. Gives whether it asks. */
export function askWho(run: () => void): boolean {
  if (!isLocked()) return false
  useLock.setState({ state: 'asking', waiting: run })
  return true
}
