import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { noLinks } from '../chain.ts'
import { openKeys, ownSources } from '../keys/keys.ts'
import { writeMark } from '../mark-file.ts'

/**
 * A mark of entry 0, and no backups, as somebody with the keys leaves them: either alone would keep an edited record from being
 * opened at all.
 */
export function forgetEnds(dataDir: string): void {
  writeMark(dataDir, openKeys(dataDir, ownSources), noLinks, { wallMs: 0, restoredWallMs: 0 })
  rmSync(join(dataDir, 'backups'), { recursive: true, force: true })
}
