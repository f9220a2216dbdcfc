import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyPreset } from '../../shared/presets/clinic.ts'
import { spravato84 } from '../../shared/presets/spravato.ts'
import { sayRecord } from '../../shared/report/model.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { readReport } from '../export/index.ts'
import { readAnchors, writeAnchor } from './anchors.ts'
import { hashReading, hashRecord } from './chain.ts'
import { digestTombstone } from './delete/tombstones.ts'
import type { Database } from './engine.ts'
import { digestRow } from './governed.ts'
import { governedTables, otherTables } from './governed-tables.ts'
import { openKeys, openStore, openStoreReadOnly, ownSources, type ReadStore, type Store } from './index.ts'
import { readHead } from './mark.ts'
import { hashLink } from './row-chain.ts'
import { hex } from './rows.ts'
import { digestBytes } from './seal/sealed-file.ts'
import { headText } from './signatures.ts'
import { forgetEnds } from './testing/forget-ends.ts'
import { openRaw, pastTriggers } from './testing/raw.ts'
import { at, closedState, closing, commitOne, makeVital, openSession, SESSION } from './testing/record.ts'

/*
 * What somebody could do to a record who opens it with its key and knows SQLite: each edit is found, and named. Whoever has
 * the signing key as well can make all of it anew, and is found by an anchor.
 */

