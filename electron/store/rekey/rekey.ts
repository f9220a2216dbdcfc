import { copyFileSync, existsSync, mkdirSync, statfsSync, statSync } from 'node:fs'
import { hostname } from 'node:os'
import { join } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { createClock } from '../../core/clock.ts'
import { readBootId } from '../../process/boot-id.ts'
import { FOLDER_MODE } from '../../process/tighten.ts'
import { syncFile, syncFolder } from '../durable.ts'
import { openEngine } from '../engine.ts'
import { explain } from '../errors.ts'
import { backupsPath, databasePath, listBackups, markPath } from '../files.ts'
import { inspect, lookAtFolder } from '../inspect.ts'
import { describeKeys, type KeySources, type Keys, openKeys } from '../keys/keys.ts'
import { compareWithBackups, compareWithMark, compareWithPlace } from '../mark.ts'
import { migrations, newestOf } from '../migrations/index.ts'
import { refuseForeignTrigger, takeLock } from '../open.ts'
import { storeOfMark } from '../os-mark.ts'
import { type Part, readAllParts, SESSIONS } from '../seal/parts.ts'
import { SESSION_KEYS } from '../seal/session-keys.ts'
import { prepareOnce } from '../statements.ts'
import { StoreError } from '../types.ts'
import { checkSignatures } from '../verify-rows.ts'
import { makeNewKeys } from './new-keys.ts'
import { forgetRekey, putInPlace, settleRekey, type TellRekey } from './place.ts'
import { isReady, type ReadyRekey, rekeyPath, writeReady } from './ready.ts'
import { resealAll } from './reseal.ts'
import { writeUnderNewKeys } from './under-new-keys.ts'

export interface RekeyOptions {
  readonly sources: KeySources
  /** Vigil's version, for the audit trail. */
  readonly version: string
  /** In whose name it is noted. */
  readonly by: string
  /** On whose word, where that is not the same. */
  readonly word?: string
  /** Hears each step. */
  readonly tell?: TellRekey
}

export interface Rekeyed {
  /** The recovery code of the new keys, told this once. That of before opens old backups, and nothing else. */
  readonly code: string
  readonly fingerprint: string
  readonly fingerprintBefore: string
  /** Sealed sessions that did not open, one sentence each. */
  readonly problems: readonly string[]
}

/** Left free beside the copy; bytes. */
const SPARE_BYTES = 16 * 2 ** 20

/**
 * Gives the record new keys throughout, because somebody else may have the old ones: master key and slots, signing key, every page of
 * the database, every sealed session. PINs stay. The new record is built beside the old one and put in place by renames: whatever
 * cuts that off, one of both is whole, and the next start ends it. Backups of before stay as they are, under the old keys.
 *
 * @throws StoreError; the record is as it was then
 */
export function rekeyRecord(dataDir: string, options: RekeyOptions): Rekeyed {
  const { sources, tell = () => {} } = options
  const lock = takeLock(dataDir)
  try {
    settleRekey(dataDir, sources)
    const old = openKeys(dataDir, sources)
    requireCodeForBackups(dataDir)
    const parts = checkOld(dataDir, old, sources)
    requireSpace(dataDir, parts)
    tell('checked')
    try {
      const { rekeyed, ready } = build(dataDir, old, parts, options)
      writeReady(dataDir, ready)
      tell('decided')
      putInPlace(dataDir, ready, sources, tell)
      return rekeyed
    } catch (error) {
      if (!isReady(dataDir)) forgetRekey(dataDir, sources)
      throw error
    }
  } catch (error) {
    throw explain(error, dataDir)
  } finally {
    lock.close()
  }
}

/** The old code is what opens old backups from then on. @throws StoreError */
function requireCodeForBackups(dataDir: string): void {
  if (listBackups(backupsPath(dataDir)).length === 0) return
  if (describeKeys(dataDir).some(({ proved }) => proved === true)) return
  throw new StoreError('keys', phrase.newKeys.backupsNeedCodeOfToday)
}

/**
 * Looks whether the record is the one that belongs here and was signed by its key, so that nothing is vouched for anew that was not
 * before; and leaves all of it in one file. Gives its sealed parts.
 *
 * @throws StoreError
 */
