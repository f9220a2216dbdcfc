import { phrase } from '../../shared/words/host.ts'
import { say } from '../process/say.ts'
import type { KeySources, Keys } from './keys/keys.ts'
import type { OsStore } from './keys/os-store.ts'
import { keysPath, readKeysFile } from './keys/slots.ts'
import { type Mark, parseMark } from './mark-file.ts'

/*
 * The mark once more, in the key store of the login, where that holds a key of the record: a rollback of the whole data folder, mark and
 * backups with it, leaves it as it was.
 */

const nameOf = ({ id }: Pick<Keys, 'id'>): string => `mark ${id}`

/** null: the record has no key there, and asks it nothing. */
export function storeOfMark(dataDir: string, { os }: KeySources): OsStore | null {
  const slots = readKeysFile(keysPath(dataDir))?.slots ?? []
  return slots.some(({ kind }) => kind === 'os') ? os : null
}

/** null: there is none, or the key store does not answer, which keeps no record closed. */
export function readOsMark(os: OsStore | null, keys: Pick<Keys, 'id'>): Mark | null {
  try {
    const found = os?.read(nameOf(keys))
    return found ? parseMark(Buffer.from(found).toString('utf8')) : null
  } catch {
    return null
  }
}

export function writeOsMark(os: OsStore | null, keys: Pick<Keys, 'id'>, mark: Mark): void {
  try {
    os?.write(nameOf(keys), Buffer.from(JSON.stringify(mark)))
  } catch (error) {
    say(phrase.record.markNotKept, error)
  }
}
