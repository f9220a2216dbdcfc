import type { SystemEvent } from '../../shared/record/system.ts'
import { phrase } from '../../shared/words/host.ts'
import { type Head, hashReading, hashRecord, noLinks } from './chain.ts'
import type { Database, StoredRow } from './engine.ts'
import { hex, maybeNumber, maybeText, number, type Row, text } from './rows.ts'
import type { Broken } from './types.ts'

/** What a log says of a session: hashes of its readings, and of the newest state stored with a record. */
export interface Vouched {
  readonly readings: readonly Head[]
  readonly state: { readonly seq: number; readonly digest: string } | null
}

export const nothingVouched: Vouched = { readings: [], state: null }

/** What the log says of acts on presets and on the clinic's words: digests by sequence number. */
interface Acts {
  readonly preset: Map<number, string>
  readonly clinicSet: Map<number, string>
}

interface Gathering {
  readonly readings: Head[]
  state: Vouched['state']
}

/** One log, as it is checked. */
export interface LogToCheck {
  readonly rows: Iterable<StoredRow>
  readonly table: 'log' | 'session_log'
  /** null: the installation's. */
  readonly sessionId: string | null
  /** Where it ended, by its signed head. */
  readonly head: Head
  /** Where it ended, by the installation's log, oldest first; after the last nothing was added where it is closed. */
  readonly ends: readonly Head[]
  readonly isClosed: boolean
}

/** Recomputes one log. */
export function checkLog(
  { rows, table, sessionId, head, ends, isClosed }: LogToCheck,
  hear: (row: StoredRow) => void = () => {},
): { readonly count: number; readonly broken: Broken | null; readonly vouched: Vouched } {
  const gathered: Gathering = { readings: [], state: null }
  const wanted = new Map(ends.map(end => [end.seq, end.hash]))
  let broken: Broken | null = null
  let previous = noLinks
  let count = 0
  for (const row of rows) {
    count += 1
    const seq = number(row, 'seq')
    broken ??= checkRecord(row, previous, table)
    const end = wanted.get(seq)
    if (broken === null && end !== undefined && end !== text(row, 'hash'))
      broken = {
        table,
        seq,
        sessionId,
        reason: phrase.verifying.recordNotNamedByLog,
      }
    wanted.delete(seq)
    previous = { seq, hash: text(row, 'hash') }
    gather(gathered, row)
    hear(row)
  }
  const [lost] = wanted.keys()
  const last = ends.at(-1)
  if (broken === null && (previous.seq !== head.seq || previous.hash !== head.hash))
    broken = endsElsewhere(table, sessionId, previous, head)
  else if (broken === null && lost !== undefined)
    broken = { table, seq: lost, sessionId, reason: phrase.verifying.recordMissing }
  else if (broken === null && isClosed && last?.seq !== previous.seq)
    broken = {
      table,
      seq: previous.seq,
      sessionId,
      reason: phrase.verifying.logWithoutEnd,
    }
  return { count, broken, vouched: gathered }
}

/** Numbers are of one series over all logs: a hole by itself is nothing, but the hash of the record before must fit. */
function checkRecord(row: StoredRow, previous: Head, table: LogToCheck['table']): Broken | null {
  const seq = number(row, 'seq')
  const sessionId = maybeText(row, 'session_id')
  if (text(row, 'prev_hash') !== previous.hash)
    return seq === previous.seq + 1
      ? { table, seq, sessionId, reason: phrase.verifying.recordDoesNotFollow }
      : { table, seq: previous.seq + 1, sessionId, reason: phrase.verifying.recordMissing }
  if (hashRecord(row, previous.hash) !== text(row, 'hash'))
    return { table, seq, sessionId, reason: phrase.verifying.recordChanged }
  return null
}

export interface CheckedLog {
  readonly count: number
  readonly broken: Broken | null
  /** Of sessions of before, whose records stand there. */
  readonly vouched: ReadonlyMap<string, Vouched>
  readonly acts: Acts
  /** Where other chains ended, by their names, oldest first. */
  readonly ends: ReadonlyMap<string, readonly Head[]>
  /** Parts of sealed sessions, by their files. */
  readonly sealed: ReadonlyMap<string, SealedNote>
  /** Deleted sessions, by their ids. */
  readonly deleted: ReadonlyMap<string, DeletedNote>
}

/** What the log says of the tombstone of a deleted session. */
export interface DeletedNote {
  /** Of the record that says it. */
  readonly seq: number
  readonly digest: string
}

/** What the log says of a part of a sealed session. */
export interface SealedNote {
  /** Of the record that says it. */
  readonly seq: number
  readonly sessionId: string
  readonly digest: string
}

