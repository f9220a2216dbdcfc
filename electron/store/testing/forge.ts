import { digestPreset, digestState, hashReading, hashRecord, noLinks } from '../chain.ts'
import type { Database, StoredRow } from '../engine.ts'
import { digestRow, presentTables } from '../governed.ts'
import { governedTables } from '../governed-tables.ts'
import { openKeys, ownSources } from '../keys/keys.ts'
import { hashLink } from '../row-chain.ts'
import { headText, sealBeat } from '../signatures.ts'
import { openRaw, pastTriggers } from './raw.ts'

/*
 * What somebody with every key does after an edit, so that nothing in the record contradicts it: each chain, digest and signature anew,
 * and only where the edit has changed something.
 */

type Ends = Map<string, { readonly seq: number; readonly hash: string }>

/** Edits a record that nobody has open, past what keeps it whole, and leaves it as if Vigil had written it so. */
export function forge(dataDir: string, edit: (raw: Database) => void): void {
  const raw = openRaw(dataDir)
  pastTriggers(raw, () => {
    edit(raw)
    remake(raw, dataDir)
  })
  raw.close()
}

function remake(raw: Database, dataDir: string): void {
  const ends: Ends = new Map()
  for (const { id } of raw.prepare('SELECT id FROM sessions').all()) {
    const readings = remakeReadings(raw, String(id), ends)
    remakeSessionLog(raw, String(id), readings, ends)
  }
  remakeRows(raw, ends)
  remakeLog(raw, ends)
  const { signing } = openKeys(dataDir, ownSources)
  for (const [chain, head] of ends)
    raw
      .prepare('UPDATE heads SET seq = ?, hash = ?, signature = ? WHERE chain = ?')
      .run(head.seq, head.hash, signing.sign(headText(chain, head)), chain)
  const alive = String(raw.prepare('SELECT alive FROM newest').get()?.['alive'])
  raw.prepare('UPDATE newest SET seal = ?').run(sealBeat(signing, alive, ends.get('log')?.seq ?? 0))
}

/** Gives the hash of each reading by its number. */
function remakeReadings(raw: Database, id: string, ends: Ends): ReadonlyMap<number, string> {
  const hashes = new Map<number, string>()
  let end = noLinks
  for (const row of raw.prepare('SELECT * FROM readings WHERE session_id = ? ORDER BY seq').all(id)) {
    const seq = Number(row['seq'])
    end = { seq, hash: hashReading(row, end.hash) }
    hashes.set(seq, end.hash)
    raw
      .prepare('UPDATE readings SET hash = ? WHERE session_id = ? AND seq = ?')
      .run(Buffer.from(end.hash, 'hex'), id, seq)
  }
  ends.set(id, end)
  return hashes
}

function remakeSessionLog(
  raw: Database,
  id: string,
  readings: ReadonlyMap<number, string>,
  ends: Ends,
): void {
  const rows = raw.prepare('SELECT * FROM session_log WHERE session_id = ? ORDER BY seq').all(id)
  // Where the one that vouched for the state is gone, the last does.
  const lastState = (rows.findLast(row => row['state_digest'] !== null) ?? rows.at(-1))?.['seq']
  for (const row of rows) {
    // The newest reading before it that is still there.
    const upto = [...readings.keys()].filter(seq => seq <= Number(row['readings_upto'] ?? 0)).at(-1)
    if (upto !== undefined)
      raw
        .prepare('UPDATE session_log SET readings_upto = ?, readings_hash = ? WHERE seq = ?')
        .run(upto, readings.get(upto) ?? '', Number(row['seq']))
  }
  if (lastState !== undefined) {
    const state = String(raw.prepare('SELECT state FROM states WHERE session_id = ?').get(id)?.['state'])
    raw
      .prepare('UPDATE session_log SET state_digest = ? WHERE seq = ?')
      .run(digestState(state), Number(lastState))
  }
  ends.set(`log/${id}`, rechain(raw, 'session_log', 'WHERE session_id = ?', [id]))
}

function rechain(raw: Database, table: string, where: string, values: readonly string[]) {
  let end = noLinks
  for (const row of raw.prepare(`SELECT * FROM ${table} ${where} ORDER BY seq`).all(...values)) {
    const hash = hashRecord(row, end.hash)
    raw
      .prepare(`UPDATE ${table} SET prev_hash = ?, hash = ? WHERE seq = ?`)
      .run(end.hash, hash, Number(row['seq']))
    end = { seq: Number(row['seq']), hash }
  }
  return end
}

/** The newest link of each row says what the row is now. */
function remakeRows(raw: Database, ends: Ends): void {
  const links = raw.prepare('SELECT * FROM row_log ORDER BY seq').all()
  const newest = new Map<string, StoredRow>()
  for (const link of links) newest.set(`${String(link['table_name'])} ${String(link['key'])}`, link)
  const added: (readonly [table: string, key: string, digest: string | null])[] = []
  for (const table of presentTables(raw))
    for (const row of raw.prepare(`SELECT * FROM main.${table}`).all()) {
      const key = String(row[governedTables[table]])
      const link = newest.get(`${table} ${key}`)
      newest.delete(`${table} ${key}`)
      if (link) setDigest(raw, Number(link['seq']), digestRow(row))
      else added.push([table, key, digestRow(row)])
    }
  // As if it had been there from the beginning.
  raw.exec(`UPDATE row_log SET seq = -seq; UPDATE row_log SET seq = -seq + ${added.length}`)
  added.forEach(([table, key, digest], index) => {
    raw
      .prepare('INSERT INTO row_log (seq, log_seq, table_name, key, digest, hash) VALUES (?, 0, ?, ?, ?, ?)')
      .run(index + 1, table, key, digest, '')
  })
  for (const gone of newest.values()) setDigest(raw, Number(gone['seq']) + added.length, null)
  let end = noLinks
  for (const link of raw.prepare('SELECT * FROM row_log ORDER BY seq').all()) {
    end = { seq: Number(link['seq']), hash: hashLink(link, end.hash) }
    raw.prepare('UPDATE row_log SET hash = ? WHERE seq = ?').run(end.hash, end.seq)
  }
  ends.set('rows', end)
}

function setDigest(raw: Database, seq: number, digest: string | null): void {
  raw.prepare('UPDATE row_log SET digest = ? WHERE seq = ?').run(digest, seq)
}

/** What the installation's log says of the other chains and of presets. */
function remakeLog(raw: Database, ends: Ends): void {
  const hashOfRows = (seq: number) =>
    String(raw.prepare('SELECT hash FROM row_log WHERE seq = ?').get(seq)?.['hash'])
  for (const row of raw.prepare('SELECT seq, event FROM log ORDER BY seq').all()) {
    const seq = Number(row['seq'])
    const event = JSON.parse(String(row['event'])) as {
      kind?: string
      digest?: string
      ends?: { chain: string; seq: number; hash: string }[]
    }
    if (event.kind === 'ends' && event.ends)
      event.ends = event.ends.map(end =>
        end.chain === 'rows'
          ? { ...end, hash: hashOfRows(end.seq) }
          : { ...end, ...(ends.get(end.chain) ?? {}) },
      )
    const preset = raw.prepare('SELECT * FROM presets WHERE seq = ?').get(seq)
    if (preset && event.digest !== undefined) event.digest = digestPreset(preset as never)
    raw.prepare('UPDATE log SET event = ? WHERE seq = ?').run(JSON.stringify(event), seq)
  }
  ends.set('log', rechain(raw, 'log', '', []))
}
