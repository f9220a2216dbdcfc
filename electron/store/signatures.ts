import type { Head } from './chain.ts'
import type { Database } from './engine.ts'
import { isSignedBy, type SigningKey } from './keys/signing.ts'
import { number, text } from './rows.ts'

/* What the record's signing key says: of a chain, where it ends; of the heartbeat, at which end it beat. */

export const headText = (chain: string, { seq, hash }: Head): string => `vigil-head ${chain} ${seq} ${hash}`
const beatText = (beat: string, logSeq: number): string => `vigil-beat ${logSeq} ${beat}`

/** What stands beside a heartbeat: where the log ended then, and a signature over both. */
export const sealBeat = (key: SigningKey, beat: string, logSeq: number): string =>
  `${logSeq} ${key.sign(beatText(beat, logSeq))}`

/** Where the log ended at that heartbeat. */
export const sealedSeq = (seal: string): number => Number(seal.split(' ')[0])

export function isSealOf(publicKey: string, beat: string, seal: string): boolean {
  const [, signature = ''] = seal.split(' ')
  return isSignedBy(publicKey, beatText(beat, sealedSeq(seal)), signature)
}

/** Signs the ends, and the heartbeat, that no signature stands beside: once, when a layout without them is brought up to date. */
export function signEverything(db: Database, key: SigningKey): void {
  const set = db.prepare('UPDATE heads SET signature = ? WHERE chain = ?')
  for (const row of db.prepare('SELECT chain, seq, hash FROM heads WHERE signature IS NULL').all()) {
    const chain = text(row, 'chain')
    set.run(key.sign(headText(chain, { seq: number(row, 'seq'), hash: text(row, 'hash') })), chain)
  }
  const beat = db.prepare("SELECT alive FROM newest WHERE seal = ''").get()
  if (beat) db.prepare('UPDATE newest SET seal = ?').run(sealBeat(key, text(beat, 'alive'), 0))
}

/** Signs every end, and the heartbeat, by another key: once, when the record gets new ones. Whoever asks has checked the signatures of before. */
export function signAnew(db: Database, key: SigningKey): void {
  const set = db.prepare('UPDATE heads SET signature = ? WHERE chain = ?')
  for (const row of db.prepare('SELECT chain, seq, hash FROM heads').all()) {
    const chain = text(row, 'chain')
    set.run(key.sign(headText(chain, { seq: number(row, 'seq'), hash: text(row, 'hash') })), chain)
  }
  const beat = db.prepare('SELECT alive, seal FROM newest').get()
  if (!beat) return
  db.prepare('UPDATE newest SET seal = ?').run(
    sealBeat(key, text(beat, 'alive'), sealedSeq(text(beat, 'seal'))),
  )
}

/** The first chain whose end is not signed by this key; null: all are. */
export function findUnsigned(
  db: Database,
  publicKey: string,
): { readonly chain: string; readonly seq: number } | null {
  for (const row of db.prepare('SELECT chain, seq, hash, signature FROM heads ORDER BY chain').all()) {
    const chain = text(row, 'chain')
    const head = { seq: number(row, 'seq'), hash: text(row, 'hash') }
    const signature = row['signature']
    if (typeof signature !== 'string' || !isSignedBy(publicKey, headText(chain, head), signature))
      return { chain, seq: head.seq }
  }
  return null
}
