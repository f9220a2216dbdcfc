import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Enrolled } from '../../shared/ipc/people.ts'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { Snapshot } from '../../shared/views.ts'
import { speak, spokenLanguage } from '../../shared/words/speaking.ts'
import { insist } from '../core/testing/insist.ts'
import { builtProgram, testPrograms } from '../record/testing/programs.ts'
import { openStoreReadOnly } from '../store/index.ts'
import { forkCore } from './core-channel.ts'
import { type SupervisedCore, superviseCore } from './supervisor.ts'

const PIN = '471182'

/* A real core in a process of its own, with its record and its watchdog, killed while a session is open. */

let dataDir: string
let core: SupervisedCore
let events: CoreEvent[]
let restarts: (readonly string[])[]

const start = () =>
  superviseCore({
    open: forkCore(builtProgram('core-process')),
    beginning: {
      dataDir,
      entry: 'browser',
      version: 'test',
      programs: testPrograms(),
      relays: null,
      watchdog: [process.execPath, builtProgram('watchdog')],
    },
    say: () => {},
    keepLine: () => {},
    bell: () => {},
    onRestart: lost => void restarts.push(lost),
  })

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-supervised-'))
  restarts = []
  events = []
  core = await start()
  core.subscribe(told => events.push(...told.map(event => JSON.parse(event) as CoreEvent)))
  await must('setUpClinic', { name: 'Ina', secret: PIN })
  const { personId, code } = (await must('addPerson', { name: 'Ana', role: 'nurse' })) as Enrolled
  await must('choosePin', { personId, code, secret: PIN })
  await must('openSession', {
    roomId: 'room-1',
    presetId: 'SPRAVATO-84',
    patient: { initials: 'AB', birthYear: 1980, recordId: 'R-1', weightKg: 70 },
  })
})
afterEach(async () => {
  await core.close(true)
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})

const ask = async (name: string, payload: object): Promise<Answer> =>
  JSON.parse(await core.answer({ windowId: 'desk', entry: 'browser' }, name, payload)) as Answer

const must = (name: string, payload: object) => insist(ask, name, payload)
const act = (name: string, payload: object = {}) => ask(name, { roomId: 'room-1', ...payload })
async function snapshot(): Promise<Snapshot> {
  const answer = await ask('snapshot', {})
  if (!answer.ok) throw new Error(answer.message)
  return answer.value as Snapshot
}
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await wait(10)
}

/** An act, until it is in the record: a busy computer answers that it is not yet. */
async function markStored(mark: string): Promise<void> {
  expect(await act('recordMark', { mark })).toMatchObject({ ok: true })
  await until(() =>
    events.some(
      ({ kind, ...event }) =>
        kind === 'log' &&
        'entry' in event &&
        event.entry.entry.event === 'session' &&
        event.entry.entry.kind === 'mark' &&
        event.entry.entry.mark === mark,
    ),
  )
}

/** What the record says of the installation. */
const details = () =>
  events.flatMap(event =>
    event.kind === 'log' && event.entry.entry.event === 'system' ? [event.entry.entry.detail ?? ''] : [],
  )

/** The process of this core that runs a program. */
function pidOf(program: string): number {
  const [pid] = globSync('/proc/[0-9]*').flatMap(folder => {
    try {
      const environment = readFileSync(`${folder}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
      const parent = Number(environment[1])
      const runs = readFileSync(`${folder}/cmdline`, 'utf8').includes(program)
      return runs && isOurs(parent) ? [Number(folder.slice('/proc/'.length))] : []
    } catch {
      return []
    }
  })
  // 0 would be everybody in the group of whoever runs the tests.
  if (pid === undefined) throw new Error(`Nothing of this core runs ${program}.`)
  return pid
}
function isOurs(pid: number): boolean {
  for (let ancestor = pid; ancestor > 1; ) {
    if (ancestor === process.pid) return true
    ancestor = Number(readFileSync(`/proc/${ancestor}/stat`, 'utf8').split(') ')[1]?.split(' ')[1] ?? 0)
  }
  return false
}

describe.skipIf(process.platform !== 'linux')('a core in a process of its own', () => {
  it('tells whoever began it the language of the clinic, and so does the one after it', async () => {
    const ina = (await snapshot()).people.find(({ name }) => name === 'Ina')
    await must('signIn', { personId: ina?.id ?? '', secret: PIN })
    const provider = { name: '', phone: '', email: '' }
    await must('setClinic', { clinic: { name: '', address: '', provider, language: 'pseudo' } })
    try {
      await until(() => spokenLanguage() === 'pseudo')
      speak('en')
      const pid = pidOf('core-process.js')
      process.kill(pid, 'SIGKILL')
      await until(() => restarts.length === 1)
      expect(spokenLanguage()).toBe('pseudo')
    } finally {
      speak('en')
    }
  })

  it('is begun again when it is killed, with the same session and nothing answered lost', async () => {
    await markStored('nausea')
    for (const [killed, mark] of ['talking', 'moving'].entries()) {
      const pid = pidOf('core-process.js')
      process.kill(pid, 'SIGKILL')
      await until(() => restarts.length === killed + 1)
      await markStored(mark)
    }
    const { rooms } = await snapshot()
    expect(rooms[0]?.session?.marks.map(({ mark }) => mark)).toEqual(['nausea', 'talking', 'moving'])
    // Events go on to whoever listened before.
    expect(events.some(event => event.kind === 'log' && event.entry.entry.event === 'session')).toBe(true)
    await core.close(true)
    const store = openStoreReadOnly(dataDir)
    expect(store.verify()).toMatchObject({ ok: true, integrity: 'ok' })
    store.close()
    expect(details().filter(detail => /The core stopped \(SIGKILL\)/.test(detail))).toHaveLength(2)
  })

  it('is ended and begun again when it stands still', async () => {
    const pid = pidOf('core-process.js')
    process.kill(pid, 'SIGSTOP')
    await until(() => restarts.length === 1)
    expect(await act('recordMark', { mark: 'nausea' })).toMatchObject({ ok: true })
    const again = pidOf('core-process.js')
    expect(again).not.toBe(pid)
    await until(() => details().some(detail => /The core stopped \(it did not answer for 5 s\)/.test(detail)))
  })

  it('answers what it was asked when it is killed, and tells by name what was done and is not in the record', async () => {
    const record = pidOf('record.js')
    process.kill(record, 'SIGSTOP')
    try {
      expect(await act('recordMark', { mark: 'nausea' })).toMatchObject({ ok: true, recorded: false })
      const pid = pidOf('core-process.js')
      const late = ask('listSessions', {})
      process.kill(pid, 'SIGKILL')
      expect(await late).toMatchObject({ ok: false, code: 'stopped' })
    } finally {
      // It dies with what it was handed unread, as on a computer whose disk has gone.
      process.kill(record, 'SIGKILL')
    }
    await until(() => restarts.length > 0)
    expect(restarts[0]).toEqual([expect.stringMatching(/^“record mark” by Ana in Room 1, \d\d:\d\d:\d\d\.$/)])
    const { rooms } = await snapshot()
    expect(rooms[0]?.session?.marks).toEqual([])
    // Whoever reads the session's list of events finds it there.
    await until(() =>
      events.some(
        event =>
          event.kind === 'log' &&
          event.roomId === 'room-1' &&
          event.entry.entry.event === 'session' &&
          event.entry.entry.kind === 'lost' &&
          event.entry.entry.act === 'recordMark',
      ),
    )
  })

  it('says in one sentence why it cannot begin', async () => {
    await expect(start()).rejects.toThrow(/already running/)
  })
})
