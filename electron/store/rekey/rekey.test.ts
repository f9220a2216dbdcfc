import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { DAY_MS } from '../../../shared/time.ts'
import { tightenFolder } from '../../process/tighten.ts'
import { restoreBackup } from '../backup/restore.ts'
import { openEngine } from '../engine.ts'
import { databasePath } from '../files.ts'
import {
  openKeys,
  openStore,
  openStoreReadOnly,
  ownSources,
  proveRecoveryCode,
  type Store,
} from '../index.ts'
import { keepKey } from '../keys/keep-key.ts'
import { describeKeys, type KeySources } from '../keys/keys.ts'
import type { OsStore } from '../keys/os-store.ts'
import { ownAnchors } from '../own-anchors.ts'
import { readSealed } from '../seal/sealed-file.ts'
import { readSessionKey } from '../seal/session-keys.ts'
import { createSecrets } from '../secrets.ts'
import { openRaw } from '../testing/raw.ts'
import { at, closeSession, commitOne, makeState, mark, openSession, SESSION } from '../testing/record.ts'
import { putInPlace } from './place.ts'
import { readReady } from './ready.ts'
import { rekeyRecord, sayLack } from './rekey.ts'

const cheap = { costLog2: 10 }
let dir: string
let elsewhere: string
let code: string
const options = { sources: ownSources, version: 'test', by: 'os:it' }

/** A session that is sealed in two parts, one that is open, people with a PIN, a proved recovery code and a backup. */
async function fill(): Promise<void> {
  const store = openStore(dir, { version: 'test' })
  store.setPerson({ id: 'person-1', name: 'Ana', role: 'nurse', active: true })
  const hash = await createSecrets(store.pepper, cheap).hash('246813')
  store.setCredentials('person-1', { secret: { hash, version: 1, chosenWallMs: 1 } })
  openSession(store)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  closeSession(store)
  expect(await store.sealNext(at(8 * DAY_MS))).toBe(SESSION)
  store.commit({ sessionId: SESSION, readings: [], log: [{ at: at(8 * DAY_MS + 1), entry: mark }] })
  expect(await store.sealNext(at(17 * DAY_MS))).toBe(SESSION)
  store.addRoom({ id: 'room-2', name: 'Room 2' })
  const open = makeState('S-2')
  store.openSession('room-2', open)
  store.commit({ sessionId: 'S-2', readings: [], log: [{ at: at(17 * DAY_MS + 1), entry: mark }] })
  code = store.makeRecoveryCode().code
  expect(store.proveRecoveryCode(code)).toBe(true)
  await store.backup(at(17 * DAY_MS + 2))
  store.close()
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-rekey-'))
  elsewhere = mkdtempSync(join(tmpdir(), 'vigil-elsewhere-'))
  await fill()
})
afterEach(() => {
  for (const folder of [dir, elsewhere]) rmSync(folder, { recursive: true, force: true })
})

/** Opens the record and holds it against what was put into it. */
async function expectWhole(sources: KeySources = ownSources): Promise<void> {
  const store: Store = openStore(dir, { version: 'test', keys: sources })
  try {
    expect(store.readings(SESSION)).toHaveLength(3)
    expect(store.log(SESSION)).toHaveLength(5)
    expect(store.openSessions()).toMatchObject([{ roomId: 'room-2' }])
    const [ana] = store.personRecords()
    const hash = ana?.credentials.secret?.hash ?? ''
    expect(await createSecrets(store.pepper, cheap).matches(hash, '246813')).toBe(true)
    expect(store.verify(undefined, ownAnchors(dir))).toMatchObject({ ok: true, firstBroken: null })
  } finally {
    store.close()
  }
}

function notes(): readonly string[] {
  const store = openStoreReadOnly(dir)
  try {
    const raw = openRaw(dir, { readOnly: true })
    const rows = raw
      .prepare("SELECT event FROM log WHERE event ->> '$.kind' = 'record' ORDER BY seq")
      .all()
      .map(row => JSON.parse(String(row['event'])) as { by: string; detail: string })
    raw.close()
    return rows.map(({ by, detail }) => `${by}: ${detail}`)
  } finally {
    store.close()
  }
}

/** Does this key open the database as it lies there? */
function opensDatabase(key: Uint8Array): boolean {
  const db = openEngine(databasePath(dir), { key, readOnly: true })
  try {
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
    return true
  } catch {
    return false
  } finally {
    db.close()
  }
}

