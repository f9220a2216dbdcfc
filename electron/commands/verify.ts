import { defaultDataDir } from '../start/data-dir.ts'
import { openStoreReadOnly } from '../store/index.ts'
import type { Command } from './command.ts'
import { headlessKeys } from './keys-of.ts'
import { Failure, print } from './outcome.ts'

export const verify: Command = {
  usage: 'verify [SESSION]',
  does: 'audit chain and database check',
  options: {},
  async run(_values, [sessionId]) {
    const store = openStoreReadOnly(defaultDataDir(), headlessKeys)
    try {
      if (sessionId !== undefined && !store.session(sessionId))
        throw new Failure(`There is no session "${sessionId}" in ${defaultDataDir()}.`)
      const verified = store.verify(sessionId)
      print(verified)
      if (verified.ok) return
      const { firstBroken } = verified
      throw new Failure(
        firstBroken
          ? `The record is broken at ${firstBroken.table} ${firstBroken.seq}: ${firstBroken.reason}. Compare it with a backup.`
          : `The database is damaged (${verified.integrity}): restore the newest backup.`,
      )
    } finally {
      store.close()
    }
  },
}
