import type { SystemEvent } from '../../../shared/record/system.ts'
import { phrase } from '../../../shared/words/host.ts'
import type { Clock } from '../../core/clock.ts'
import type { Alive } from '../../core/contracts/record.ts'
import { createChains } from '../chains.ts'
import { installationRow, type Own } from '../ends.ts'
import { openEngine, rekeyFile } from '../engine.ts'
import { databasePath } from '../files.ts'
import { watchGoverned } from '../governed.ts'
import { quickCheck } from '../inspect.ts'
import { createInstallationTables } from '../installation.ts'
import { type Keys, setInUse } from '../keys/keys.ts'
import { readHead } from '../mark.ts'
import { readMark, writeMark } from '../mark-file.ts'
import type { Part } from '../seal/parts.ts'
import { sealBeat, signAnew } from '../signatures.ts'
import { prepareOnce } from '../statements.ts'
import { createTransaction } from '../transaction.ts'

export interface UnderNewKeys {
  /** Where the copy of the database lies, with the new keys. */
  readonly folder: string
  readonly old: Keys
  readonly keys: Keys
  /** Parts whose files are other ones now. */
  readonly resealed: readonly Part[]
  readonly own: Own
  /** What was done, by whom. */
  readonly note: SystemEvent
  /** The clock that goes on where the record stopped. */
  readonly createClock: (last: Alive | null) => Clock
  readonly markBefore: string
  readonly nowMs: number
}

/**
 * Makes of a copied database one of the new keys: its pages, what is signed in it, the digests of sealed files; notes it, and writes
 * its mark.
 *
 * @throws what SQLite or the file system says
 */
export function writeUnderNewKeys(work: UnderNewKeys): void {
  const { folder, old, keys, resealed, own, note, createClock, markBefore, nowMs } = work
  const path = databasePath(folder)
  rekeyFile(path, { from: old.database, to: keys.database })
  const db = openEngine(path, { key: keys.database })
  try {
    const complaint = quickCheck(db)
    if (complaint !== 'ok') throw new Error(phrase.newKeys.newCopyDamaged(complaint))
    db.exec('PRAGMA synchronous = FULL; PRAGMA fullfsync = ON; PRAGMA secure_delete = ON')
    watchGoverned(db)
    const prepare = prepareOnce(db)
    const chains = createChains(prepare, keys.signing)
    const atomically = createTransaction(db, folder, chains.vouch, chains.forget)
    const installation = createInstallationTables(prepare, atomically, beat =>
      sealBeat(keys.signing, beat, chains.logEnd().seq),
    )
    const clock = createClock(installation.lastInstant())
    atomically(() => {
      signAnew(db, keys.signing)
      for (const { file, part, sessionId, digest, bytes } of resealed) {
        prepare('UPDATE sealed SET digest = ?, bytes = ? WHERE file = ?').run(digest, bytes, file)
        const sealed = { file, part, digest }
        const entry = { event: 'system', kind: 'sealed', session: sessionId, sealed } as const
        chains.addRecords([installationRow(own, clock.now(), entry)])
      }
      chains.addRecords([installationRow(own, clock.now(), note)])
    })
    installation.touch(clock.alive())
    const restoredWallMs = readMark(markBefore)?.restoredWallMs ?? 0
    writeMark(folder, keys, readHead(db), { wallMs: nowMs, restoredWallMs })
  } finally {
    db.close()
  }
  setInUse(folder)
}