let dir: string
let store: Store
/** Of what was tampered with, which is read and not written to. */
let reader: ReadStore | null = null

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-edits-'))
  store = openStore(dir, { version: 'test' })
  fill()
})
afterEach(() => {
  reader?.close()
  reader = null
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

const alarm = {
  event: 'alarm',
  alarm: 'spo2-low',
  priority: 'high',
  transition: 'raised',
  value: 80,
  limit: 85,
} as const

/** A closed session with an alarm, people, a PIN, a device, a preset and a heartbeat. */
function fill(): void {
  store.setPerson({ id: 'person-1', name: 'Ana', role: 'nurse', active: true })
  store.setPerson({ id: 'person-2', name: 'Ben', role: 'clinician', active: true })
  store.setCredentials('person-2', { old: 'hash-1' })
  openSession(store)
  store.addDevice({
    id: 'd-1',
    driver: 'nonin-df2',
    label: 'Oximeter',
    port: '/dev/ttyUSB0',
    serialNumber: null,
    roomId: 'room-1',
    origin: 'device',
    remoteStart: false,
  })
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  store.commit({ sessionId: SESSION, readings: [makeVital(4, 80)], log: [{ at: at(4000), entry: alarm }] })
  const preset = copyPreset([], spravato84, 'Own')
  const saved = { state: 'draft', by: 'Ben', wallMs: at(0).wallMs, reason: null, preset } as const
  const entry = { event: 'system', kind: 'preset', by: 'Ben', detail: preset.id } as const
  store.commit({ sessionId: null, readings: [], log: [{ at: at(5000), entry }], preset: saved })
  const log = [{ at: at(9000), entry: closing }]
  store.commit({ sessionId: SESSION, state: closedState(), readings: [makeVital(5)], log })
  store.touch(at(9500))
}

const verify: Store['verify'] = (...args) => (reader ?? store).verify(...args)

/** Lets `change` loose on the file, and puts the triggers back as they were. */
function tamper(change: (raw: Database) => void): void {
  store.close()
  forgetEnds(dir)
  const raw = openRaw(dir)
  pastTriggers(raw, change)
  raw.close()
  reader = openStoreReadOnly(dir)
}

/** The newest record of a log once more, under the next number. */
const putBehind = (table: string) =>
  `INSERT INTO ${table} SELECT seq + 1, session_id, mono_ms, wall_ms, utc_offset_min, event, context, station, software, readings_upto, readings_hash, state_digest, prev_hash, hash FROM ${table} ORDER BY seq DESC LIMIT 1`

const exec = (sql: string) => (raw: Database) => raw.exec(sql)

/** Changes records of the log and computes every hash after them anew. */
function rechainLog(raw: Database, table: 'log' | 'session_log'): void {
  let previous = '0'.repeat(64)
  let seq = 0
  for (const row of raw.prepare(`SELECT * FROM ${table} ORDER BY seq`).all()) {
    const hash = hashRecord(row, previous)
    raw
      .prepare(`UPDATE ${table} SET prev_hash = ?, hash = ? WHERE seq = ?`)
      .run(previous, hash, Number(row['seq']))
    previous = hash
    seq = Number(row['seq'])
  }
  raw
    .prepare('UPDATE heads SET seq = ?, hash = ? WHERE chain = ?')
    .run(seq, previous, table === 'log' ? 'log' : `log/${SESSION}`)
}

function rechainRows(raw: Database): void {
  let previous = '0'.repeat(64)
  for (const row of raw.prepare('SELECT * FROM row_log ORDER BY seq').all()) {
    previous = hashLink(row, previous)
    raw.prepare('UPDATE row_log SET hash = ? WHERE seq = ?').run(previous, Number(row['seq']))
  }
  raw
    .prepare("UPDATE heads SET seq = (SELECT max(seq) FROM row_log), hash = ? WHERE chain = 'rows'")
    .run(previous)
}

function rechainReadings(raw: Database): void {
  let previous = '0'.repeat(64)
  for (const row of raw.prepare('SELECT * FROM readings ORDER BY seq').all()) {
    previous = hashReading(row, previous)
    raw
      .prepare('UPDATE readings SET hash = ? WHERE seq = ?')
      .run(Buffer.from(previous, 'hex'), Number(row['seq']))
  }
  const last = raw.prepare('SELECT seq, hash FROM readings ORDER BY seq DESC LIMIT 1').get() ?? {}
  raw
    .prepare('UPDATE heads SET seq = ?, hash = ? WHERE chain = ?')
    .run(Number(last['seq']), hex(last, 'hash'), SESSION)
}

const REMOVE = `DELETE FROM session_words; DELETE FROM session_index; DELETE FROM session_alarms; DELETE FROM readings;
  DELETE FROM states; DELETE FROM sessions; DELETE FROM session_log; DELETE FROM heads WHERE chain LIKE '%${SESSION}'`
const ADD_TOMBSTONE = `INSERT INTO tombstones VALUES ('${SESSION}', 1, 'Ada and Dr Dora', 'none', 1, 'h', 1, 'h', '[]', '[]')`

const edits: readonly (readonly [string, (raw: Database) => void, string, string])[] = [
  ['a changed reading', exec('UPDATE readings SET value = 99 WHERE seq = 4'), 'readings', 'was changed'],
  [
    'a changed reading, with every hash after it',
    raw => {
      raw.exec('UPDATE readings SET value = 99 WHERE seq = 4')
      rechainReadings(raw)
    },
    'readings',
    'is not the one the log vouches for',
  ],
  [
    'a reading put behind the last',
    raw => {
      raw.exec(
        'CREATE TEMP TABLE r AS SELECT * FROM readings WHERE seq = 5; UPDATE r SET seq = 6; INSERT INTO readings SELECT * FROM r',
      )
      rechainReadings(raw)
    },
    'heads',
    'was not signed',
  ],
  [
    'a deleted alarm',
    exec("DELETE FROM session_log WHERE event LIKE '%spo2-low%'"),
    'session_log',
    'the record is missing',
  ],
  [
    'a cut tail with a moved head',
    raw => {
      raw.exec('DELETE FROM session_log WHERE seq >= 4')
      rechainLog(raw, 'session_log')
    },
    'session_log',
    'the record is missing',
  ],
  [
    'a cut tail of the log of the installation, with a moved head',
    raw => {
      raw.exec('DELETE FROM log WHERE seq >= 5; DELETE FROM presets')
      rechainLog(raw, 'log')
    },
    'session_log',
    'does not name its end',
  ],
  [
    'an entry put behind the last, with a moved head',
    raw => {
      raw.exec(putBehind('session_log'))
      rechainLog(raw, 'session_log')
    },
    'session_log',
    'does not name its end',
  ],
  [
    'an entry of the installation put behind the last, with a moved head',
    raw => {
      raw.exec(putBehind('log'))
      rechainLog(raw, 'log')
    },
    'heads',
    'chain "log" was not signed',
  ],
  [
    'a recomputed chain',
    raw => {
      raw.exec('UPDATE session_log SET event = replace(event, \'"value":80\', \'"value":95\')')
      rechainLog(raw, 'session_log')
    },
    'session_log',
    'is not the one that the log of the installation names',
  ],
  ['a removed session', exec(REMOVE), 'sessions', `${SESSION}: the row is missing`],
  [
    'a removed session with a tombstone in its place',
    exec(`${REMOVE}; ${ADD_TOMBSTONE}`),
    'tombstones',
    `${SESSION}: the row was added`,
  ],
  [
    'a tombstone of a session that is there',
    exec(ADD_TOMBSTONE),
    'tombstones',
    `${SESSION}: the row was added`,
  ],
  [
    'a changed role',
    exec("UPDATE people SET role = 'admin' WHERE name = 'Ana'"),
    'people',
    'person-1: the row was changed',
  ],
  [
    'a person added',
    exec("INSERT INTO people (id, name, role, active) VALUES ('person-3', 'Eve', 'admin', 1)"),
    'people',
    'person-3: the row was added',
  ],
  [
    'a changed PIN',
    exec(`UPDATE credentials SET credentials = '{"old":"hash-2"}' WHERE person_id = 'person-2'`),
    'credentials',
    'person-2: the row',
  ],
  [
    'a removed PIN',
    exec("DELETE FROM credentials WHERE person_id = 'person-2'"),
    'credentials',
    'person-2: the row is missing',
  ],
  [
    'a reopened session',
    exec("UPDATE sessions SET phase = 'recovery', closed_mono_ms = NULL, closed_wall_ms = NULL"),
    'sessions',
    `${SESSION}: the row was changed`,
  ],
  [
    'a changed patient of a closed session',
    exec("UPDATE states SET state = json_set(state, '$.session.patient.initials', 'X.Y.')"),
    'states',
    'the closed session was changed',
  ],
  [
    'another count of alarms in the list',
    exec('UPDATE sessions SET high_alarms = 7'),
    'sessions',
    'the row was changed',
  ],
  ['a changed heartbeat', exec("UPDATE newest SET alive = '1 1'"), 'newest', 'heartbeat'],
  ['a heartbeat without its seal', exec("UPDATE newest SET seal = ''"), 'newest', 'heartbeat'],
  [
    'a device on another port',
    exec("UPDATE devices SET config = json_set(config, '$.port', '/dev/ttyUSB9')"),
    'devices',
    'd-1: the row was changed',
  ],
  ['a renamed room', exec("UPDATE rooms SET name = 'Room 2'"), 'rooms', 'room-1: the row was changed'],
  [
    'a changed preset',
    exec("UPDATE presets SET preset = json_set(preset, '$.label', 'X')"),
    'presets',
    'the preset was changed',
  ],
  [
    'a changed role with its link',
    raw => {
      raw.exec("UPDATE people SET role = 'admin' WHERE name = 'Ana'")
      raw.exec('DELETE FROM row_log WHERE seq = (SELECT max(seq) FROM row_log)')
    },
    'row_log',
    'does not end where it was written last',
  ],
]

describe('verify', () => {
  it('finds the record whole before anybody edits it', () => {
    expect(verify()).toMatchObject({ ok: true, firstBroken: null })
  })

  it.each(edits)('finds and names %s', (_what, edit, table, reason) => {
    tamper(edit)
    const { ok, firstBroken } = verify()
    expect(ok).toBe(false)
    expect(firstBroken).toMatchObject({ table, reason: expect.stringContaining(reason) })
  })

  it('finds and names a dropped trigger, and one that is not of Vigil', () => {
    for (const [sql, reason] of [
      ['DROP TRIGGER readings_stay', 'trigger readings_stay is missing'],
      ['CREATE TRIGGER own AFTER INSERT ON log BEGIN SELECT 1; END', 'trigger own is none of'],
      ['CREATE TRIGGER sqlitez AFTER INSERT ON log BEGIN SELECT 1; END', 'trigger sqlitez is none of'],
    ] as const) {
      const raw = openRaw(dir)
      const { sql: before } =
        raw.prepare("SELECT sql FROM sqlite_schema WHERE name = 'readings_stay'").get() ?? {}
      raw.exec(sql)
      expect(verify().firstBroken).toMatchObject({
        table: 'schema',
        reason: expect.stringContaining(reason),
      })
      raw.exec(sql.startsWith('DROP') ? String(before) : `DROP TRIGGER ${sql.split(' ')[2]}`)
      raw.close()
    }
    expect(verify().ok).toBe(true)
  })

  it('goes on vouching after edits of its own, and takes nothing back that was rolled back', () => {
    expect(() =>
      store.atomically(() => {
        store.addRoom({ id: 'room-9', name: 'Room 9' })
        throw new Error('the transaction fails')
      }),
    ).toThrow()
    store.setCredentials('person-2', { old: 'hash-3' })
    store.removeDevice('d-1')
    expect(verify()).toMatchObject({ ok: true })
  })
})

describe('verify of a deleted session', () => {
  const deletion = { sessionId: SESSION, by: 'Ada and Dr Dora', reason: 'kept long enough' }

  it.each<readonly [string, string, string, string]>([
    ['a removed tombstone', 'DELETE FROM tombstones', 'tombstones', 'the row is missing'],
    ['other people on it', "UPDATE tombstones SET by = 'Eve'", 'tombstones', 'the row was changed'],
    [
      'a removed note of it, with a moved head',
      'DELETE FROM log WHERE event LIKE \'%"deleted"%\'',
      'tombstones',
      'the log knows of no such deletion',
    ],
    [
      'a session of this name there again',
      `INSERT INTO sessions (id, room_id, own_log, initials, birth_year, preset_id, phase, opened_mono_ms, opened_wall_ms, simulated)
         VALUES ('${SESSION}', 'room-1', 1, 'X', 1, 'p', 'closed', 1, 1, 0)`,
      'sessions',
      'the row was added',
    ],
  ])('finds and names %s', async (what, sql, table, reason) => {
    await store.deleteSession(deletion, at(400 * 86_400_000))
    expect(verify()).toMatchObject({ ok: true })
    tamper(raw => {
      raw.exec(sql)
      if (what.includes('head')) rechainLog(raw, 'log')
    })
    expect(verify()).toMatchObject({
      ok: false,
      firstBroken: { table, reason: expect.stringContaining(reason) },
    })
  })

  it('finds a tombstone that somebody made whole, with link and note, but could not sign', async () => {
    await store.deleteSession(deletion, at(400 * 86_400_000))
    tamper(raw => {
      raw.exec("UPDATE tombstones SET reason = 'another'")
      const row = raw.prepare('SELECT * FROM tombstones').get() ?? {}
      raw
        .prepare("UPDATE log SET event = json_set(event, '$.digest', ?) WHERE event LIKE '%\"deleted\"%'")
        .run(digestTombstone(row))
      rechainLog(raw, 'log')
      raw.prepare("UPDATE row_log SET digest = ? WHERE table_name = 'tombstones'").run(digestRow(row) ?? '')
      rechainRows(raw)
    })
    expect(verify().firstBroken).toMatchObject({
      table: 'heads',
      reason: expect.stringContaining('was not signed'),
    })
  })
})

describe('verify of a sealed session', () => {
  const sealedFile = () => join(dir, 'sessions', '2031', `${SESSION}.vses`)
  beforeEach(async () => {
    await store.sealNext(at(8 * 86_400_000))
    expect(verify()).toMatchObject({ ok: true })
  })

  /** The same session, sealed in another record with the same keys and other readings. */
  async function sealElsewhere(): Promise<Buffer> {
    const other = mkdtempSync(join(tmpdir(), 'vigil-edits-other-'))
    for (const name of ['vigil.keys', 'vigil.key', 'session.keys'])
      copyFileSync(join(dir, name), join(other, name))
    writeFileSync(
      join(other, 'vigil.keys'),
      readFileSync(join(dir, 'vigil.keys'), 'utf8').replace('"inUse": true', '"inUse": false'),
    )
    const elsewhere = openStore(other, { version: 'test' })
    openSession(elsewhere)
    elsewhere.commit({
      sessionId: SESSION,
      state: closedState(),
      readings: [makeVital(1, 99)],
      log: [{ at: at(9000), entry: closing }],
    })
    await elsewhere.sealNext(at(8 * 86_400_000))
    elsewhere.close()
    const bytes = readFileSync(join(other, 'sessions', '2031', `${SESSION}.vses`))
    rmSync(other, { recursive: true })
    return bytes
  }

  it.each<readonly [string, () => void | Promise<void>, string, string]>([
    ['a removed file', () => rmSync(sealedFile()), 'sealed', 'is missing'],
    [
      'a file cut short',
      () => writeFileSync(sealedFile(), readFileSync(sealedFile()).subarray(0, -9)),
      'sealed',
      'was changed or is damaged',
    ],
    [
      'another file under the same key',
      async () => writeFileSync(sealedFile(), await sealElsewhere()),
      'sealed',
      'was changed or is damaged',
    ],
    [
      'another file under the same key, with its digest in the row',
      async () => {
        const bytes = await sealElsewhere()
        writeFileSync(sealedFile(), bytes)
        tamper(raw => raw.prepare('UPDATE sealed SET digest = ?').run(digestBytes(bytes)))
      },
      'sealed',
      'the row was changed past Vigil',
    ],
    ['removed keys of sessions', () => rmSync(join(dir, 'session.keys')), 'sealed', 'has no key'],
    [
      'the key of another session',
      () => {
        const path = join(dir, 'session.keys')
        writeFileSync(path, readFileSync(path, 'utf8').replace(`"${SESSION}"`, '"S-2"'))
      },
      'sealed',
      'has no key',
    ],
    ['a removed row of a part', () => tamper(exec('DELETE FROM sealed')), 'sealed', 'the row is missing'],
    [
      'a record put behind the sealed ones',
      () =>
        tamper(raw => {
          raw.exec(
            `INSERT INTO session_log SELECT seq + 50, '${SESSION}', mono_ms, wall_ms, utc_offset_min, event, context, station, software, readings_upto, readings_hash, state_digest, prev_hash, hash FROM log ORDER BY seq DESC LIMIT 1`,
          )
        }),
      'session_log',
      'is missing',
    ],
    [
      'a changed patient',
      () => tamper(exec("UPDATE states SET state = json_set(state, '$.session.patient.initials', 'X.Y.')")),
      'states',
      'the closed session was changed',
    ],
  ])('finds and names %s', async (_what, edit, table, reason) => {
    await edit()
    reader?.close()
    reader = openStoreReadOnly(dir)
    const { ok, firstBroken } = verify()
    expect(ok).toBe(false)
    expect(firstBroken).toMatchObject({ table, reason: expect.stringContaining(reason) })
  })

  it('finds an anchor among what was sealed, and misses one that was never there', () => {
    const hash = store.recordHash(SESSION) ?? ''
    expect(verify(undefined, readAnchors(`Record ${hash}`))).toMatchObject({ ok: true })
    expect(verify(undefined, readAnchors(`Record ${'ab'.repeat(32)}`)).firstBroken).toMatchObject({
      reason: expect.stringContaining('no record has the anchor'),
    })
  })
})

describe('whoever has the keys', () => {
  /** Everything made anew, and signed. */
  function forge(): void {
    tamper(raw => {
      raw.exec('UPDATE session_log SET event = replace(event, \'"value":80\', \'"value":95\')')
      rechainLog(raw, 'session_log')
      // The entry that names its end, too.
      const { hash } = raw.prepare('SELECT hash FROM heads WHERE chain = ?').get(`log/${SESSION}`) ?? {}
      raw
        .prepare("UPDATE log SET event = json_set(event, '$.ends[0].hash', ?) WHERE event LIKE '%log/S-1%'")
        .run(String(hash))
      rechainLog(raw, 'log')
      raw.exec("UPDATE people SET role = 'admin' WHERE name = 'Ana'")
      rechainRows(raw)
      const { signing } = openKeys(dir, ownSources)
      for (const row of raw.prepare('SELECT chain, seq, hash FROM heads').all()) {
        const chain = String(row['chain'])
        const head = { seq: Number(row['seq']), hash: String(row['hash']) }
        raw
          .prepare('UPDATE heads SET signature = ? WHERE chain = ?')
          .run(signing.sign(headText(chain, head)), chain)
      }
    })
  }

  it('is found by an anchor: of a backup, of the mark, or written on paper', async () => {
    const backup = await store.backup(at(9600))
    const onPaper = `Record ${writeAnchor(readLogEnd())}, page 1`
    // As reports print it: the whole hash, its number, and the key that signs.
    const made = { at: at(9700), by: 'Ana', software: 'test' }
    const onReport = `Record ${sayRecord(readReport(store, SESSION, made, words), words)}`
    expect(onReport).toMatch(/^Record [0-9a-f]{64} · entry \d+ · signed by ([0-9a-f]{4}-?){4}$/)
    expect(onReport.replaceAll('-', ' ')).toContain(openKeys(dir, ownSources).signing.fingerprint)
    store.close()
    copyFileSync(join(dir, 'vigil.mark'), join(dir, 'kept.mark'))
    store = openStore(dir, { version: 'test' })
    const texts = [join(backup, 'manifest.json'), join(dir, 'kept.mark')].map(path =>
      readFileSync(path, 'utf8'),
    )
    for (const text of [...texts, onPaper, onReport]) {
      expect(readAnchors(text)).toHaveLength(1)
      expect(verify(undefined, readAnchors(text))).toMatchObject({ ok: true })
    }
    forge()
    for (const text of [...texts, onPaper, onReport])
      expect(verify(undefined, readAnchors(text)).firstBroken).toMatchObject({
        reason: expect.stringMatching(/anchor|row/),
      })
  })

  it('is found by the mark at the next start', () => {
    store.close()
    copyFileSync(join(dir, 'vigil.mark'), join(dir, 'kept.mark'))
    store = openStore(dir, { version: 'test' })
    forge()
    copyFileSync(join(dir, 'kept.mark'), join(dir, 'vigil.mark'))
    expect(() => openStore(dir, { version: 'test' })).toThrow(/is another one than this folder had/)
  })
})

function readLogEnd() {
  const raw = openRaw(dir, { readOnly: true })
  const head = readHead(raw)
  raw.close()
  return head
}

it('Every table is governed, or something else vouches for it', () => {
  const raw = openRaw(dir, { readOnly: true })
  const tables = raw.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all()
  raw.close()
  const known = [...Object.keys(governedTables), ...Object.keys(otherTables)]
  expect(tables.map(({ name }) => name).filter(name => !known.includes(String(name)))).toEqual([])
})
