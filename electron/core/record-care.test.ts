import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import type { FoundSessions, RecordCareView, TriedBackup } from '../../shared/care-views.ts'
import type { Answer } from '../../shared/ipc.ts'
import { testPrograms } from '../record/testing/programs.ts'
import { openEngine } from '../store/engine.ts'
import { openKeys, openStore, openStoreReadOnly, ownSources } from '../store/index.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'

let dataDir: string
let place: string
let core: Core
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-care-'))
  place = mkdtempSync(join(tmpdir(), 'vigil-place-'))
  core = await startTestCore({
    dataDir,
    entry: 'browser',
    version: 'test',
    beep: () => {},
    programs: testPrograms(),
  })
  await value('addPerson', { name: 'Ada', role: 'admin' })
  await value('addPerson', { name: 'Nina', role: 'nurse' })
})
afterEach(async () => {
  await core.close()
  for (const dir of [dataDir, place]) rmSync(dir, { recursive: true, force: true })
})

function ask(name: string, payload: object): Promise<Answer> {
  return askAs(core, name, payload)
}
async function value<T>(name: string, payload: object): Promise<T> {
  const answer = await ask(name, payload)
  if (!answer.ok) throw new Error(answer.message)
  return answer.value as T
}

it('A backup is made by anybody, in both places, tried, and all of it noted', async () => {
  expect(await value<RecordCareView>('recordCare', {})).toMatchObject({
    place: null,
    keys: [{ kind: 'file' }],
  })
  await value('setBackupPlace', { by: 'Ada', place })
  const { name } = await value<{ name: string }>('backUpNow', { by: 'Nina' })
  const care = await value<RecordCareView>('recordCare', {})
  expect(care).toMatchObject({ overdue: false, place, placeIsThere: true })
  // On a slow computer the day's own has been made meanwhile.
  expect(care.backups).toContainEqual(expect.objectContaining({ name, sessions: 0, otherKeys: false }))
  expect(care.placeLastWallMs).toBe(care.lastWallMs)
  expect(await value<TriedBackup>('tryBackup', { by: 'Ada', name })).toMatchObject({
    ok: true,
    problem: null,
  })
  expect(await ask('tryBackup', { by: 'Ada', name: 'vigil-2000-01-01T000000Z' })).toMatchObject({
    ok: false,
    code: 'refused',
    message: expect.stringContaining('There is no backup'),
  })
  await core.close()
  const store = openStoreReadOnly(dataDir)
  expect(store.verify()).toMatchObject({ ok: true })
  store.close()
})

it('A second place that cannot be one is refused where it is typed, and the page stays', async () => {
  const file = join(place, 'a.txt')
  writeFileSync(file, 'x')
  for (const [typed, why] of [
    [file, /a\.txt is a file, not a folder/],
    ['relative/x', /no whole path/],
    [join(dataDir, 'backups'), /not apart from the record/],
    [join(place, 'away'), /There is no folder .*connect its disk/],
  ] as const)
    expect(await ask('setBackupPlace', { by: 'Ada', place: typed })).toMatchObject({
      ok: false,
      code: 'refused',
      message: expect.stringMatching(why),
    })
  expect(await value<RecordCareView>('recordCare', {})).toMatchObject({ place: null })
  const stick = join(place, 'stick')
  mkdirSync(stick)
  await value('setBackupPlace', { by: 'Ada', place: stick })
  rmSync(stick, { recursive: true })
  writeFileSync(stick, 'a file now')
  expect(await value<RecordCareView>('recordCare', {})).toMatchObject({
    place: stick,
    placeProblem: expect.stringContaining('is a file'),
  })
})

it('An administrator says when sessions are sealed, within what is possible, and it is noted', async () => {
  expect(await ask('setSealAfterDays', { by: 'Nina', days: 30 })).toMatchObject({ ok: false })
  for (const days of [-1, 3651, 1.5])
    expect(await ask('setSealAfterDays', { by: 'Ada', days })).toMatchObject({ ok: false, code: 'invalid' })
  const details: (string | undefined)[] = []
  core.subscribe(event => {
    if (event.kind === 'log' && event.entry.entry.event === 'system') details.push(event.entry.entry.detail)
  })
  await value('setSealAfterDays', { by: 'Ada', days: 30 })
  expect(await value<RecordCareView>('recordCare', {})).toMatchObject({
    sealing: { afterDays: 30, unsealed: [] },
  })
  await expect.poll(() => details).toContain('Days until a closed session is sealed: 7 -> 30')
})

