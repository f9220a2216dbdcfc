import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { phrase } from '../../../shared/words/host.ts'
import { say } from '../../process/say.ts'
import { backupsPath } from '../files.ts'
import { keysPath, readKeysFile, writeKeysFile } from '../keys/slots.ts'
import { BACKUP_KEYS } from './manifest.ts'
import { lookForNewest, silentPlace } from './newest-there.ts'
import { listPlace } from './place.ts'

/**
 * Gives every backup the slots that the record has now: a code that was printed today opens yesterday's backup too, and one that opens
 * nothing any more does not open old backups either. A place that is not there keeps what it has.
 *
 * @param place the second folder for backups; null: none is named
 */
export function spreadKeys(dataDir: string, place: string | null): void {
  const now = readKeysFile(keysPath(dataDir))
  if (!now) return
  for (const folder of [backupsPath(dataDir), ...(place === null ? [] : [place])])
    for (const { name } of listPlace(folder)) {
      const path = join(folder, name, BACKUP_KEYS)
      if (!existsSync(path)) continue
      try {
        if (readKeysFile(path)?.id === now.id) writeKeysFile(path, now)
      } catch (error) {
        say(phrase.backups.backupKeysNotUpdated(path), error)
      }
    }
}

/** The same, for whoever waits for it: a second place that does not answer keeps what it has, which is said. */
export function spreadAnswering(dataDir: string, place: string | null): void {
  const isSilent = place !== null && lookForNewest(place) === 'silent'
  if (isSilent) say(phrase.backups.placeWithoutKeysOfNow(silentPlace(place)))
  spreadKeys(dataDir, isSilent ? null : place)
}
