import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DAY_MS } from '../../../shared/time.ts'
import { english as words } from '../../../shared/words/en/index.ts'
import { readReport } from '../../export/index.ts'
import { checkBackup } from '../backup/open-backup.ts'
import { restoreBackup } from '../backup/restore.ts'
import { openStore, openStoreReadOnly, ownSources, type Store } from '../index.ts'
import { readReview } from '../review.ts'
import { openRaw } from '../testing/raw.ts'
import {
  at,
  closedState,
  closeSession,
  closing,
  commitOne,
  makeFailedCuff,
  makeState,
  makeVital,
  mark,
  openSession,
  SESSION,
} from '../testing/record.ts'
import { removeSessionKeys } from './session-keys.ts'

let dir: string
let store: Store

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-seal-'))
  store = openStore(dir, { version: 'test' })
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

const file = () => join(dir, 'sessions', '2031', `${SESSION}.vses`)
const later = (days: number) => at(9000 + days * DAY_MS)
const made = { at: at(0), by: 'Ana', software: 'test' }
const note = { ...mark, id: 'mark-2', mark: 'note', text: 'Zebulon felt well' } as const
const closeIt = () => closeSession(store)

/** A closed session with readings of both kinds and a note. */
function fill(): void {
  openSession(store)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  store.commit({
    sessionId: SESSION,
    readings: [makeVital(4, null), makeFailedCuff(5), makeVital(6, 97.25)],
    log: [{ at: at(6000), entry: note }],
  })
  closeIt()
}

/** Everything that is read of a session. */
function whatIsRead(from = store) {
  return JSON.parse(
    JSON.stringify({
      state: from.session(SESSION),
      readings: from.readings(SESSION),
      records: from.records(SESSION),
      log: from.log(SESSION),
      notes: from.notes(SESSION),
      history: from.history(SESSION),
      hash: from.recordHash(SESSION),
      review: readReview(from, SESSION),
      report: readReport(from, SESSION, made, words),
      list: from.sessions(5),
      found: from.find({ text: 'zebulon' }),
    }),
  ) as unknown
}

function rowsLeft(): readonly unknown[] {
  const raw = openRaw(dir, { readOnly: true })
  const counts = ['readings', 'session_log', 'sealed'].map(
    table => raw.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n'],
  )
  raw.close()
  return counts
}

