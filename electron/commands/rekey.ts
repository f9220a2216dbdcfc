import { createClock } from '../core/clock.ts'
import { readBootId } from '../process/boot-id.ts'
import { loginName } from '../process/login.ts'
import { say } from '../process/say.ts'
import { readVersion } from '../start/version.ts'
import { type KeySources, openStore, rekeyRecord } from '../store/index.ts'
import type { Values } from './command.ts'
import { headlessKeys } from './keys-of.ts'
import { openRecord } from './opened.ts'
import { print } from './outcome.ts'
import { whoDecides } from './two-people.ts'

/** New keys for the record, and a backup under them. The code is printed once, twice over. */
export async function rekey(dataDir: string, sources: KeySources, values: Values): Promise<void> {
  const opened = openRecord(dataDir, sources)
  const word = await whoDecides(opened, values).finally(opened.close)
  const version = readVersion()
  const { code, fingerprint, fingerprintBefore, problems } = rekeyRecord(dataDir, {
    sources,
    version,
    by: loginName(),
    ...(word === null ? {} : { word }),
  })
  print({ recoveryCode: code, again: code, fingerprint, fingerprintBefore })
  for (const problem of problems) say(problem)
  say(
    'Write the code on two sheets and type it back ("vigil keys prove"). Backups of before open with the recovery code of before, and nothing else does: keep its sheet with them, or remove them once there are enough new ones.',
  )
  // The code of before was given, if any; the new key opens it from now on.
  const store = openStore(dataDir, { version, keys: headlessKeys })
  try {
    const clock = createClock(store.lastInstant(), undefined, readBootId())
    print({ backup: await store.backup(clock.now()) })
  } finally {
    store.close()
  }
}
