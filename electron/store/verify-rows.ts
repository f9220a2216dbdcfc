import { phrase } from '../../shared/words/host.ts'
import { type Head, noLinks } from './chain.ts'
import { findEditedEnd, unsignedEnd } from './edited-ends.ts'
import type { Database } from './engine.ts'
import { hashLink } from './row-chain.ts'
import { maybeText, number, text } from './rows.ts'
import { findUnsigned, isSealOf } from './signatures.ts'
import type { Broken } from './types.ts'
import { compareRows, nameOf, type VouchedRows } from './vouched-rows.ts'

/**
 * The chain of rows holds, and says of every governed row what it is, and of no other that it is there.
 *
 * @param ends where it ended, as the log says
 */
export function checkRows(db: Database, head: Head, ends: readonly Head[]): Broken | null {
  const breaks = (seq: number, reason: string): Broken => ({ table: 'row_log', seq, sessionId: null, reason })
  const vouched: VouchedRows = new Map()
  const noted = new Map(ends.map(({ seq, hash }) => [seq, hash]))
  noted.delete(0)
  let end = noLinks
  for (const row of db.prepare('SELECT * FROM row_log ORDER BY seq').iterate()) {
    const seq = number(row, 'seq')
    if (seq !== end.seq + 1) return breaks(end.seq + 1, phrase.verifying.linkMissing)
    const hash = hashLink(row, end.hash)
    if (hash !== text(row, 'hash')) return breaks(seq, phrase.verifying.linkChanged)
    if (noted.has(seq) && noted.get(seq) !== hash) return breaks(seq, phrase.verifying.linkNotNamedByLog)
    noted.delete(seq)
    vouched.set(nameOf(text(row, 'table_name'), text(row, 'key')), { seq, digest: maybeText(row, 'digest') })
    end = { seq, hash }
  }
  if (end.seq !== head.seq || end.hash !== head.hash)
    return breaks(Math.min(end.seq, head.seq), phrase.verifying.chainOfRowsCut)
  const [lost] = noted.keys()
  return lost === undefined ? compareRows(db, vouched) : breaks(lost, phrase.verifying.linkMissing)
}

/** Every chain's end, and the heartbeat, are signed by this record's key, and none is one of before. */
export function checkSignatures(db: Database, publicKey: string): Broken | null {
  const unsigned = findUnsigned(db, publicKey)
  if (unsigned) return unsignedEnd(unsigned.chain, unsigned.seq)
  return checkHeartbeat(db, publicKey) ?? findEditedEnd(db, publicKey)
}

function checkHeartbeat(db: Database, publicKey: string): Broken | null {
  const row = db.prepare('SELECT alive, seal FROM newest').get()
  if (row && isSealOf(publicKey, text(row, 'alive'), text(row, 'seal'))) return null
  return { table: 'newest', seq: 0, sessionId: null, reason: phrase.verifying.heartbeatChanged }
}