describe('A closed session', () => {
  it('is sealed days after its close, by the setting, and not before', async () => {
    fill()
    expect(await store.sealNext(later(6))).toBeNull()
    store.setSetting('sealAfterDays', '30')
    expect(await store.sealNext(later(29))).toBeNull()
    expect(await store.sealNext(later(31))).toBe(SESSION)
    expect(await store.sealNext(later(31))).toBeNull()
    expect(rowsLeft()).toEqual([0, 0, 1])
    expect(statSync(file()).mode & 0o777).toBe(0o600)
    expect(statSync(join(dir, 'session.keys')).mode & 0o777).toBe(0o600)
  })

  it('is read, found, reviewed and reported as before, and verifies', async () => {
    fill()
    const before = whatIsRead()
    const { records, readings } = store.verify()
    await store.sealNext(later(8))
    expect(whatIsRead()).toEqual(before)
    // The sealing itself is one record more.
    expect(store.verify()).toEqual({
      ok: true,
      records: records + 1,
      readings,
      firstBroken: null,
      integrity: 'ok',
      deleted: [],
    })
    const reader = openStoreReadOnly(dir)
    expect(reader.verify(SESSION)).toMatchObject({ ok: true, readings })
    expect(reader.readings(SESSION)).toHaveLength(readings)
    reader.close()
    store.close()
    store = openStore(dir, { version: 'test' })
    expect(whatIsRead()).toEqual(before)
  })

  it('that something is added to gets another part, once that has waited too', async () => {
    fill()
    await store.sealNext(later(8))
    const first = readFileSync(file())
    const late = { at: later(9), entry: note }
    store.commit({ sessionId: SESSION, state: closedState(), readings: [], log: [late] })
    expect(store.log(SESSION)).toHaveLength(6)
    expect(store.verify()).toMatchObject({ ok: true })
    expect(await store.sealNext(later(10))).toBeNull()
    const before = whatIsRead()
    expect(await store.sealNext(later(17))).toBe(SESSION)
    expect(rowsLeft()).toEqual([0, 0, 2])
    expect(readFileSync(file())).toEqual(first)
    expect(existsSync(file().replace('.vses', '.2.vses'))).toBe(true)
    expect(whatIsRead()).toEqual(before)
    expect(store.verify()).toMatchObject({ ok: true })
  })

  it('that cannot be sealed holds up no other, and is said once', async () => {
    fill()
    const other = makeState('S-2')
    store.openSession('room-1', other)
    const closed = { ...other.session, phase: 'closed', closed: { by: 'Ana', at: at(9500) } } as const
    store.commit({
      sessionId: 'S-2',
      state: { ...other, session: closed },
      readings: [],
      log: [{ at: at(9500), entry: closing }],
    })
    // Where its file goes there is a folder.
    mkdirSync(join(file(), 'in the way'), { recursive: true })
    expect(await store.sealNext(later(8))).toBeNull()
    expect(await store.sealNext(later(8))).toBe('S-2')
    // On each day that follows it is tried again.
    for (const day of [9, 10]) expect(await store.sealNext(later(day))).toBeNull()
    const { unsealed } = store.careView(later(10).wallMs).sealing
    expect(unsealed).toEqual([
      {
        sessionId: SESSION,
        wallMs: later(8).wallMs,
        sentence: expect.stringMatching(/^The session S-1 could not be sealed and stays .*verify/),
      },
    ])
    expect(store.readings(SESSION)).toHaveLength(6)
    expect(store.notes(SESSION)).toEqual([])
    // Another start says nothing new.
    store.close()
    store = openStore(dir, { version: 'test' })
    expect(await store.sealNext(later(10))).toBeNull()
    expect(store.careView(later(10).wallMs).sealing.unsealed).toEqual(unsealed)
    rmSync(file(), { recursive: true })
    expect(await store.sealNext(later(10))).toBeNull()
    expect(await store.sealNext(later(11))).toBe(SESSION)
    expect(store.careView(later(11).wallMs).sealing.unsealed).toEqual([])
    expect(store.verify()).toMatchObject({ ok: true })
  })

  it('keeps its rows from being removed but by its sealing', async () => {
    fill()
    const raw = openRaw(dir)
    for (const table of ['readings', 'session_log'])
      expect(() => raw.exec(`DELETE FROM ${table}`)).toThrow(/never/)
    raw.close()
  })

  it('of two hours takes at most half a megabyte', async () => {
    openSession(store)
    const seconds = 2 * 3600
    for (let from = 0; from < seconds; from += 600)
      store.commit({
        sessionId: SESSION,
        readings: Array.from({ length: 600 }, (_, n) => {
          const t = from + n
          const spo2 = makeVital(2 * t + 1, 95 + Math.round(2 * Math.sin(t / 37) + Math.sin(t * t)))
          const pulse = {
            ...makeVital(2 * t + 2, 72 + Math.round(9 * Math.sin(t / 61) + 3 * Math.sin(t * t * t))),
            vital: 'pulseRate' as const,
          }
          return [spo2, pulse]
        }).flat(),
        log: [{ at: at(from * 1000), entry: mark }],
      })
    store.commit({
      sessionId: SESSION,
      state: closedState(),
      readings: [],
      log: [{ at: at(seconds * 1000), entry: closing }],
    })
    await store.sealNext(later(8))
    expect(store.readings(SESSION)).toHaveLength(2 * seconds)
    expect(statSync(file()).size).toBeLessThan(500_000)
    expect(store.verify()).toMatchObject({ ok: true })
  }, 120_000)
})

describe('A sealed file', () => {
  it.each([
    ['that is missing', () => rmSync(file()), 'is missing'],
    ['that was changed', () => flip(file()), 'was changed or is damaged'],
    ['that has no key any more', () => removeSessionKeys(dir, [SESSION]), 'has no key'],
  ])('%s is one sentence, named by verify, and holds up nothing else', async (_what, harm, reason) => {
    fill()
    await store.sealNext(later(8))
    harm()
    store.close()
    store = openStore(dir, { version: 'test' })
    expect(() => store.readings(SESSION)).toThrow(reason)
    expect(store.verify()).toMatchObject({
      ok: false,
      firstBroken: { table: 'sealed', sessionId: SESSION, reason: expect.stringContaining(reason) },
    })
    expect(store.sessions(5)).toHaveLength(1)
    expect(store.session(SESSION)?.session.id).toBe(SESSION)
    // What is added to the session is stored all the same.
    store.commit({
      sessionId: SESSION,
      state: closedState(),
      readings: [],
      log: [{ at: later(9), entry: note }],
    })
  })

  it('that a sealing left behind is written over, and nothing is lost', async () => {
    fill()
    const before = whatIsRead()
    await store.sealNext(later(8))
    store.close()
    // As if the power had gone before the transaction: the file is there, and so are the rows.
    const sealed = readFileSync(file())
    rmSync(dir, { recursive: true })
    store = openStore(dir, { version: 'test' })
    fill()
    for (const [name, bytes] of [
      [`${SESSION}.vses`, sealed],
      [`${SESSION}.vses.part`, sealed.subarray(0, 50)],
    ] as const) {
      rmSync(join(dir, 'sessions'), { recursive: true, force: true })
      mkdirSync(join(dir, 'sessions', '2031'), { recursive: true })
      writeFileSync(join(dir, 'sessions', '2031', name), bytes)
      expect(whatIsRead()).toMatchObject({ readings: (before as { readings: unknown }).readings })
    }
    expect(await store.sealNext(later(8))).toBe(SESSION)
    expect(readdirSync(join(dir, 'sessions', '2031'))).toEqual([`${SESSION}.vses`])
    expect(store.verify()).toMatchObject({ ok: true })
  })
})