/** Recomputes the installation's log, and gathers what it vouches for. */
export function readLog(db: Database, head: Head): CheckedLog {
  const vouched = new Map<string, Gathering>()
  const acts = { preset: new Map<number, string>(), clinicSet: new Map<number, string>() }
  const ends = new Map<string, Head[]>()
  const noted = { acts, ends, sealed: new Map<string, SealedNote>(), deleted: new Map<string, DeletedNote>() }
  const rows = db.prepare('SELECT * FROM log ORDER BY seq').iterate()
  const log = { rows, table: 'log', sessionId: null, head, ends: [], isClosed: false } as const
  const { count, broken } = checkLog(log, row => {
    const sessionId = maybeText(row, 'session_id')
    if (sessionId === null) return gatherNoted(noted, row)
    const known = vouched.get(sessionId) ?? { readings: [], state: null }
    vouched.set(sessionId, known)
    gather(known, row)
  })
  return { count, broken, vouched, ...noted }
}

interface Noted {
  readonly acts: Acts
  readonly ends: Map<string, Head[]>
  readonly sealed: Map<string, SealedNote>
  readonly deleted: Map<string, DeletedNote>
}

function gatherNoted({ acts, ends, sealed, deleted }: Noted, row: Row): void {
  const event: unknown = JSON.parse(text(row, 'event'))
  if (typeof event !== 'object' || event === null || !('kind' in event)) return
  if (event.kind === 'sealed') {
    const { session = '', sealed: part } = event as SystemEvent
    if (part) sealed.set(part.file, { seq: number(row, 'seq'), sessionId: session, digest: part.digest })
  }
  if (event.kind === 'deleted') {
    const { session = '', digest = '' } = event as SystemEvent
    deleted.set(session, { seq: number(row, 'seq'), digest })
  }
  if (event.kind === 'ends' && 'ends' in event)
    for (const { chain, seq, hash } of event.ends as readonly (Head & { readonly chain: string })[]) {
      const known = ends.get(chain) ?? []
      ends.set(chain, known)
      known.push({ seq, hash })
    }
  if (event.kind !== 'preset' && event.kind !== 'clinicSet') return
  if ('digest' in event && typeof event.digest === 'string')
    acts[event.kind].set(number(row, 'seq'), event.digest)
}

function gather(known: Gathering, row: Row): void {
  const upto = maybeNumber(row, 'readings_upto')
  if (upto !== null && upto > 0 && upto !== known.readings.at(-1)?.seq)
    known.readings.push({ seq: upto, hash: text(row, 'readings_hash') })
  const digest = maybeText(row, 'state_digest')
  if (digest !== null) known.state = { seq: number(row, 'seq'), digest }
}

/** @param vouched what the log says of them, in order */
export function checkReadings(
  rows: Iterable<StoredRow>,
  sessionId: string,
  vouched: readonly Head[],
  head: Head,
): { readonly count: number; readonly broken: Broken | null } {
  const breaks = (seq: number, reason: string): Broken => ({ table: 'readings', seq, sessionId, reason })
  let broken: Broken | null = null
  let previous = noLinks
  let count = 0
  let next = 0
  for (const row of rows) {
    count += 1
    if (broken) continue
    const seq = number(row, 'seq')
    const hash = hex(row, 'hash')
    const expected = vouched[next]
    if (hashReading(row, previous.hash) !== hash)
      // A hole is no fault by itself: readings that could not be stored for hours are given up, and the chain runs on.
      broken =
        seq === previous.seq + 1
          ? breaks(seq, phrase.verifying.readingChanged)
          : breaks(previous.seq + 1, phrase.verifying.readingMissing)
    else if (expected && seq > expected.seq) broken = breaks(expected.seq, phrase.verifying.readingMissing)
    else if (expected && seq === expected.seq) {
      if (hash !== expected.hash) broken = breaks(seq, phrase.verifying.readingNotVouchedFor)
      next += 1
    }
    previous = { seq, hash }
  }
  const missing = vouched[next]
  if (!broken && missing) broken = breaks(missing.seq, phrase.verifying.readingMissing)
  if (!broken && (previous.seq !== head.seq || previous.hash !== head.hash))
    broken = endsElsewhere('readings', sessionId, previous, head)
  return { count, broken }
}

/** @param last as it is @param head as it was */
export function endsElsewhere(
  table: Broken['table'],
  sessionId: string | null,
  last: Pick<Head, 'seq'>,
  head: Pick<Head, 'seq'>,
): Broken {
  return last.seq < head.seq
    ? { table, seq: last.seq + 1, sessionId, reason: phrase.verifying.missingUpTo(head.seq) }
    : { table, seq: last.seq, sessionId, reason: phrase.verifying.notLastWritten }
}
