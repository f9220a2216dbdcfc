import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import { createReports } from '../export/reports.ts'
import { createImports } from '../import/index.ts'
import { createCaptures } from '../ports/capture/index.ts'
import { createLines } from '../ports/index.ts'
import { createSecrets, keepRecord, openStore } from '../store/index.ts'
import type { RecordKeeper } from './contracts/record.ts'
import { type Core, createCore } from './core.ts'
import { askAs } from './testing/acting.ts'

/* The core on a record that is somewhere else: batches are stored in a later turn, and reading takes one too. */

let dataDir: string
let core: Core
let events: CoreEvent[]

function makeLate(record: RecordKeeper): RecordKeeper {
  let last: Promise<unknown> = Promise.resolve()
  const later = <T>(run: () => T | Promise<T>): Promise<T> => {
    const mine = last.then(() => nextTurn()).then(run)
    last = mine.catch(() => {})
    return mine
  }
  const { read } = record
  return {
    ...record,
    write: (batch, done) => void later(() => record.write(batch, done)),
    read: {
      sessions: most => later(() => read.sessions(most)),
      find: query => later(() => read.find(query)),
      session: id => later(() => read.session(id)),
      recordHash: id => later(() => read.recordHash(id)),
      history: id => later(() => read.history(id)),
      chart: id => later(() => read.chart(id)),
      review: id => later(() => read.review(id)),
      lastWeight: (recordId, simulated) => later(() => read.lastWeight(recordId, simulated)),
      remsDue: nowWallMs => later(() => read.remsDue(nowWallMs)),
    },
    close: () => later(() => record.close()),
  }
}

async function start(change: (record: RecordKeeper) => RecordKeeper = makeLate): Promise<void> {
  const store = openStore(dataDir, { version: 'test' })
  const record = change(keepRecord(store))
  core = await createCore({
    entry: 'browser',
    version: 'test',
    parts: {
      record,
      lines: createLines(),
      captures: createCaptures(dataDir, 'test'),
      reports: createReports({ dataDir, store, worker: undefined }),
      imports: createImports(store),
      secrets: createSecrets(store.pepper, { costLog2: 4 }),
      login: 'os:test',
      beep: () => {},
      say: () => {},
      readSoundOutput: async () => null,
    },
  })
  events = []
  core.subscribe(event => events.push(event))
}
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-late-'))
  await start()
  await ask('addPerson', { name: 'Ana', role: 'nurse' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const ask = (name: string, payload: object): Promise<Answer> => askAs(core, name, payload)
const act = (name: string, payload: object = {}) => ask(name, { by: 'Ana', roomId: 'room-1', ...payload })
const patient = { initials: 'AB', birthYear: 1980, recordId: 'R-1', weightKg: 70 }
const open = (simulate?: object) =>
  act('openSession', { presetId: 'SPRAVATO-84', patient, ...(simulate ? { simulate } : {}) })
const logged = () => events.flatMap(event => (event.kind === 'log' ? [event.entry.entry] : []))
async function room() {
  const snapshot = await core.request({ windowId: 'desk', entry: 'browser' }, 'snapshot', {})
  return snapshot.ok ? snapshot.value.rooms[0] : undefined
}
/** Waits for a condition, not for a time. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise(resolve => setTimeout(resolve, 10))
}

describe('a core whose record answers later', () => {
  it('opens one session in a room, however many ask for one at once', async () => {
    const answers = await Promise.all([open(), open(), open()])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    expect(
      answers.filter(answer => !answer.ok && /already has an open session/.test(answer.message)),
    ).toHaveLength(2)
  })

  it('answers an act once it is in the record', async () => {
    await open()
    expect(await act('recordMark', { mark: 'nausea' })).toMatchObject({ ok: true })
    expect(logged()).toContainEqual(expect.objectContaining({ kind: 'mark', mark: 'nausea' }))
  })

  it('signs one after another: no signature replaces the one before', async () => {
    await ask('addPerson', { name: 'Dr Who', role: 'prescriber' })
    const opened = await open({ scenario: 'quiet-session', speed: 60 })
    const { sessionId } = (opened as { value: { sessionId: string } }).value
    await act('closeSession', { reason: 'test' })
    await until(async () => (await room())?.session === null)
    const sign = (by: string, meaning: string) => ask('signSession', { by, sessionId, meaning })
    const answers = await Promise.all([sign('Ana', 'witnessed'), sign('Dr Who', 'responsible')])
    expect(answers).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])
    const review = await ask('reviewSession', { sessionId })
    expect(review).toMatchObject({ value: { session: { signatures: [{}, {}] } } })
  })

  it('moves a session to another room with all that was recorded of it', async () => {
    await ask('addRoom', { by: 'Ana', name: 'Room 2' })
    await open()
    await act('recordMark', { mark: 'nausea' })
    expect(await act('moveSession', { toRoomId: 'room-2' })).toMatchObject({ ok: true })
    expect((await room())?.session).toBeNull()
    expect(logged()).toContainEqual(expect.objectContaining({ kind: 'moved', to: 'Room 2' }))
    expect(await act('recordMark', { roomId: 'room-2', mark: 'talking' })).toMatchObject({ ok: true })
  })

  it('leaves a session where it is when the move cannot be stored', async () => {
    await ask('addRoom', { by: 'Ana', name: 'Room 2' })
    await open()
    await core.close()
    await start(record => ({
      ...record,
      write(batch, done) {
        if (batch.some(({ change }) => change === 'moveSession'))
          done({ ok: false, error: new Error('The disk is full.') })
        else record.write(batch, done)
      },
    }))
    expect(await act('moveSession', { toRoomId: 'room-2' })).toMatchObject({
      ok: false,
      message: 'The disk is full.',
    })
    expect((await room())?.session?.moves).toBeUndefined()
    expect(await act('recordMark', { mark: 'nausea' })).toMatchObject({ ok: true })
  })

  it('goes on after a restart with everything that was answered', async () => {
    await open()
    await act('recordMark', { mark: 'nausea' })
    await core.close()
    await start()
    expect((await room())?.session?.marks).toMatchObject([{ mark: 'nausea' }])
  })
})
