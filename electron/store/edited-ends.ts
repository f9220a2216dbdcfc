import { phrase } from '../../shared/words/host.ts'
import { digestState, type Head, hashReading, hashRecord, LOG, logOf, noLinks } from './chain.ts'
import type { Database, StoredRow } from './engine.ts'
import { isSignedBy } from './keys/signing.ts'
import { hashLink, ROWS } from './row-chain.ts'
import { hex, number, text } from './rows.ts'
import { headText, isSealOf, sealedSeq } from './signatures.ts'
import { type Prepare, prepareOnce } from './statements.ts'
import type { Broken } from './types.ts'
import { endsElsewhere } from './verify-chains.ts'

/*
 * Where a record goes on. Whatever stands at the end of a chain is vouched for by what is put behind it, and signed with that: so the
 * newest row of each is held against its signed end before anything is added. Cheap: nothing before the newest row is read.
 */

/** A chain, and how its newest rows are read and hashed. */
interface End {
  readonly chain: string
  readonly table: Broken['table']
  readonly sessionId: string | null
  /** Newest first. */
  readonly rows: string
  readonly hashOf: (newest: StoredRow, before: StoredRow | undefined) => string
  readonly storedHash: (row: StoredRow) => string
}

const hashText = (row: StoredRow): string => text(row, 'hash')
const ofRecord = (row: StoredRow): string => hashRecord(row, text(row, 'prev_hash'))

const log: End = {
  chain: LOG,
  table: 'log',
  sessionId: null,
  rows: 'SELECT * FROM log ORDER BY seq DESC LIMIT 1',
  hashOf: ofRecord,
  storedHash: hashText,
}
const rowLog: End = {
  chain: ROWS,
  table: 'row_log',
  sessionId: null,
  rows: 'SELECT * FROM row_log ORDER BY seq DESC LIMIT 2',
  hashOf: (newest, before) => hashLink(newest, before ? text(before, 'hash') : noLinks.hash),
  storedHash: hashText,
}
const sessionLog = (sessionId: string): End => ({
  chain: logOf(sessionId),
  table: 'session_log',
  sessionId,
  rows: 'SELECT * FROM session_log WHERE session_id = ? ORDER BY seq DESC LIMIT 1',
  hashOf: ofRecord,
  storedHash: hashText,
})
const readings = (sessionId: string): End => ({
  chain: sessionId,
  table: 'readings',
  sessionId,
  rows: 'SELECT * FROM readings WHERE session_id = ? ORDER BY seq DESC LIMIT 2',
  hashOf: (newest, before) => hashReading(newest, before ? hex(before, 'hash') : noLinks.hash),
  storedHash: row => hex(row, 'hash'),
})

/** The first end to which a record of this layout is going to add, and which is not what was signed; null: all are. */
export function findEditedEnd(db: Database, publicKey: string): Broken | null {
  const prepare = prepareOnce(db)
  const ends = [log, rowLog, ...listOpen(prepare).flatMap(id => [sessionLog(id), readings(id)])]
  for (const end of ends) {
    const broken = checkEnd(prepare, publicKey, end) ?? checkNoted(prepare, end)
    if (broken) return broken
  }
  return checkBeat(prepare, publicKey)
}

/** The same of a closed session with a log of its own, which is signed, amended and sealed after its close: its log's end, and its state. */
export function findEditedClosed(prepare: Prepare, publicKey: string, sessionId: string): Broken | null {
  return checkEnd(prepare, publicKey, sessionLog(sessionId)) ?? checkState(prepare, sessionId)
}

/** What vouches for that of a sealed session lies in its file, which may be missing: `verify` alone reads it. */
function checkState(prepare: Prepare, sessionId: string): Broken | null {
  const stored = prepare('SELECT state FROM states WHERE session_id = ?').get(sessionId)
  if (!stored) return null
  const vouched = prepare(
    'SELECT seq, state_digest FROM session_log WHERE session_id = ? AND state_digest IS NOT NULL ORDER BY seq DESC LIMIT 1',
  ).get(sessionId)
  if (!vouched || vouched['state_digest'] === digestState(text(stored, 'state'))) return null
  return {
    table: 'states',
    seq: number(vouched, 'seq'),
    sessionId,
    reason: phrase.verifying.closedSessionChanged,
  }
}

