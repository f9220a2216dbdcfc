import type { DatabaseSync } from 'node:sqlite'
import { digestReading, GENESIS, hashRecord } from './chain.ts'
import { number, type Row, text } from './rows.ts'
import type { Verified } from './types.ts'

/**
 * Recomputes the whole hash chain and the digests of the readings it covers, and names the first record that does not fit.
 * With a session: the chain is checked all the same (it is one), but only that session's readings.
 */
export function verifyChain(db: DatabaseSync, sessionId?: string): Verified {
  const integrity = text(db.prepare('PRAGMA quick_check(1)').get() ?? {}, 'quick_check')
  const covered = new Map<string, { upto: number; digest: string; seq: number }[]>()
  let firstBroken: Verified['firstBroken'] = null
  let previous = GENESIS
  let records = 0
  let readings = 0

  for (const row of db.prepare('SELECT * FROM log ORDER BY seq').iterate()) {
    records += 1
    const broken = checkRecord(row, records, previous)
    if (broken !== null && firstBroken === null)
      firstBroken = { table: 'log', seq: number(row, 'seq'), reason: broken }
    previous = text(row, 'hash')
    const session = row['session_id']
    const upto = row['readings_upto']
    if (typeof session !== 'string' || typeof upto !== 'number') continue
    if (sessionId !== undefined && session !== sessionId) continue
    const marks = covered.get(session) ?? []
    marks.push({ upto, digest: text(row, 'readings_digest'), seq: records })
    covered.set(session, marks)
  }
  for (const [session, marks] of covered) {
    const checked = checkReadings(db, session, marks)
    readings += checked.count
    firstBroken ??= checked.broken
  }
  return { ok: firstBroken === null && integrity === 'ok', records, readings, firstBroken, integrity }
}

function checkRecord(row: Row, expectedSeq: number, previous: string): string | null {
  if (number(row, 'seq') !== expectedSeq) return `record ${expectedSeq} is missing`
  if (text(row, 'prev_hash') !== previous) return 'it does not follow from the record before it'
  const record = {
    seq: number(row, 'seq'),
    sessionId: row['session_id'] === null ? null : text(row, 'session_id'),
    monoMs: number(row, 'mono_ms'),
    wallMs: number(row, 'wall_ms'),
    utcOffsetMin: number(row, 'utc_offset_min'),
    event: text(row, 'event'),
    context: text(row, 'context'),
    station: text(row, 'station'),
    software: text(row, 'software'),
    readingsUpto: row['readings_upto'] === null ? null : number(row, 'readings_upto'),
    readingsDigest: row['readings_digest'] === null ? null : text(row, 'readings_digest'),
  }
  return hashRecord(record, previous) === text(row, 'hash') ? null : 'its content was changed'
}

function checkReadings(
  db: DatabaseSync,
  session: string,
  marks: readonly { upto: number; digest: string }[],
): { count: number; broken: Verified['firstBroken'] } {
  let digest = GENESIS
  let count = 0
  let mark = 0
  let goodUpto = 0
  // Records without new readings carry the digest of the last one.
  const passMarks = (upto: number): boolean => {
    for (; mark < marks.length && (marks[mark]?.upto ?? 0) <= upto; mark++) {
      const expected = marks[mark]
      if (expected && expected.upto === upto && expected.digest !== digest) return false
      if (expected && expected.upto < upto) return false
      goodUpto = upto
    }
    return true
  }
  const broken = (reason: string): Verified['firstBroken'] => ({
    table: 'readings',
    seq: goodUpto + 1,
    reason,
  })
  if (!passMarks(0)) return { count, broken: broken(`a reading of ${session} was changed`) }
  for (const row of db.prepare('SELECT * FROM readings WHERE session_id = ? ORDER BY seq').iterate(session)) {
    count += 1
    if (number(row, 'seq') !== count)
      return { count, broken: { table: 'readings', seq: count, reason: `it is missing in ${session}` } }
    digest = digestReading(digest, row)
    if (!passMarks(count))
      return { count, broken: broken(`it, or one up to ${count}, was changed in ${session}`) }
  }
  if (mark < marks.length)
    return { count, broken: { table: 'readings', seq: count + 1, reason: `it is missing in ${session}` } }
  return { count, broken: null }
}
