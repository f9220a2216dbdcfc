import { create } from 'zustand'

/*
 * A screen that nobody touches locks itself: it hides names, and lets nothing be changed in passing. Figures, alarms and their
 * acknowledgement stay, since a lock must never come between a patient and whoever watches.
 */

/** Without a touch for so long (HIPAA 164.312(a)(2)(iii), automatic logoff; five minutes is our choice). */
export const LOCK_AFTER_MS = 5 * 60_000
/** Loading the page anew does not unlock it. */
const STORED_AS = 'locked'

export interface LockState {
  /** `asking`: something was asked of the locked screen, and it wants to know who is there. */
  readonly state: 'open' | 'locked' | 'asking'
  /** What was asked of it: done once it is open. */
  readonly waiting: (() => void) | null
}

export const useLock = create<LockState>(() => ({ state: readStored() ? 'locked' : 'open', waiting: null }))

export const isLocked = () => useLock.getState().state !== 'open'
export const useLocked = () => useLock(({ state }) => state !== 'open')

export function lockScreen(): void {
  store(true)
  useLock.setState({ state: 'locked', waiting: null })
}

export function unlockScreen(): void {
  const { waiting } = useLock.getState()
  store(false)
  useLock.setState({ state: 'open', waiting: null })
  waiting?.()
}

/** Nobody said who they are: what was asked is forgotten. An open screen stays open. */
export function stayLocked(): void {
  if (isLocked()) useLock.setState({ state: 'locked', waiting: null })
}

/** On a locked screen: asks who is there before `run` is done. Gives whether it asks. */
export function askWho(run: () => void): boolean {
  if (!isLocked()) return false
  useLock.setState({ state: 'asking', waiting: run })
  return true
}

function readStored(): boolean {
  try {
    return window.sessionStorage.getItem(STORED_AS) !== null
  } catch {
    return false
  }
}

function store(locked: boolean): void {
  try {
    if (locked) window.sessionStorage.setItem(STORED_AS, 'yes')
    else window.sessionStorage.removeItem(STORED_AS)
  } catch {
    // Without storage the lock lasts until the page is loaded anew.
  }
}