describe('new keys for a record', () => {
  it('open all of it, and those of before nothing', async () => {
    const old = openKeys(dir, ownSources)
    const oldFile = readFileSync(join(dir, 'vigil.key'))
    const oldSealed = openRaw(dir, { readOnly: true })
    const parts = oldSealed.prepare('SELECT file, part FROM sealed ORDER BY part').all()
    oldSealed.close()
    const oldSessionKey = readSessionKey(dir, old.session, SESSION)
    const rekeyed = rekeyRecord(dir, { ...options, word: 'Ada and Dr Dora' })
    expect(rekeyed.problems).toEqual([])
    expect(existsSync(join(dir, 'rekey'))).toBe(false)

    const keys = openKeys(dir, ownSources)
    expect(keys.id).not.toBe(old.id)
    expect(keys.signing.publicKey).not.toBe(old.signing.publicKey)
    for (const name of ['database', 'backup', 'session'] as const) expect(keys[name]).not.toEqual(old[name])
    expect(opensDatabase(keys.database)).toBe(true)
    expect(opensDatabase(old.database)).toBe(false)
    expect(readSessionKey(dir, old.session, SESSION)).toBeNull()
    expect(parts).toHaveLength(2)
    const sealed = readFileSync(join(dir, String(parts[0]?.['file'])))
    const none = { log: { seq: 0, hash: '0'.repeat(64) }, readings: { seq: 0, hash: '0'.repeat(64) } }
    const open = (key: Uint8Array | null) => () =>
      readSealed({ sessionId: SESSION, part: 1 }, sealed, key ?? new Uint8Array(32), none)
    expect(open(readSessionKey(dir, keys.session, SESSION))).not.toThrow()
    expect(open(oldSessionKey)).toThrow()

    await expectWhole()
    expect(notes().join()).toMatch(
      new RegExp(
        `os:it: The record got new keys on the word of Ada and Dr Dora: it is signed by ${rekeyed.fingerprint}`,
      ),
    )
    // The key file and the code of before.
    const now = readFileSync(join(dir, 'vigil.key'))
    writeFileSync(join(dir, 'vigil.key'), oldFile)
    expect(() => openKeys(dir, ownSources)).toThrow(/another record's/)
    expect(() => openKeys(dir, { ...ownSources, code })).toThrow(/of another record, or an older one/)
    expect(openKeys(dir, { ...ownSources, code: rekeyed.code }).id).toBe(keys.id)
    writeFileSync(join(dir, 'vigil.key'), now)
    expect(proveRecoveryCode(dir, code)).toBe(false)
    expect(proveRecoveryCode(dir, rekeyed.code)).toBe(true)
  })

  it('leave backups of before to the code of before, and are followed by a backup of their own', async () => {
    const [before = ''] = readdirSync(join(dir, 'backups'))
    const from = join(elsewhere, before)
    cpSync(join(dir, 'backups', before), from, { recursive: true })
    rekeyRecord(dir, options)
    const store = openStore(dir, { version: 'test' })
    const moment = at(17 * DAY_MS + 60_000)
    expect(await store.backupIfDue(moment)).not.toBeNull()
    expect(await store.backupIfDue(moment)).toBeNull()
    const view = store.careView(moment.wallMs)
    expect(view.backups.map(({ otherKeys }) => otherKeys)).toEqual([false, true])
    store.close()
    const place = join(elsewhere, 'again')
    expect(() => restoreBackup(from, place, ownSources, 'test')).toThrow(/stays closed/)
    expect(() => restoreBackup(from, dir, ownSources, 'test')).toThrow(
      /under other keys than the record here: give the recovery code that was printed before/,
    )
    restoreBackup(from, place, { ...ownSources, code }, 'test')
    const restored = openStore(place, { version: 'test' })
    expect(restored.readings(SESSION)).toHaveLength(3)
    restored.close()
  })

  it('leave a session deleted that was deleted since, where a backup of before is restored', async () => {
    const [before = ''] = readdirSync(join(dir, 'backups'))
    const from = join(elsewhere, before)
    cpSync(join(dir, 'backups', before), from, { recursive: true })
    rekeyRecord(dir, options)
    const store = openStore(dir, { version: 'test' })
    const deletion = { sessionId: SESSION, by: 'Ada and Dr Dora', reason: 'asked for' }
    const { left } = await store.deleteSession(deletion, at(400 * DAY_MS))
    // Which nothing here opens any more.
    expect(left.join()).toContain('does not open by the keys of this record')
    store.close()
    restoreBackup(from, dir, { ...ownSources, code }, 'test')
    const restored = openStore(dir, { version: 'test' })
    expect(restored.session(SESSION)).toBeNull()
    expect(restored.readings(SESSION)).toEqual([])
    expect(restored.verify()).toMatchObject({ ok: true })
    restored.close()
  })

  it('may be made again and again, and PINs stay', async () => {
    const { code: first } = rekeyRecord(dir, options)
    expect(proveRecoveryCode(dir, first)).toBe(true)
    rekeyRecord(dir, options)
    await expectWhole()
  })

  it('are made beside a program that only reads, to which the record stays what it was', async () => {
    const index = new URL('../index.ts', import.meta.url).href
    const reading = `const { openStoreReadOnly } = await import(${JSON.stringify(index)})
      const store = openStoreReadOnly(${JSON.stringify(dir)})
      console.log(store.people().length)
      process.stdin.resume().on('end', () => {
        console.log(store.people().length, store.log('S-2').length)
        store.close()
      })`
    const reader = spawn(process.execPath, ['--input-type=module', '-e', reading], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const [before] = (await once(reader.stdout, 'data')) as [Buffer]
    rekeyRecord(dir, options)
    reader.stdin.end()
    const [after] = (await once(reader.stdout, 'data')) as [Buffer]
    expect([before, after].map(said => said.toString().trim())).toEqual(['1', '1 1'])
    await once(reader, 'exit')
    await expectWhole()
  })

  it('lie in files for this login alone', () => {
    expect(tightenFolder(dir)).toEqual([])
    rekeyRecord(dir, options)
    for (const name of readdirSync(dir, { recursive: true, encoding: 'utf8' }))
      expect(statSync(join(dir, name)).mode & 0o077, name).toBe(0)
  })

  it('take a session that does not open along as it is, and say so', () => {
    const raw = openRaw(dir, { readOnly: true })
    const [row] = raw.prepare('SELECT file FROM sealed WHERE part = 2').all()
    raw.close()
    const path = join(dir, String(row?.['file']))
    const kept = readFileSync(path)
    rmSync(path)
    const { problems } = rekeyRecord(dir, options)
    expect(problems).toEqual([expect.stringMatching(/S-1 is missing, and was taken along as it is/)])
    expect(notes().join()).toContain('S-1 is missing')
    // Found again, it still opens.
    writeFileSync(path, kept, { mode: 0o600 })
    const store = openStore(dir, { version: 'test' })
    expect(store.readings(SESSION)).toHaveLength(3)
    expect(store.verify()).toMatchObject({ ok: true })
    store.close()
  })
})

describe('no new keys', () => {
  it.each<[string, () => void, RegExp]>([
    [
      'for a record whose ends its key has not signed',
      () => {
        const raw = openRaw(dir)
        raw.exec("UPDATE heads SET signature = 'AAAA' WHERE chain = 'rows'")
        raw.close()
      },
      /is not what Vigil has signed .*restore a backup before it gets new keys/,
    ],
    [
      'where old backups would open by nothing any more',
      () => void openStoreThen(store => store.makeRecoveryCode()),
      /print one and type it back first/,
    ],
    ['without the keys of now', () => rmSync(join(dir, 'vigil.key')), /stays closed/],
  ])('%s', (_what, before, why) => {
    before()
    const files = () => readdirSync(dir).toSorted()
    const there = files()
    expect(() => rekeyRecord(dir, options)).toThrow(why)
    expect(files().filter(name => !name.endsWith('-shm') && !name.endsWith('-wal'))).toEqual(
      there.filter(name => !name.endsWith('-shm') && !name.endsWith('-wal')),
    )
  })

  it('where the disk has not the space for a second record', () => {
    expect(sayLack(50 * 2 ** 20, 49.5 * 2 ** 20, '/data')).toBe(
      'New keys want 50 MB beside the record, and the disk with /data has 49 MB: free some space.',
    )
    expect(sayLack(50, 50, '/data')).toBeNull()
  })

  it('while Vigil runs on it', () => {
    openStoreThen(() => expect(() => rekeyRecord(dir, options)).toThrow(/already running/))
    expect(() => rekeyRecord(dir, options)).not.toThrow()
  })
})

function openStoreThen(run: (store: Store) => void): void {
  const store = openStore(dir, { version: 'test' })
  run(store)
  store.close()
}

describe('a key that is kept elsewhere', () => {
  it('is made anew where it lies, also when the disk is away in between', async () => {
    keepKey(dir, { where: 'file', folder: elsewhere }, ownSources)
    const path = join(elsewhere, 'vigil.key')
    const before = readFileSync(path)
    const steps: string[] = []
    const cutOff = new Error('cut off')
    expect(() =>
      rekeyRecord(dir, {
        ...options,
        tell(done) {
          steps.push(done)
          if (done === 'decided') throw cutOff
        },
      }),
    ).toThrow('cut off')
    expect(readFileSync(path)).toEqual(before)
    const away = `${elsewhere}-away`
    renameSync(elsewhere, away)
    expect(() => openStore(dir, { version: 'test' })).toThrow(/connect its disk, and start Vigil again/)
    expect(() => openStoreReadOnly(dir)).toThrow(/about to get new keys/)
    renameSync(away, elsewhere)
    await expectWhole()
    expect(readdirSync(elsewhere)).toEqual(['vigil.key'])
    expect(readFileSync(path)).not.toEqual(before)
    expect(describeKeys(dir).find(({ key }) => key === 'file')).toMatchObject({ path })
  })

  it('lies beside the record where its disk is lost, the code opening it', async () => {
    keepKey(dir, { where: 'file', folder: elsewhere }, ownSources)
    rmSync(elsewhere, { recursive: true })
    rekeyRecord(dir, { ...options, sources: { ...ownSources, code } })
    expect(existsSync(join(dir, 'vigil.key'))).toBe(true)
    await expectWhole()
  })

  it('in the key store of the login, is another one there, and the old one gone', async () => {
    const held = new Map<string, Uint8Array>()
    const os: OsStore = {
      read: name => held.get(name) ?? null,
      write: (name, secret) => void held.set(name, secret),
      remove: name => void held.delete(name),
    }
    const sources = { ...ownSources, os }
    keepKey(dir, { where: 'login' }, sources)
    const [before] = held.keys()
    rekeyRecord(dir, { ...options, sources })
    expect([...held.keys()]).toEqual([`record ${openKeys(dir, sources).id}`])
    expect(held.has(String(before))).toBe(false)
    expect(existsSync(join(dir, 'vigil.key'))).toBe(false)
    await expectWhole(sources)
  })
})

describe('kill -9 while new keys are made', () => {
  const script = fileURLToPath(new URL('../testing/rekey-and-die.ts', import.meta.url))
  const run = (folder: string, last: string) =>
    spawnSync(process.execPath, [script, folder, last], { encoding: 'utf8', timeout: 100_000 })

  it('leaves one of both records whole at every step, and the next start ends it', async () => {
    const kept = join(elsewhere, 'kept')
    cpSync(dir, kept, { recursive: true })
    const steps = run(dir, 'never').stdout.trim().split('\n')
    expect(steps.slice(0, 2)).toEqual(['checked', 'keys made'])
    const decided = steps.indexOf('decided')
    expect(decided).toBeGreaterThan(4)
    expect(steps.length).toBeGreaterThan(decided + 7)
    const id = () => describeKeys(dir)[0]?.record
    for (const [index, step] of steps.entries()) {
      rmSync(dir, { recursive: true })
      cpSync(kept, dir, { recursive: true })
      const before = id()
      expect(run(dir, step).signal, step).toBe('SIGKILL')
      await expectWhole()
      expect(existsSync(join(dir, 'rekey')), step).toBe(false)
      if (index < decided) expect(id(), step).toBe(before)
      else expect(id(), step).not.toBe(before)
    }
  }, 240_000)

  it('and a second cut in the middle of that, too', async () => {
    expect(run(dir, 'decided').signal).toBe('SIGKILL')
    const ready = readReady(dir)
    if (!ready) throw new Error('Nothing was decided.')
    for (const last of ['sessions in place', 'vigil.db in place', 'vigil.keys in place']) {
      expect(() =>
        putInPlace(dir, ready, ownSources, done => {
          if (done === last) throw new Error('cut off')
        }),
      ).toThrow('cut off')
    }
    await expectWhole()
  })
})