function checkOld(dataDir: string, old: Keys, sources: KeySources): readonly Part[] {
  if (lookAtFolder(dataDir) !== 'encrypted')
    throw new StoreError('missing', phrase.newKeys.recordNotEncrypted(dataDir))
  if (inspect(dataDir, old.database, newestOf(migrations)) !== newestOf(migrations))
    throw new StoreError('missing', phrase.newKeys.recordOfOlderLayout(dataDir))
  const db = openEngine(databasePath(dataDir), { key: old.database })
  try {
    refuseForeignTrigger(db, dataDir, newestOf(migrations))
    compareWithMark(db, dataDir, old, storeOfMark(dataDir, sources))
    compareWithBackups(db, dataDir, old)
    compareWithPlace(db, dataDir, old)
    // Every end, those too that are not added to any more: all are signed anew.
    const broken = checkSignatures(db, old.signing.publicKey)
    if (broken) throw new StoreError('damaged', phrase.newKeys.recordNotAsSigned(dataDir, broken.reason))
    // Not by another journal mode: a power cut in that change leaves a file that wants to be taken back first.
    if (db.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get()?.['busy'] !== 0)
      throw new StoreError('locked', phrase.newKeys.recordHeldOpen(databasePath(dataDir)))
    return readAllParts(prepareOnce(db))
  } finally {
    db.close()
  }
}

/** @throws StoreError 'disk' */
function requireSpace(dataDir: string, parts: readonly Part[]): void {
  const wanted =
    statSync(databasePath(dataDir)).size + parts.reduce((sum, { bytes }) => sum + bytes, 0) + SPARE_BYTES
  const { bavail, bsize } = statfsSync(dataDir)
  const lack = sayLack(wanted, bavail * bsize, dataDir)
  if (lack !== null) throw new StoreError('disk', lack)
}

/** What is missing of the space that new keys want, in bytes, as a sentence; null: there is enough. */
export function sayLack(wanted: number, free: number, dataDir: string): string | null {
  const mb = (bytes: number) => Math.ceil(bytes / 2 ** 20)
  return free >= wanted
    ? null
    : phrase.newKeys.tooLittleSpace(mb(wanted), dataDir, Math.floor(free / 2 ** 20))
}

/** Builds the new record, whole and on the disk. */
function build(
  dataDir: string,
  old: Keys,
  parts: readonly Part[],
  { sources, version, by, word, tell = () => {} }: RekeyOptions,
): { readonly rekeyed: Rekeyed; readonly ready: ReadyRekey } {
  const folder = rekeyPath(dataDir)
  mkdirSync(folder, { mode: FOLDER_MODE })
  const { keys, code, keyFile } = makeNewKeys(dataDir, folder, old, sources)
  tell('keys made')
  const { parts: resealed, problems } = resealAll(parts, { dataDir, folder }, { from: old, to: keys })
  tell('sessions sealed anew')
  copyFileSync(databasePath(dataDir), databasePath(folder))
  tell('copied')
  const fingerprintBefore = old.signing.fingerprint
  const { fingerprint } = keys.signing
  const said = `The record got new keys${word === undefined ? '' : ` on the word of ${word}`}: it is signed by ${fingerprint} from now on, by ${fingerprintBefore} before. Backups of before open with the recovery code of then.`
  writeUnderNewKeys({
    folder,
    old,
    keys,
    resealed,
    own: { station: hostname(), software: version },
    note: { event: 'system', kind: 'record', by, detail: [said, ...problems].join(' ') },
    createClock: last => createClock(last, undefined, readBootId()),
    markBefore: markPath(dataDir),
    nowMs: sources.nowMs(),
  })
  tell('written under new keys')
  const brings = ['sessions', SESSION_KEYS, 'vigil.key', 'vigil.db', 'vigil.mark', 'vigil.keys'].filter(
    name => existsSync(join(folder, name)),
  )
  for (const name of brings) if (name !== SESSIONS) syncFile(join(folder, name))
  syncFolder(folder)
  syncFolder(dataDir)
  tell('on the disk')
  return {
    rekeyed: { code, fingerprint, fingerprintBefore, problems },
    ready: {
      format: 'vigil-rekey',
      version: 1,
      before: old.id,
      brings,
      removes: [SESSION_KEYS, SESSIONS].filter(name => !brings.includes(name)),
      keyFile,
    },
  }
}
