import type { StoreApi } from 'zustand'

/** Up to here a change is shown as soon as it is known, ms: too short to be felt. */
const QUICK_MS = 8
/** Showing takes a third of the time at the most, and the rest is for hearing what is new and for the person. */
const REST = 2
/** So long at the most a change waits, however slow the computer is, ms. */
const MOST_WAIT_MS = 250

export interface Paced<T> {
  /** With every change, shown or not. */
  latest(): T
  change(update: (state: T) => Partial<T>): void
  /** Shows what waits. */
  showNow(): void
  /** From now on nothing but `showNow` shows anything sooner than this after the last time, ms; 0: as soon as it can. */
  showEvery(ms: number): void
}

interface PaceClock {
  /** Monotonic, ms. */
  readonly now: () => number
  readonly after: (ms: number, run: () => void) => void
}

const clock: PaceClock = {
  now: () => performance.now(),
  after: (ms, run) => void setTimeout(run, ms),
}

/**
 * Changes a store that React shows. On a computer that keeps up each change is shown at once. On one that does not, changes
 * are gathered: otherwise they would queue up unread, and figures that are seconds old would be taken for new ones.
 */
export function createPaced<T extends object>(
  store: Pick<StoreApi<T>, 'getState' | 'setState'>,
  { now, after }: PaceClock = clock,
): Paced<T> {
  let next: T | null = null
  let waiting = false
  let restUntilMs = 0
  let everyMs = 0

  const latest = () => next ?? store.getState()

  function show(): void {
    if (next === null) return
    const startedMs = now()
    const shown = next
    next = null
    store.setState(shown, true)
    // React renders in a microtask that it has just asked for: this one comes after it.
    queueMicrotask(() => {
      const tookMs = now() - startedMs
      const slowMs = tookMs <= QUICK_MS ? 0 : Math.min(REST * tookMs, MOST_WAIT_MS)
      const restMs = Math.max(slowMs, everyMs - tookMs)
      restUntilMs = restMs > 0 ? now() + restMs : 0
    })
  }

  return {
    latest,
    showNow: show,
    showEvery(ms) {
      everyMs = ms
    },
    change(update) {
      next = { ...latest(), ...update(latest()) }
      if (waiting) return
      const restMs = restUntilMs - now()
      if (restMs <= 0) {
        show()
        return
      }
      waiting = true
      after(restMs, () => {
        waiting = false
        show()
      })
    },
  }
}