function listOpen(prepare: Prepare): readonly string[] {
  const open = prepare('SELECT id FROM sessions WHERE closed_wall_ms IS NULL AND own_log = 1')
  return open.all().map(row => text(row, 'id'))
}

function headOf(prepare: Prepare, chain: string): Head {
  const row = prepare('SELECT seq, hash FROM heads WHERE chain = ?').get(chain)
  return row ? { seq: number(row, 'seq'), hash: text(row, 'hash') } : noLinks
}

function checkEnd(prepare: Prepare, publicKey: string, end: End): Broken | null {
  const { chain, table, sessionId, rows, hashOf, storedHash } = end
  const head = headOf(prepare, chain)
  if (head !== noLinks) {
    const { signature } = prepare('SELECT signature FROM heads WHERE chain = ?').get(chain) ?? {}
    if (typeof signature !== 'string' || !isSignedBy(publicKey, headText(chain, head), signature))
      return unsignedEnd(chain, head.seq)
  }
  const [newest, before] = prepare(rows).all(...(sessionId === null ? [] : [sessionId]))
  const last = newest ? { seq: number(newest, 'seq'), hash: storedHash(newest) } : sealedEnd(prepare, end)
  if (last.seq !== head.seq || last.hash !== head.hash) return endsElsewhere(table, sessionId, last, head)
  return newest && hashOf(newest, before) !== last.hash
    ? { table, seq: last.seq, sessionId, reason: phrase.verifying.itWasChanged }
    : null
}

/** The rows of a sealed session lie in its file. */
function sealedEnd(prepare: Prepare, { table, sessionId }: End): Head {
  if (table !== 'session_log' || sessionId === null) return noLinks
  const row = prepare(
    'SELECT log_last, log_hash FROM sealed WHERE session_id = ? ORDER BY part DESC LIMIT 1',
  ).get(sessionId)
  return row ? { seq: number(row, 'log_last'), hash: text(row, 'log_hash') } : noLinks
}

/** Whatever says elsewhere in the record how far this chain had come: an end of before, with its signature, may have been put back. */
function checkNoted(prepare: Prepare, { chain, table, sessionId }: End): Broken | null {
  const head = headOf(prepare, chain)
  for (const noted of [notedEnd(prepare, chain), beside(prepare, table, sessionId)])
    if (noted && noted.seq > head.seq) return endsElsewhere(table, sessionId, head, noted)
  return null
}

/** By the newest entry of the installation's log that names ends. */
function notedEnd(prepare: Prepare, chain: string): { readonly seq: number } | null {
  const row = prepare(
    `SELECT event FROM log WHERE session_id IS NULL AND event ->> '$.kind' = 'ends' ORDER BY seq DESC LIMIT 1`,
  ).get()
  if (!row) return null
  const { ends = [] } = JSON.parse(text(row, 'event')) as { ends?: readonly (Head & { chain: string })[] }
  return ends.find(end => end.chain === chain) ?? null
}

/** Of the log by the chain of rows, which says where it stood; of readings by the newest entry of their session's log. */
function beside(
  prepare: Prepare,
  table: Broken['table'],
  sessionId: string | null,
): { readonly seq: number } | null {
  const row =
    table === 'log'
      ? prepare('SELECT log_seq AS seq FROM row_log ORDER BY seq DESC LIMIT 1').get()
      : table === 'readings' && sessionId !== null
        ? prepare(
            'SELECT readings_upto AS seq FROM session_log WHERE session_id = ? AND readings_upto IS NOT NULL ORDER BY seq DESC LIMIT 1',
          ).get(sessionId)
        : undefined
  return row ? { seq: number(row, 'seq') } : null
}

/** The heartbeat is signed with the number at which the log stood. */
function checkBeat(prepare: Prepare, publicKey: string): Broken | null {
  const row = prepare('SELECT alive, seal FROM newest').get()
  // One that was changed is no part of the record, and keeps none closed (AR-22): `verify` names it.
  if (!row || !isSealOf(publicKey, text(row, 'alive'), text(row, 'seal'))) return null
  const head = headOf(prepare, LOG)
  const beaten = sealedSeq(text(row, 'seal'))
  return beaten > head.seq ? endsElsewhere('log', null, head, { seq: beaten }) : null
}

export const unsignedEnd = (chain: string, seq: number): Broken => ({
  table: 'heads',
  seq,
  sessionId: null,
  reason: phrase.verifying.endOfChainUnsigned(chain),
})