it('A first recovery code is for the administrator, is told once, and counts when it was typed back', async () => {
  expect(await ask('makeFirstRecoveryCode', { by: 'Nina' })).toMatchObject({ ok: false, code: 'forbidden' })
  const { code } = await value<{ code: string }>('makeFirstRecoveryCode', { by: 'Ada' })
  const slots = async () => (await value<RecordCareView>('recordCare', {})).keys
  expect(await slots()).toMatchObject([{ kind: 'file' }, { kind: 'recovery', proved: false }])
  const wrong = `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`
  expect(await ask('proveRecoveryCode', { by: 'Ada', code: wrong })).toMatchObject({
    ok: false,
    code: 'refused',
  })
  await value('proveRecoveryCode', { by: 'Ada', code: code.toLowerCase() })
  expect(await slots()).toMatchObject([{ kind: 'file' }, { kind: 'recovery', proved: true }])
  expect(readFileSync(join(dataDir, 'vigil.keys'), 'utf8')).not.toContain(code.slice(0, 4))
})

it('A further code is printed by an administrator and a medical director together, and by no two others', async () => {
  const { code } = await value<{ code: string }>('makeFirstRecoveryCode', { by: 'Ada' })
  await value('proveRecoveryCode', { by: 'Ada', code })
  expect(await ask('makeFirstRecoveryCode', { by: 'Ada' })).toMatchObject({
    ok: false,
    message: expect.stringContaining('together'),
  })
  await value('addPerson', { name: 'Otto', role: 'admin' })
  await value('addPerson', { name: 'Dr Dora', role: 'director' })
  for (const [by, second, why] of [
    ['Ada', undefined, 'needs a second person: medical director'],
    ['Dr Dora', undefined, 'needs a second person: admin'],
    ['Ada', 'Ada', 'cannot be the second person too'],
    ['Ada', 'Otto', 'are both admin'],
    ['Ada', 'Nina', 'only administrator or medical director may sign too'],
    ['Nina', 'Dr Dora', 'this needs administrator or medical director'],
  ] as const)
    expect(await ask('makeRecoveryCode', { by, second }), `${by} ${second}`).toMatchObject({
      ok: false,
      message: expect.stringContaining(why),
    })
  const events: string[] = []
  core.subscribe(event => {
    if (event.kind === 'log' && event.entry.entry.event === 'system')
      events.push(`${event.entry.entry.by}: ${event.entry.entry.detail}`)
  })
  const made = await value<{ code: string }>('makeRecoveryCode', { by: 'Dr Dora', second: 'Ada' })
  expect(made.code).not.toBe(code)
  await expect
    .poll(() => events)
    .toContainEqual(expect.stringMatching(/^Dr Dora and Ada: A recovery code was made/))
}, 300_000)

