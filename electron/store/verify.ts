import { type Anchor, checkAnchors } from './anchors.ts'
import {
  digestClinicSet,
  digestPreset,
  digestState,
  type Head,
  hashReading,
  hashRecord,
  noLinks,
} from './chain.ts'
import type { Database } from './engine.ts'
import { ROWS } from './row-chain.ts'
import { hex, maybeNumber, maybeText, number, type Row, text } from './rows.ts'
import type { Broken, Verified } from './types.ts'
import { checkLayout } from './verify-layout.ts'
import { checkRows, checkSignatures } from './verify-rows.ts'

export interface VerifyOptions {
  /** Of the record's signing key. */
  readonly publicKey: string
  readonly sessionId?: string
  /** Ends that were written down elsewhere: the record must still hold them. */
  readonly anchors?: readonly Anchor[]
}

/** What the log says of a session: hashes of its readings, and of the newest state stored with a log record. */
interface Vouched {
  readonly readings: Head[]
  state: { readonly seq: number; readonly digest: string } | null
}

/** What the log says of acts on presets and on the clinic's words: digests by sequence number. */
interface Acts {
  readonly preset: Map<number, string>
  readonly clinicSet: Map<number, string>
}

/**
 * Recomputes the hashes of the log, of the readings that it vouches for and of the states of closed sessions, folds the chain
 * of rows, checks signatures, triggers and anchors, and names the first place that does not fit. With a session: the log is checked all the same (it is one chain), but only that
 * session's readings and state.
 */
export function verifyRecord(db: Database, { publicKey, sessionId, anchors = [] }: VerifyOptions): Verified {
  // One moment's view, though the app may be writing.
  db.exec('BEGIN')
  try {
    const integrity = text(db.prepare('PRAGMA integrity_check(1)').get() ?? {}, 'integrity_check')
    const heads = readHeads(db)
    const log = checkLog(db, heads.get('log') ?? noLinks)
    let firstBroken =
      log.broken ??
      checkActs(db, presetActs, log.acts.preset) ??
      checkActs(db, clinicSetActs, log.acts.clinicSet) ??
      checkRows(db, heads.get(ROWS) ?? noLinks)
    let readings = 0
    for (const id of sessionId === undefined ? listSessions(db) : [sessionId]) {
      const vouched = log.vouched.get(id) ?? { readings: [], state: null }
      const checked = checkReadings(db, id, vouched.readings, heads.get(id) ?? noLinks)
      readings += checked.count
      firstBroken ??= checked.broken ?? checkState(db, id, vouched.state)
    }
    firstBroken ??= checkSignatures(db, publicKey) ?? checkLayout(db) ?? checkAnchors(db, anchors)
    const ok = firstBroken === null && integrity === 'ok'
    return { ok, records: log.count, readings, firstBroken, integrity }
  } finally {
    db.exec('COMMIT')
  }
}

function checkLog(
  db: Database,
  head: Head,
): {
  readonly count: number
  readonly broken: Broken | null
  readonly vouched: ReadonlyMap<string, Vouched>
  readonly acts: Acts
} {
  const vouched = new Map<string, Vouched>()
  const acts = { preset: new Map<number, string>(), clinicSet: new Map<number, string>() }
  let broken: Broken | null = null
  let previous = noLinks
  let count = 0
  for (const row of db.prepare('SELECT * FROM log ORDER BY seq').iterate()) {
    count += 1
    const seq = number(row, 'seq')
    const sessionId = maybeText(row, 'session_id')
    if (broken === null && seq !== previous.seq + 1)
      broken = { table: 'log', seq: previous.seq + 1, sessionId, reason: 'the record is missing' }
    else if (broken === null && text(row, 'prev_hash') !== previous.hash)
      broken = { table: 'log', seq, sessionId, reason: 'the record does not follow from the one before it' }
    else if (broken === null && hashRecord(row, previous.hash) !== text(row, 'hash'))
      broken = { table: 'log', seq, sessionId, reason: 'the record was changed' }
    previous = { seq, hash: text(row, 'hash') }
    if (sessionId !== null) gather(vouched, sessionId, row)
    else gatherAct(acts, seq, row)
  }
  if (broken === null && (previous.seq !== head.seq || previous.hash !== head.hash))
    broken = endsElsewhere('log', null, previous, head)
  return { count, broken, vouched, acts }
}

function gatherAct(acts: Acts, seq: number, row: Row): void {
  const event: unknown = JSON.parse(text(row, 'event'))
  if (typeof event !== 'object' || event === null || !('kind' in event)) return
  if (event.kind !== 'preset' && event.kind !== 'clinicSet') return
  if ('digest' in event && typeof event.digest === 'string') acts[event.kind].set(seq, event.digest)
}

