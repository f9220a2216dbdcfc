import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { History } from '../../shared/views.ts'
import type { Change, Outcome } from '../core/contracts/record.ts'
import { databasePath } from '../store/files.ts'
import { openKeys, openStoreReadOnly, ownSources } from '../store/index.ts'
import { openRaw } from '../store/testing/raw.ts'
import { at, makeState, makeVital, mark, SESSION } from '../store/testing/record.ts'
import { type RecordProcess, startRecord } from './client.ts'
import { testPrograms } from './testing/programs.ts'

/* The record as a real process, whose disk, lock and life are really taken away. */

let dataDir: string
let record: RecordProcess
let troubles: (string | null)[]

const start = async (): Promise<void> => {
  record = await startRecord({ dataDir, version: 'test', programs: testPrograms(), say: () => {} })
  troubles = []
  record.onTrouble(sentence => void troubles.push(sentence))
}
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-record-'))
  await start()
})
afterEach(async () => {
  // One that a failed test left standing still would never end.
  if (record.pid() !== undefined) signal('SIGCONT')
  await record.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

const write = (...changes: readonly Change[]): Promise<Outcome> =>
  new Promise(resolve => record.write(changes, resolve))
const commit = (seq: number): Change => ({
  change: 'commit',
  sessionId: SESSION,
  readings: [makeVital(seq)],
  log: [{ at: at(seq * 1000), entry: mark }],
})
const open = () =>
  write(
    { change: 'addRoom', room: { id: 'room-1', name: 'Room 1' } },
    { change: 'openSession', roomId: 'room-1', state: makeState() },
  )
const signal = (name: NodeJS.Signals) => process.kill(record.pid() ?? Number.NaN, name)
const seqs = (outcome: Outcome) =>
  outcome.ok ? outcome.entries.map(({ seq }) => seq) : outcome.error.message
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await wait(10)
}
/** What is found once the process has gone. */
async function readings(): Promise<readonly number[]> {
  await record.close()
  const store = openStoreReadOnly(dataDir)
  expect(store.verify()).toMatchObject({ ok: true, integrity: 'ok' })
  const found = store.readings(SESSION).map(({ seq }) => seq)
  store.close()
  return found
}

describe('the record in a process of its own', () => {
  it('stores what it is handed in its order, and everything handed over before is in an answer', async () => {
    expect(record.found).toMatchObject({ rooms: [], installation: { starts: 1 } })
    await open()
    const outcomes = Promise.all([write(commit(1)), write(commit(2))])
    const history = JSON.parse((await record.read.history(SESSION)).json) as History
    expect(history.vitals[0]?.values).toHaveLength(2)
    expect((await outcomes).map(seqs)).toEqual([[1], [2]])
    const { id } = record.found.installation
    await record.close()
    await start()
    expect(record.found.installation).toEqual({ id, starts: 2 })
    expect(record.found.openSessions).toMatchObject([{ roomId: 'room-1', state: { lastSeq: 2 } }])
  })

  it('refuses what cannot be stored, and nothing else of the same batch', async () => {
    await open()
    const again: Change = { change: 'addRoom', room: { id: 'room-1', name: 'Room 1' } }
    const [first, second, third] = await Promise.all([write(commit(1)), write(again), write(commit(2))])
    expect(seqs(first)).toEqual([1])
    expect(second).toMatchObject({ ok: false })
    expect(seqs(third)).toEqual([2])
    expect(await readings()).toEqual([1, 2])
  })

  it('is found in use by another Vigil', async () => {
    await expect(
      startRecord({ dataDir, version: 'test', programs: testPrograms(), say: () => {} }),
    ).rejects.toThrow(/already running/)
  })

  it('says that another program holds it, stores in order once that lets go, and says so', async () => {
    await open()
    const other = openRaw(dataDir)
    other.exec('BEGIN IMMEDIATE')
    const begun = performance.now()
    const first = write(commit(1))
    await until(() => troubles.length > 0)
    expect(troubles[0]).toMatch(/Another program holds the record/)
    // A lock that passes within a moment is not told.
    expect(performance.now() - begun).toBeGreaterThan(690)
    const second = write(commit(2))
    // What a person waits for is taken back, and not done later.
    const person = { id: 'person-1', name: 'Ana', role: 'nurse', active: true } as const
    const refused = await new Promise<Outcome>(resolve =>
      record.write([{ change: 'setPerson', person }], resolve, { patienceMs: 100 }),
    )
    expect(refused).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('Another program') },
    })
    // It can still be read.
    expect((await record.read.history(SESSION)).json).toContain('"vitals":[]')
    other.exec('ROLLBACK')
    other.close()
    expect([await first, await second].map(seqs)).toEqual([[1], [2]])
    await until(() => troubles.at(-1) === null)
    expect(await readings()).toEqual([1, 2])
  })

  it('says that the disk does not answer while the process stands still', async () => {
    await open()
    signal('SIGSTOP')
    const first = write(commit(1))
    await until(() => troubles.length > 0)
    expect(troubles).toEqual([expect.stringMatching(/does not answer/)])
    signal('SIGCONT')
    expect(seqs(await first)).toEqual([1])
    expect(troubles.at(-1)).toBeNull()
  })

  it('says both also where nothing has to be stored, and says that it is over', async () => {
    await open()
    const other = openRaw(dataDir)
    other.exec('BEGIN IMMEDIATE')
    await until(() => troubles.length > 0)
    other.exec('ROLLBACK')
    other.close()
    await until(() => troubles.length > 1)
    signal('SIGSTOP')
    await until(() => troubles.length > 2)
    signal('SIGCONT')
    await until(() => troubles.length > 3)
    expect(troubles).toEqual([
      expect.stringMatching(/Another program holds/),
      null,
      expect.stringMatching(/does not answer/),
      null,
    ])
  })

  it('goes on by the key that a typed code opened: its threads, and the process after one that was killed', async () => {
    await open()
    const { code } = await record.care.makeRecoveryCode()
    expect(await record.care.proveRecoveryCode(code)).toBe(true)
    await record.care.keepKey({ where: 'asked' })
    const before = await record.care.backUpNow(at(1))
    expect(await record.care.tryBackup(before)).toMatchObject({ ok: true })
    signal('SIGKILL')
    expect(seqs(await write({ change: 'addRoom', room: { id: 'room-2', name: 'Room 2' } }))).toEqual([])
    await record.close()
    const master = Buffer.from(openKeys(dataDir, { ...ownSources, code }).master).toString('base64')
    const options = { dataDir, version: 'test', programs: testPrograms(), say: () => {} }
    await expect(startRecord(options)).rejects.toThrow(/is opened by its recovery code at each start/)
    record = await startRecord({ ...options, master })
    const works = async (seq: number) => {
      expect(seqs(await write(commit(seq)))).toHaveLength(1)
      const history = JSON.parse((await record.read.history(SESSION)).json) as History
      expect(history.vitals[0]?.values).toHaveLength(seq)
      const name = await record.care.backUpNow(at(seq * 60_000))
      expect(await record.care.tryBackup(name)).toMatchObject({ ok: true })
    }
    await works(1)
    signal('SIGKILL')
    await works(2)
    // A new code is proved, and the one of this start is worth nothing any more: it goes on all the same.
    const next = await record.care.makeRecoveryCode()
    expect(await record.care.proveRecoveryCode(next.code)).toBe(true)
    signal('SIGKILL')
    await works(3)
    await record.care.keepKey({ where: 'file', folder: null })
    expect(await readings()).toEqual([1, 2, 3])
  })

  it('is begun anew when it is killed, and what was on its way is stored once', async () => {
    await open()
    let next = 1
    for (let kills = 0; kills < 6; kills++) {
      const pid = record.pid()
      const outcomes = [write(commit(next)), write(commit(next + 1))]
      // Before, in and after the transaction.
      await wait(kills * 2)
      signal('SIGKILL')
      expect((await Promise.all(outcomes)).map(seqs)).toEqual([[next], [next + 1]])
      await until(() => record.pid() !== undefined && record.pid() !== pid)
      next += 2
    }
    expect(await readings()).toEqual(Array.from({ length: 12 }, (_, index) => index + 1))
  })

  it.each([
    ['removed', () => rmSync(databasePath(dataDir))],
    ['renamed', () => renameSync(databasePath(dataDir), join(dataDir, 'elsewhere.db'))],
  ])('sees that its file was %s, and stores nothing where nobody would find it', async (_what, take) => {
    await open()
    take()
    await until(() => troubles.length > 0)
    expect(troubles[0]).toMatch(/was removed, renamed or replaced/)
    let told = false
    record.write([commit(1)], () => {
      told = true
    })
    await wait(500)
    expect(told).toBe(false)
  })

  it('saves its newest part when that loses its name, and goes on in another process', async () => {
    await open()
    expect(seqs(await write(commit(1)))).toEqual([1])
    const pid = record.pid()
    for (const end of ['-wal', '-shm']) rmSync(databasePath(dataDir) + end)
    await until(() => record.pid() !== undefined && record.pid() !== pid)
    expect(troubles[0]).toMatch(/vigil\.db-wal was removed, renamed or replaced/)
    expect(seqs(await write(commit(2)))).toEqual([2])
    expect(troubles.at(-1)).toBeNull()
    signal('SIGKILL')
    expect(await readings()).toEqual([1, 2])
  })

  it('goes on when its file is put back', async () => {
    await open()
    const elsewhere = join(dataDir, 'elsewhere.db')
    renameSync(databasePath(dataDir), elsewhere)
    await until(() => troubles.length > 0)
    const outcome = write(commit(1))
    renameSync(elsewhere, databasePath(dataDir))
    expect(seqs(await outcome)).toEqual([1])
    expect(troubles.at(-1)).toBeNull()
  })

  it('begins no new record where the one that was open has been taken away, its folder too', async () => {
    await open()
    expect(seqs(await write(commit(1)))).toEqual([1])
    const away = `${dataDir}-away`
    const goOn = () =>
      startRecord({ dataDir, version: 'test', programs: testPrograms(), say: () => {}, goesOn: true })
    renameSync(dataDir, away)
    const outcome = write(commit(2))
    signal('SIGKILL')
    await until(() => troubles.length > 0 && record.pid() !== undefined)
    await record.close()
    await expect(goOn()).rejects.toThrow(
      /was removed, renamed or replaced while Vigil runs: put the file back/,
    )
    expect(existsSync(dataDir)).toBe(false)
    renameSync(away, dataDir)
    record = await goOn()
    expect(record.found.openSessions).toMatchObject([{ roomId: 'room-1' }])
    void outcome
  })

  it('stores what it was handed when the core is killed, and lets go', async () => {
    await record.close()
    const core = spawn(process.execPath, [join(import.meta.dirname, 'testing/write-for-ever.ts'), dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    let said = ''
    core.stdout.on('data', (chunk: Buffer) => {
      said += String(chunk)
    })
    await until(() => said.split('\n').length > 30)
    core.kill('SIGKILL')
    await new Promise(resolve => core.once('close', resolve))
    const acknowledged = said.trim().split('\n').length
    record = await startRecord({
      dataDir,
      version: 'test',
      programs: testPrograms(),
      say: () => {},
      lockPatienceMs: 60_000,
    })
    const found = await readings()
    expect(found.length).toBeGreaterThanOrEqual(acknowledged)
    expect(found).toEqual(found.map((_, index) => index + 1))
  })
})
