import { createClock } from '../core/clock.ts'
import type { Checking } from '../core/people/secrets-of.ts'
import { createRegister } from '../core/register.ts'
import { readBootId } from '../process/boot-id.ts'
import { createSecrets, type LyingPeople } from '../store/index.ts'

/** Asks people of a record, or of a backup, that is only read: wrong tries are counted for as long as this is kept, and on no disk. */
export function checkingOf(lies: LyingPeople): Checking {
  const clock = createClock(lies.lastAlive, undefined, readBootId())
  return {
    register: createRegister(lies, async () => []),
    now: clock.now,
    note: () => {},
    people: { secrets: createSecrets(lies.pepper) },
  }
}
