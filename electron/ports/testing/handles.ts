import { setTimeout as wait } from 'node:timers/promises'
import { systemTimers, type Timers } from '../../core/timers.ts'

/** Real timers that know how many of them are set. */
export function createCountedTimers(): Timers & { pending(): number } {
  const timers = systemTimers()
  let pending = 0
  return {
    now: timers.now,
    setTimer(delayMs, run) {
      pending++
      let counted = true
      const uncount = () => {
        if (counted) pending--
        counted = false
      }
      const cancel = timers.setTimer(delayMs, () => {
        uncount()
        run()
      })
      return () => {
        uncount()
        cancel()
      }
    },
    pending: () => pending,
  }
}

/** What keeps this process alive now: sockets, pipes, pending file work. Timers come and go with the test runner's own. */
export function activeHandles(): readonly string[] {
  return process.getActiveResourcesInfo().filter(kind => kind !== 'Timeout')
}

/** Waits until nothing more is held than before, and gives what still is after two seconds. */
export async function handlesBeyond(before: readonly string[]): Promise<readonly string[]> {
  for (let attempt = 0; attempt < 100 && added(before).length > 0; attempt++) await wait(20)
  return added(before)
}

function added(before: readonly string[]): readonly string[] {
  const rest = [...before]
  return activeHandles().filter(kind => {
    const at = rest.indexOf(kind)
    if (at >= 0) rest.splice(at, 1)
    return at < 0
  })
}
