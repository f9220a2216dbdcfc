import { defaultDataDir } from '../start/data-dir.ts'
import { explainReading } from '../store/errors.ts'
import { ownAnchors, readAnchors } from '../store/index.ts'
import type { Command } from './command.ts'
import { openToRead } from './opened.ts'
import { Failure, print } from './outcome.ts'
import { optionalText, readText } from './values.ts'

export const verify: Command = {
  usage: 'verify [SESSION] [--anchors FILE]',
  does: 'audit chain, signatures, rows, triggers and database; against the anchors of mark and backups',
  more: [
    '--anchors: a text with further anchors, as "Record 3f…" on reports, or the manifest of a backup kept elsewhere.',
    'An anchor that is newer than an edit finds it even where somebody had all the keys.',
  ],
  options: { anchors: { type: 'string' } },
  words: 1,
  async run(values, [sessionId]) {
    const dataDir = defaultDataDir()
    const file = optionalText(values, 'anchors')
    const given = file === undefined ? [] : readAnchors(await readText(file))
    if (file !== undefined && given.length === 0)
      throw new Failure(`${file} holds no anchor: write one a line, as it stands on a report ("Record 3f…").`)
    const store = openToRead(dataDir)
    try {
      if (sessionId !== undefined && !store.session(sessionId))
        throw new Failure(`There is no session "${sessionId}" in ${dataDir}.`)
      const further = store.withoutFingerprints(given)
      if (file !== undefined && further.length === 0)
        throw new Failure(
          `${file} holds no anchor, but the fingerprint of the key that signs: write the lines "Record 3f…" of reports.`,
        )
      const anchors = [...ownAnchors(dataDir), ...further]
      const verified = store.verify(sessionId, anchors)
      const firstBroken = verified.firstBroken ?? store.checkOwnAnchors()
      const ok = verified.ok && firstBroken === null
      print({ ...verified, ok, firstBroken, anchors: anchors.length })
      if (ok) return
      throw new Failure(
        firstBroken
          ? `The record is broken at ${firstBroken.table} ${firstBroken.seq}: ${firstBroken.reason}. Compare it with a backup.`
          : `The database is damaged (${verified.integrity}): restore the newest backup.`,
      )
    } catch (error) {
      throw explainReading(error, dataDir)
    } finally {
      store.close()
    }
  },
}