/** Acts of the medical director, of one kind. */
interface ActTable {
  readonly table: 'presets' | 'clinic_sets'
  readonly what: string
  digest(row: Row): string
}

const presetActs: ActTable = { table: 'presets', what: 'preset', digest: digestPreset }
const clinicSetActs: ActTable = { table: 'clinic_sets', what: 'set of the clinic', digest: digestClinicSet }

/** Each act is what its log record vouches for, and none is missing. */
function checkActs(
  db: Database,
  { table, what, digest }: ActTable,
  vouched: ReadonlyMap<number, string>,
): Broken | null {
  const breaks = (seq: number, reason: string): Broken => ({ table, seq, sessionId: null, reason })
  const missing = new Set(vouched.keys())
  for (const row of db.prepare(`SELECT * FROM ${table} ORDER BY seq`).iterate()) {
    const seq = number(row, 'seq')
    missing.delete(seq)
    if (vouched.get(seq) !== digest(row)) return breaks(seq, `the ${what} was changed`)
  }
  const [first] = missing
  return first === undefined ? null : breaks(first, `the ${what} is missing`)
}

function gather(vouched: Map<string, Vouched>, sessionId: string, row: Row): void {
  const known = vouched.get(sessionId) ?? { readings: [], state: null }
  vouched.set(sessionId, known)
  const upto = maybeNumber(row, 'readings_upto')
  if (upto !== null && upto > 0 && upto !== known.readings.at(-1)?.seq)
    known.readings.push({ seq: upto, hash: text(row, 'readings_hash') })
  const digest = maybeText(row, 'state_digest')
  if (digest !== null) known.state = { seq: number(row, 'seq'), digest }
}

/** @param vouched what the log says of them, in order */
function checkReadings(
  db: Database,
  sessionId: string,
  vouched: readonly Head[],
  head: Head,
): { readonly count: number; readonly broken: Broken | null } {
  const breaks = (seq: number, reason: string): Broken => ({ table: 'readings', seq, sessionId, reason })
  let broken: Broken | null = null
  let previous = noLinks
  let count = 0
  let next = 0
  for (const row of db
    .prepare('SELECT * FROM readings WHERE session_id = ? ORDER BY seq')
    .iterate(sessionId)) {
    count += 1
    if (broken) continue
    const seq = number(row, 'seq')
    const hash = hex(row, 'hash')
    const expected = vouched[next]
    if (hashReading(row, previous.hash) !== hash)
      // A hole is no fault by itself: readings that could not be stored for hours are given up, and the chain runs on.
      broken =
        seq === previous.seq + 1
          ? breaks(seq, 'the reading was changed')
          : breaks(previous.seq + 1, 'the reading is missing')
    else if (expected && seq > expected.seq) broken = breaks(expected.seq, 'the reading is missing')
    else if (expected && seq === expected.seq) {
      if (hash !== expected.hash)
        broken = breaks(seq, 'the reading, or one before it, is not the one the log vouches for')
      next += 1
    }
    previous = { seq, hash }
  }
  const missing = vouched[next]
  if (!broken && missing) broken = breaks(missing.seq, 'the reading is missing')
  if (!broken && (previous.seq !== head.seq || previous.hash !== head.hash))
    broken = endsElsewhere('readings', sessionId, previous, head)
  return { count, broken }
}

/** The state of an open session is stored more often than the log grows; that of a closed one stays. */
function checkState(db: Database, sessionId: string, vouched: Vouched['state']): Broken | null {
  const row = db
    .prepare(
      `SELECT state FROM states JOIN sessions ON sessions.id = session_id
       WHERE session_id = ? AND closed_wall_ms IS NOT NULL`,
    )
    .get(sessionId)
  if (!row) return null
  if (vouched?.digest === digestState(text(row, 'state'))) return null
  const reason = 'the closed session was changed'
  return { table: 'states', seq: vouched?.seq ?? 0, sessionId, reason }
}

function endsElsewhere(table: Broken['table'], sessionId: string | null, last: Head, head: Head): Broken {
  return last.seq < head.seq
    ? { table, seq: last.seq + 1, sessionId, reason: `everything from here to ${head.seq} is missing` }
    : { table, seq: last.seq, sessionId, reason: 'it is not what was written last' }
}

function readHeads(db: Database): ReadonlyMap<string, Head> {
  const rows = db.prepare('SELECT chain, seq, hash FROM heads').all()
  return new Map(
    rows.map(row => [text(row, 'chain'), { seq: number(row, 'seq'), hash: text(row, 'hash') }] as const),
  )
}

function listSessions(db: Database): readonly string[] {
  return db
    .prepare(
      "SELECT id FROM sessions UNION SELECT chain FROM heads WHERE chain NOT IN ('log', 'rows') ORDER BY 1",
    )
    .all()
    .map(row => text(row, 'id'))
}
