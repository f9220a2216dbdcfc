import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DeletionDone, DueDeletion, RecordCareView } from '../../shared/care-views.ts'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import { openStoreReadOnly } from '../store/index.ts'
import { wordsIn } from '../store/testing/holding.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'
import { toldRooms } from './testing/told.ts'

let dataDir: string
let core: Core
let events: CoreEvent[]

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-core-delete-'))
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  events = []
  core.subscribe(event => events.push(event))
  for (const [name, role] of [
    ['Ada', 'admin'],
    ['Otto', 'admin'],
    ['Dr Dora', 'director'],
    ['Nina', 'nurse'],
  ])
    await value('addPerson', { name, role })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

const ask = (name: string, payload: object): Promise<Answer> => askAs(core, name, payload)
async function value<T>(name: string, payload: object): Promise<T> {
  const answer = await ask(name, payload)
  if (!answer.ok) throw new Error(answer.message)
  return answer.value as T
}

async function openSession(speed: number): Promise<string> {
  const { sessionId } = await value<{ sessionId: string }>('openSession', {
    by: 'Nina',
    roomId: 'room-1',
    presetId: 'SPRAVATO-56',
    patient: { initials: 'Q.PLANTED', birthYear: 1980, recordId: 'PLANTED-77' },
    simulate: { scenario: 'quiet-session', speed },
  })
  return sessionId
}

async function closeSession(): Promise<void> {
  await value('closeSession', { by: 'Nina', roomId: 'room-1', reason: 'test' })
  await expect.poll(() => toldRooms(events).at(-1)?.session, { timeout: 60_000 }).toBeNull()
}

it('A session is deleted by an administrator and a medical director, each with a PIN, and by no others', async () => {
  const sessionId = await openSession(60)
  await value('recordMark', { by: 'Nina', roomId: 'room-1', mark: 'note', text: 'PLANTED said she is fine' })
  const asked = { sessionId, reason: 'practice' }
  expect(await ask('deleteSession', { ...asked, by: 'Ada', second: 'Dr Dora' })).toMatchObject({
    ok: false,
    message: expect.stringContaining('close it before'),
  })
  await closeSession()
  for (const [by, second, why] of [
    ['Ada', undefined, 'needs a second person: medical director'],
    ['Dr Dora', undefined, 'needs a second person: admin'],
    ['Ada', 'Otto', 'are both admin'],
    ['Ada', 'Nina', 'only administrator or medical director may sign too'],
    ['Nina', 'Dr Dora', 'this needs administrator or medical director'],
  ] as const)
    expect(await ask('deleteSession', { ...asked, by, second }), `${by} ${second}`).toMatchObject({
      ok: false,
      message: expect.stringContaining(why),
    })
  for (const reason of ['', 'x', 'x'.repeat(201), 'a\u0007bc'])
    expect(await ask('deleteSession', { ...asked, reason, by: 'Ada', second: 'Dr Dora' })).toMatchObject({
      ok: false,
      code: 'invalid',
    })
  // At a locked window, and by a command that goes past people, never.
  expect(await core.answer({ windowId: 'locked', entry: 'browser' }, 'deleteSession', asked)).toMatchObject({
    ok: false,
    code: 'locked',
  })
  expect(await core.answer({ windowId: 'x', entry: 'headless' }, 'deleteSession', asked)).toMatchObject({
    ok: false,
    code: 'forbidden',
  })
  expect(await value<DeletionDone>('deleteSession', { ...asked, by: 'Dr Dora', second: 'Ada' })).toEqual({
    left: [],
  })
  expect(await ask('reviewSession', { by: 'Ada', sessionId })).toMatchObject({ ok: false })
  expect(await value('listSessions', { by: 'Ada' })).toEqual([])
  await core.close()
  expect(wordsIn(join(dataDir, 'vigil.db'), dataDir, ['PLANTED', 'Dr Dora'])).toEqual(['Dr Dora'])
  const store = openStoreReadOnly(dataDir)
  expect(store.verify()).toMatchObject({
    ok: true,
    deleted: [{ sessionId, by: 'Dr Dora and Ada', reason: 'practice' }],
  })
  store.close()
})

it('A treatment is kept for ever, or for the years of the clinic, which an administrator sets', async () => {
  const sessionId = await openSession(1)
  await closeSession()
  const asked = { sessionId, reason: 'too early', by: 'Ada', second: 'Dr Dora' }
  expect(await ask('deleteSession', asked)).toMatchObject({
    ok: false,
    message: expect.stringContaining('keeps every session'),
  })
  expect(await ask('setKeepYears', { by: 'Dr Dora', years: 1 })).toMatchObject({ ok: false })
  for (const years of [0, 101, 1.5])
    expect(await ask('setKeepYears', { by: 'Ada', years })).toMatchObject({ ok: false, code: 'invalid' })
  await value('setKeepYears', { by: 'Ada', years: 10 })
  expect(await value<RecordCareView>('recordCare', { by: 'Nina' })).toMatchObject({
    retention: { years: 10, due: 0 },
  })
  expect(await ask('deleteSession', asked)).toMatchObject({
    ok: false,
    message: expect.stringMatching(/keeps sessions for 10 years: this one until \d{4}-\d\d-\d\d/),
  })
  expect(await value<readonly DueDeletion[]>('dueForDeletion', { by: 'Dr Dora' })).toEqual([])
  expect(await ask('dueForDeletion', { by: 'Nina' })).toMatchObject({ ok: false, code: 'forbidden' })
  await value('setKeepYears', { by: 'Ada', years: null })
  const details = events.flatMap(event =>
    event.kind === 'log' && event.entry.entry.event === 'system' ? [event.entry.entry.detail] : [],
  )
  expect(details).toContain('Years for which sessions are kept: for ever -> 10')
  expect(details).toContain('Years for which sessions are kept: 10 -> for ever')
})
