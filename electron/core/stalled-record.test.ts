import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Enrolled } from '../../shared/ipc/people.ts'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import { testPrograms } from '../record/testing/programs.ts'
import { type StartedCore, startCore } from '../start/start-core.ts'
import { openRaw } from '../store/testing/raw.ts'
import { insist } from './testing/insist.ts'

/* The core beside a real record process whose lock or life is taken away: watching goes on, and everybody is told. */

let dataDir: string
let core: StartedCore
let events: CoreEvent[]
let ana: string
let sessionId: string
const PIN = '471182'

async function start(): Promise<void> {
  core = await startCore({
    dataDir,
    entry: 'browser',
    version: 'test',
    beep: () => {},
    programs: testPrograms(),
    lockPatienceMs: 60_000,
  })
  events = []
  core.subscribe(event => events.push(event))
}
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-stalled-'))
  await start()
  await must('setUpClinic', { name: 'Ina', secret: PIN })
  const { personId, code } = (await must('addPerson', { name: 'Ana', role: 'nurse' })) as Enrolled
  ana = personId
  await must('choosePin', { personId, code, secret: PIN })
  const opened = await must('openSession', {
    roomId: 'room-1',
    presetId: 'SPRAVATO-84',
    patient: { initials: 'AB', birthYear: 1980, recordId: 'R-1', weightKg: 70 },
  })
  sessionId = (opened as { readonly sessionId: string }).sessionId
})
afterEach(async () => {
  const record = core.record?.pid()
  // One that a failed test left standing still would never end.
  if (record !== undefined) process.kill(record, 'SIGCONT')
  await core.close()
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

const ask = (name: string, payload: object): Promise<Answer> =>
  core.answer({ windowId: 'desk', entry: 'browser' }, name, payload)

const must = (name: string, payload: object) => insist(ask, name, payload)
const act = (name: string, payload: object = {}) => ask(name, { roomId: 'room-1', ...payload })
const notRecording = () =>
  events.flatMap(event =>
    event.kind === 'alarm' && event.event.alarm === 'not-recording' ? [event.event.transition] : [],
  )
const marks = () =>
  events.flatMap(event =>
    event.kind === 'log' && event.entry.entry.event === 'session' && event.entry.entry.kind === 'mark'
      ? [event.entry.entry.mark]
      : [],
  )
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await wait(10)
}
async function marksInRecord(): Promise<readonly string[]> {
  await core.close()
  await start()
  const snapshot = await core.request({ windowId: 'desk', entry: 'browser' }, 'snapshot', {})
  return snapshot.ok ? (snapshot.value.rooms[0]?.session?.marks ?? []).map(({ mark }) => mark) : []
}

describe('a core whose record is held up', () => {
  it('by another program: the alarm comes, an act is done and said not to be written down yet, and then it is', async () => {
    const other = openRaw(dataDir)
    other.exec('BEGIN IMMEDIATE')
    const answer = await act('recordMark', { mark: 'nausea' })
    expect(answer).toMatchObject({
      ok: true,
      recorded: false,
      message: expect.stringMatching(/^Done, but not yet written down: .* for \d+ s\.$/),
    })
    await until(() => notRecording().includes('raised'))
    const raised = events.find(event => event.kind === 'alarm' && event.event.alarm === 'not-recording')
    expect(raised).toMatchObject({ event: { detail: expect.stringContaining('Another program holds') } })
    expect(marks()).toEqual([])
    // What is in the record can be read all the same; a report would leave out the rest.
    expect(await ask('history', { sessionId })).toMatchObject({ ok: true })
    expect(await ask('makeReport', { sessionId, format: 'csv' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^The record does not take what was measured last/),
    })
    other.exec('ROLLBACK')
    other.close()
    await until(() => notRecording().includes('cleared'))
    await until(() => marks().length > 0)
    expect(await act('recordMark', { mark: 'talking' })).toEqual({ ok: true, value: null })
    expect(await marksInRecord()).toEqual(['nausea', 'talking'])
  })

  it('by a disk that does not answer: windows open, and what would only be done later is not done', async () => {
    process.kill(core.record?.pid() ?? Number.NaN, 'SIGSTOP')
    await until(() => notRecording().includes('raised'))
    const snapshot = await ask('snapshot', {})
    expect(snapshot).toMatchObject({ ok: true, value: { rooms: [{ recording: false }] } })
    expect(await ask('addRoom', { name: 'Room 2' })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Nothing was changed\. .*does not answer/),
    })
    // What is in the record cannot be read either, and whoever asks is told so.
    expect(await ask('history', { sessionId })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/does not answer/),
    })
    // Nor does whoever comes with a PIN wait for a disk.
    expect(await ask('signIn', { personId: ana, secret: PIN })).toMatchObject({
      ok: false,
      message: expect.stringMatching(/^Nothing was changed\. .*does not answer/),
    })
    process.kill(core.record?.pid() ?? Number.NaN, 'SIGCONT')
    await until(() => notRecording().includes('cleared'))
    expect(await ask('addRoom', { name: 'Room 2' })).toMatchObject({ ok: true })
  })

  it('by its own death: nothing answered is lost, and nothing is there twice', async () => {
    process.kill(core.record?.pid() ?? Number.NaN, 'SIGKILL')
    const first = await act('recordMark', { mark: 'nausea' })
    expect(first.ok).toBe(true)
    await until(() => marks().length > 0)
    expect(await marksInRecord()).toEqual(['nausea'])
  })
})