it('New keys are made by two people between sessions, and the core goes on with the record under them', async () => {
  const { code } = await value<{ code: string }>('makeFirstRecoveryCode', { by: 'Ada' })
  await value('proveRecoveryCode', { by: 'Ada', code })
  await value('addPerson', { name: 'Dr Dora', role: 'director' })
  const before = openKeys(dataDir, ownSources).id
  expect(await ask('rekeyRecord', { by: 'Ada' })).toMatchObject({
    ok: false,
    message: expect.stringContaining('needs a second person: medical director'),
  })
  const opening = { by: 'Nina', roomId: 'room-1', presetId: 'SPRAVATO-84' }
  const patient = { initials: 'Q.X.', birthYear: 1980, recordId: 'R-77' }
  const { sessionId } = await value<{ sessionId: string }>('openSession', { ...opening, patient })
  expect(await ask('rekeyRecord', { by: 'Ada', second: 'Dr Dora' })).toMatchObject({
    ok: false,
    message: expect.stringContaining('has an open session'),
  })
  await value('closeSession', { by: 'Nina', roomId: 'room-1', reason: 'aborted' })

  const made = await value<{ code: string }>('rekeyRecord', { by: 'Ada', second: 'Dr Dora' })
  expect(openKeys(dataDir, ownSources).id).not.toBe(before)
  // Asked at once, of the record's next process.
  await value('proveRecoveryCode', { by: 'Ada', code: made.code })
  expect(await ask('proveRecoveryCode', { by: 'Ada', code })).toMatchObject({ ok: false })
  await value('addRoom', { by: 'Ada', name: 'Room 9' })
  const { name } = await value<{ name: string }>('backUpNow', { by: 'Nina' })
  expect(await value<TriedBackup>('tryBackup', { by: 'Ada', name })).toMatchObject({ ok: true })
  await core.close()
  const store = openStore(dataDir, { version: 'test' })
  expect(store.verify()).toMatchObject({ ok: true })
  expect(store.rooms().map(room => room.name)).toContain('Room 9')
  expect(store.session(sessionId)?.session.phase).toBe('closed')
  store.close()
}, 300_000)

it('A backup is restored right after the last close, whose last word stands in what is put aside', async () => {
  await value('addPerson', { name: 'Dr Dora', role: 'director' })
  const { name } = await value<{ name: string }>('backUpNow', { by: 'Nina' })
  const opening = { by: 'Nina', roomId: 'room-1', presetId: 'SPRAVATO-84' }
  const patient = { initials: 'Q.X.', birthYear: 1980, recordId: 'R-77' }
  const { sessionId } = await value<{ sessionId: string }>('openSession', { ...opening, patient })
  const restoring = { by: 'Ada', second: 'Dr Dora', name }
  expect(await ask('restoreBackup', restoring)).toMatchObject({
    ok: false,
    message: expect.stringContaining('A session is open in'),
  })
  await value('closeSession', { by: 'Nina', roomId: 'room-1', reason: 'aborted' })
  await value('restoreBackup', restoring)
  await core.close()

  const [aside = ''] = readdirSync(join(dataDir, 'aside'))
  const path = join(dataDir, 'aside', aside, 'vigil.db')
  const before = openEngine(path, { key: openKeys(dataDir, ownSources).database, readOnly: true })
  expect(before.prepare('SELECT id, closed_wall_ms IS NULL AS open FROM sessions').all()).toEqual([
    { id: sessionId, open: 0 },
  ])
  before.close()
  const store = openStore(dataDir, { version: 'test' })
  expect(store.session(sessionId)).toBeNull()
  expect(store.verify()).toMatchObject({ ok: true })
  store.close()
}, 300_000)

it('A first code is not made while a medical director could be asked', async () => {
  await value('addPerson', { name: 'Dr Dora', role: 'director' })
  expect(await ask('makeFirstRecoveryCode', { by: 'Ada' })).toMatchObject({ ok: false, code: 'forbidden' })
})

it('Sessions are found past what lists show, and nothing but a query is taken', async () => {
  const simulate = { scenario: 'quiet-session', seed: 1, speed: 60 }
  const patient = { initials: 'Q.X.', birthYear: 1980, recordId: 'R-77' }
  const opening = { by: 'Nina', roomId: 'room-1', presetId: 'SPRAVATO-84', patient, simulate }
  const { sessionId } = await value<{ sessionId: string }>('openSession', opening)
  const found = await value<FoundSessions>('findSessions', { text: 'r-77 qx', stage: 'open' })
  expect(found).toMatchObject({ total: 1, sessions: [{ id: sessionId, signed: false }] })
  expect(await value<FoundSessions>('findSessions', { stage: 'signed' })).toEqual({ total: 0, sessions: [] })
  for (const payload of [{ text: 5 }, { alarm: 'loud' }, { skip: -1 }, { where: '1=1' }])
    expect(await ask('findSessions', payload)).toMatchObject({ ok: false, code: 'invalid' })
})