describe('A backup', () => {
  it('has the sealed sessions, is tried with them, and brings them back', async () => {
    const place = mkdtempSync(join(tmpdir(), 'vigil-seal-place-'))
    store.setSetting('backupPlace', place)
    fill()
    const before = whatIsRead()
    await store.sealNext(later(8))
    const name = (await store.backup(later(9))).split('/').at(-1) ?? ''
    // A second one shares its files.
    const backup = await store.backup(later(10))
    expect(statSync(join(backup, 'sessions', '2031', `${SESSION}.vses`)).nlink).toBeGreaterThan(1)
    store.close()
    copyFileSync(join(dir, 'vigil.key'), join(place, 'kept.key'))
    rmSync(dir, { recursive: true })
    const env = { VIGIL_KEY_FILE: join(place, 'kept.key') }
    const sources = { ...ownSources, env, nowMs: () => later(11).wallMs }
    expect(checkBackup(join(place, name), dir, sources)).toMatchObject({ verified: { ok: true } })
    restoreBackup(join(place, name), dir, sources, 'test')
    store = openStore(dir, { version: 'test', keys: sources })
    expect(whatIsRead()).toEqual(before)
    expect(store.verify()).toMatchObject({ ok: true })
    rmSync(place, { recursive: true })
  })

  it('is made of all the rest where a sealed file is missing, and says so', async () => {
    fill()
    await store.sealNext(later(8))
    await store.backup(later(9))
    rmSync(file())
    // An earlier backup still has it.
    expect(checkBackup(await store.backup(later(10)), dir, ownSources)).toMatchObject({
      verified: { ok: true },
    })
    rmSync(join(dir, 'backups'), { recursive: true })
    expect(checkBackup(await store.backup(later(11)), dir, ownSources)).toMatchObject({
      verified: {
        ok: false,
        firstBroken: { table: 'sealed', reason: expect.stringContaining('is missing') },
      },
    })
  })

  it('whose sealed file is missing is no whole one', async () => {
    fill()
    await store.sealNext(later(8))
    const backup = await store.backup(later(9))
    rmSync(join(backup, 'sessions'), { recursive: true })
    expect(checkBackup(backup, dir, ownSources)).toMatchObject({
      verified: { ok: false, firstBroken: { table: 'sealed' } },
    })
  })
})

it('Initials and notes are found in no file of the data folder, of backups, or for a moment', async () => {
  const [place, temporary] = ['place', 'temporary'].map(name =>
    mkdtempSync(join(tmpdir(), `vigil-seal-${name}-`)),
  )
  // Long enough never to stand in cipher text by chance.
  const planted = ['Zebulon', 'nausea', '"J.K."', 'SPRAVATO-84']
  vi.stubEnv('TMPDIR', temporary)
  vi.stubEnv('SQLITE_TMPDIR', temporary)
  try {
    store.setSetting('backupPlace', place ?? '')
    fill()
    await store.backup(later(1))
    await store.sealNext(later(8))
    await store.backup(later(9))
    expect(whatIsRead()).toMatchObject({ found: { total: 1 } })
    // Open files and closed ones.
    for (const close of [() => {}, () => store.close()]) {
      close()
      for (const folder of [dir, place, temporary]) expect(holding(folder ?? '', planted)).toEqual([])
    }
    // The search itself can find something.
    writeFileSync(join(temporary ?? '', 'planted'), 'Zebulon')
    expect(holding(temporary ?? '', ['Zebulon'])).toHaveLength(1)
  } finally {
    vi.unstubAllEnvs()
    for (const folder of [place, temporary]) rmSync(folder ?? '', { recursive: true, force: true })
  }
})

/** Files below a folder that hold one of these words, as UTF-8 or UTF-16. */
function holding(folder: string, words: readonly string[]): readonly string[] {
  const wanted = words.flatMap(word => [Buffer.from(word), Buffer.from(word, 'utf16le')])
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile())
    .map(entry => join(entry.parentPath, entry.name))
    .filter(path => {
      const bytes = readFileSync(path)
      return wanted.some(word => bytes.includes(word))
    })
}

function flip(path: string): void {
  const bytes = readFileSync(path)
  const middle = Math.floor(bytes.length / 2)
  bytes[middle] = (bytes[middle] ?? 0) ^ 1
  writeFileSync(path, bytes)
}
