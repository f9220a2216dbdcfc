import type { KeySources } from '../keys/keys.ts'
import { noteInRecord } from '../note.ts'
import { type Restored, restoreBackup } from './restore.ts'

export interface RestoreOrder {
  readonly from: string
  readonly dataDir: string
  /** What the backup is opened with, a recovery code among it. */
  readonly sources: KeySources
  /** Vigil's, for the audit trail. */
  readonly version: string
  /** The two people who have decided it; null: whoever is at this computer. */
  readonly by: string | null
  /** The recovery code of the backup stood in for their PINs. */
  readonly byCode?: boolean
}

/** Restores a backup, and writes into the restored record who did it and what is not in it any more. @throws StoreError */
export function restoreNoted({
  from,
  dataDir,
  sources,
  version,
  by,
  byCode = false,
}: RestoreOrder): Restored {
  const restored = restoreBackup(from, dataDir, sources, version)
  const { code: _code, ...own } = sources
  const word = by !== null ? '' : byCode ? ' on its recovery code' : ' (no PIN could be asked for)'
  noteInRecord(dataDir, describe(restored, word), { sources: own, version, kind: 'restored', by })
  return restored
}

/** In one sentence. @param word what it was decided on, where not by two people */
function describe({ from, head, was, aside }: Restored, word: string): string {
  const lost =
    was !== null && was > head.seq
      ? ` entries ${head.seq + 1} to ${was} of the record that was here ARE NOT IN IT;`
      : ''
  return `The record was restored from ${from}${word}: it ends at entry ${head.seq};${lost} what was there: ${aside ?? 'nothing'}`
}
