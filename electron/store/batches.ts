import type { LogEntry } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Change } from '../core/contracts/record.ts'
import { fromLogRow, number, text } from './rows.ts'
import type { Prepare } from './statements.ts'

/*
 * Batches that come from another process. Whoever sends them may not hear what became of the newest one, and sends it again:
 * its number stands in the same transaction as its changes, so that it is stored once.
 */

/** What many have handed over in one moment. */
export interface Batch {
  /** Of which core. */
  readonly run: string
  /** 1, 2, 3 … within a run; none is left out. */
  readonly number: number
  /** Each is stored whole, or refused whole; one that is refused does not touch the others. */
  readonly groups: readonly (readonly Change[])[]
}

/** What became of one group; a refusal is one sentence, and final. */
export type GroupTold = { readonly entries: readonly LogEntry[] } | { readonly refused: string }

/** As it is kept: the numbers of the log entries are enough to find them again. */
type Kept = readonly (readonly number[] | string)[]

export interface BatchTable {
  /** What became of a batch that is stored already; null: it is not. */
  told(batch: Batch): readonly GroupTold[] | null
  keep(batch: Batch, told: readonly GroupTold[]): void
}

export function createBatchTable(prepare: Prepare): BatchTable {
  return {
    told({ run, number: wanted }) {
      const row = prepare('SELECT run, number, told FROM newest').get()
      if (!row || text(row, 'run') !== run || number(row, 'number') !== wanted) return null
      return (JSON.parse(text(row, 'told')) as Kept).map(kept =>
        typeof kept === 'string' ? { refused: kept } : { entries: kept.map(seq => readEntry(prepare, seq)) },
      )
    },
    keep({ run, number }, told) {
      const kept: Kept = told.map(group =>
        'refused' in group ? group.refused : group.entries.map(({ seq }) => seq),
      )
      prepare('UPDATE newest SET run = ?, number = ?, told = ?').run(run, number, JSON.stringify(kept))
    },
  }
}

function readEntry(prepare: Prepare, seq: number): LogEntry {
  const row = prepare(
    'SELECT seq, session_id, mono_ms, wall_ms, event FROM log WHERE seq = ? UNION ALL SELECT seq, session_id, mono_ms, wall_ms, event FROM session_log WHERE seq = ?',
  ).get(seq, seq)
  if (!row) throw new Error(phrase.record.newestBatchEntryMissing(seq))
  return fromLogRow(row)
}
