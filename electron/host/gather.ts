import type { CoreEvent } from '../../shared/ipc.ts'

/** What streams goes with the next that somebody waits for, or after this, ms: each message costs a window more than what is in it. */
export const GATHER_MS = 200

export interface Gather<T> {
  add(item: T, streams: boolean): void
  /** Tells what waits. */
  tellNow(): void
  close(): void
}

/** Does nobody wait for it? Waves, figures of lines, and what charts draw once a second; a cuff's result is for who treats now. */
export function streams(event: CoreEvent): boolean {
  return (
    event.kind === 'wave' ||
    event.kind === 'device' ||
    (event.kind === 'readings' && event.readings.every(({ kind }) => kind !== 'nibp'))
  )
}

/** Keeps the order in which things were added. @param tell gets one or more at a time */
export function createGather<T>(tell: (gathered: readonly T[]) => void, gatherMs = GATHER_MS): Gather<T> {
  let waiting: T[] = []
  let timer: NodeJS.Timeout | null = null

  function tellNow(): void {
    if (timer) clearTimeout(timer)
    timer = null
    if (waiting.length === 0) return
    const told = waiting
    waiting = []
    tell(told)
  }

  return {
    add(item, streams) {
      waiting.push(item)
      if (!streams) tellNow()
      else timer ??= setTimeout(tellNow, gatherMs)
    },
    tellNow,
    close() {
      if (timer) clearTimeout(timer)
      waiting = []
    },
  }
}
