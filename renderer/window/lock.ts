import { create } from 'zustand'
import type { SignedIn } from '../../shared/ipc/people.ts'
import type { Snapshot } from '../../shared/views.ts'
import { ask, reload, setYou, useLive } from '../live/store.ts'
import { readStored, store } from './stored.ts'

/*
 * Who is at this window is the core's to know. Where nobody is, the window is locked: it hides names, and the core lets nothing be
 * done from it but what keeps a patient safe. Figures, alarms and their acknowledgement stay: a lock must never come between a
 * patient and the person who watches.
 */

/** Lock after this time without a touch (HIPAA 164.312(a)(2)(iii), automatic logoff; five minutes is our choice). */
export const LOCK_AFTER_MS = 5 * 60_000
/** Kept by the browser, so that a reload does not make somebody of a window that was locked. */
const STORED_AS = 'locked'

export interface LockState {
  /** Something was asked of the locked screen, and it wants to know who is there. */
  readonly asking: boolean
  /** What was asked of it: done once it is open. */
  readonly waiting: (() => void) | null
  /** It was locked by hand, or by itself. */
  readonly closed: boolean
}

export const useLock = create<LockState>(() => ({
  asking: false,
  waiting: null,
  closed: readStored('sessionStorage', STORED_AS) !== null,
}))

/** A new installation has nobody to ask for, and nothing to hide. */
function isShut(snapshot: Snapshot | null, { closed }: LockState): boolean {
  return snapshot !== null && snapshot.you === null && (closed || snapshot.people.length > 0)
}

export const isLocked = () => isShut(useLive.getState().snapshot, useLock.getState())
export function useLocked(): boolean {
  const snapshot = useLive(state => state.snapshot)
  return isShut(snapshot, useLock())
}
/** Is the screen asking who is there? */
export function useAsking(): boolean {
  const asking = useLock(state => state.asking)
  return useLocked() && asking
}

export function lockScreen(): void {
  store('sessionStorage', STORED_AS, 'yes')
  useLock.setState({ asking: false, waiting: null, closed: true })
  setYou(null)
  // A core that cannot be reached has forgotten who was here by the time it is back.
  // What it knew of patients goes with whoever knew them.
  ask('leaveWindow', {})
    .then(reload)
    .catch(() => {})
}

/** Somebody is here now, as the core says. What was asked of the locked screen is done; gives what the person is told. */
export function welcome({ you, notices }: SignedIn): readonly string[] {
  const { waiting } = useLock.getState()
  store('sessionStorage', STORED_AS, null)
  useLock.setState({ asking: false, waiting: null, closed: false })
  setYou(you)
  void reload()
  waiting?.()
  return notices
}

/** Whoever tries Vigil out is at this window, unless somebody is. */
export async function becomeDemo(): Promise<void> {
  if (useLive.getState().snapshot?.you == null) welcome(await ask('justSimulate', {}))
}

/** Forget what was asked: no person was named. An open screen stays open. */
export function stayLocked(): void {
  if (isLocked()) useLock.setState({ asking: false, waiting: null })
}

/** On a locked screen, ask who is there before `run` is done. Gives whether it asks. */
export function askWho(run: () => void): boolean {
  if (!isLocked()) return false
  useLock.setState({ asking: true, waiting: run })
  return true
}
