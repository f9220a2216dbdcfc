import { create } from 'zustand'
import type { Proofs, RequestName } from '../../shared/ipc.ts'
import { setProver } from '../live/store.ts'

/** A request that wants a PIN, and waits for it. */
export interface Waiting {
  readonly request: RequestName
  readonly payload: object
  /** What the core said, in one sentence. */
  readonly why: string
  /** null: nobody gave one. */
  readonly done: (proofs: Proofs | null) => void
}

/** One sheet asks for the PIN of whatever is asked, wherever it was pressed. */
export const usePinWanted = create<{ readonly waiting: Waiting | null }>(() => ({ waiting: null }))

/** Whatever else is opened goes first: an alarm's sheet above all. */
export function forgetPin(): void {
  usePinWanted.getState().waiting?.done(null)
}

/** From now on a request that wants a PIN is sent again with it. */
export function askForPins(): void {
  setProver(
    (request, payload, why) =>
      new Promise(resolve => {
        forgetPin()
        const done = (proofs: Proofs | null) => {
          usePinWanted.setState({ waiting: null })
          resolve(proofs)
        }
        usePinWanted.setState({ waiting: { request, payload, why, done } })
      }),
  )
}
