import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { SessionReview } from '../../shared/review/review.ts'
import { startCore } from '../start/start-core.ts'
import { openStoreReadOnly } from '../store/index.ts'
import { openRaw } from '../store/testing/raw.ts'
import type { Core } from './core.ts'
import { toldInstallation, toldRooms } from './testing/told.ts'

let dataDir: string
let core: Core
let events: CoreEvent[]
let sessionId: string

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-sign-'))
  core = await startCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  events = []
  core.subscribe(event => events.push(event))
  for (const [name, role] of [
    ['Nurse A', 'nurse'],
    ['Dr Who', 'prescriber'],
    ['Ada', 'admin'],
  ])
    await ask('addPerson', { name, role })
  const opened = await ask('openSession', {
    by: 'Nurse A',
    roomId: 'room-1',
    presetId: 'SPRAVATO-56',
    patient: { initials: 'AB', birthYear: 1980, recordId: 'R-1' },
    simulate: { scenario: 'quiet-session', speed: 60 },
  })
  sessionId = (opened as { value: { sessionId: string } }).value.sessionId
  await ask('startDosing', { by: 'Nurse A', roomId: 'room-1', lot: 'L-1' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

function ask(name: string, payload: object): Promise<Answer> {
  return core.answer({ windowId: 'desk', entry: 'browser' }, name, payload)
}
/** What was refused, or '' when it was done. */
async function refusal(name: string, payload: object): Promise<string> {
  const answer = await ask(name, payload)
  return answer.ok ? '' : answer.message
}
async function close(): Promise<void> {
  expect(await refusal('closeSession', { by: 'Nurse A', roomId: 'room-1', reason: 'test' })).toBe('')
  // Waits for the room to let the closed session go.
  while (toldRooms(events).at(-1)?.session !== null) await new Promise(resolve => setTimeout(resolve, 20))
}
const sign = (by: string, pin: string, meaning = 'responsible') =>
  refusal('signSession', { by, sessionId, meaning, pin })
const amend = (more: object) =>
  refusal('amendSession', { by: 'Nurse A', sessionId, reason: 'misread', pin: '4711', ...more })
async function review(): Promise<SessionReview> {
  const answer = await ask('reviewSession', { sessionId })
  return (answer as { value: SessionReview }).value
}

describe('signing a session', () => {
  it('wants a closed session, a PIN, and the right one', async () => {
    expect(await sign('Nurse A', '4711')).toMatch(/open: close it first/)
    await close()
    expect(await sign('Nurse A', '4711')).toMatch(/no PIN yet/)
    expect(await refusal('setPin', { by: 'Nurse A', name: 'Nurse A', pin: '4711' })).toBe('')
    expect(await sign('Nurse A', '0000')).toMatch(/not the PIN/)
    expect(await sign('Nurse A', '4711')).toBe('')
    expect(await sign('Nurse A', '4711')).toMatch(/signed this session already/)
    const { session } = await review()
    expect(session.signatures).toMatchObject([{ by: 'Nurse A', role: 'nurse', meaning: 'responsible' }])
    expect(session.signatures?.[0]?.recordHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('lets a person or an administrator set a PIN, which is stored as a salted hash and never logged', async () => {
    expect(await refusal('setPin', { by: 'Dr Who', name: 'Nurse A', pin: '47114711' })).toMatch(
      /Only Nurse A/,
    )
    expect(await refusal('setPin', { by: 'Ada', name: 'Nurse A', pin: '47114711' })).toBe('')
    expect(await refusal('setPin', { by: 'Nurse A', name: 'Nurse A', pin: '47124712' })).toMatch(/old PIN/)
    const change = { by: 'Nurse A', name: 'Nurse A', pin: '47124712' }
    expect(await refusal('setPin', { ...change, oldPin: '99999999' })).toMatch(/not the PIN/)
    expect(await refusal('setPin', { ...change, oldPin: '47114711' })).toBe('')
    await ask('setPin', { by: 'Ada', name: 'Dr Who', pin: '47124712' })
    const db = openRaw(dataDir, { readOnly: true })
    const stored = db.prepare("SELECT value FROM settings WHERE name LIKE 'pin:%'").all()
    const log = JSON.stringify(db.prepare('SELECT event FROM log').all())
    db.close()
    expect(stored).toHaveLength(2)
    expect(new Set(stored.map(({ value }) => value)).size).toBe(2)
    expect(JSON.stringify(stored) + log + JSON.stringify(events)).not.toMatch(/47114711|47124712/)
  })

  it('makes whoever guesses five times wait, even with the right PIN', async () => {
    await close()
    await ask('setPin', { by: 'Nurse A', name: 'Nurse A', pin: '4711' })
    for (let guess = 0; guess < 5; guess++)
      expect(await sign('Nurse A', `000${guess}`)).toMatch(/not the PIN/)
    expect(await sign('Nurse A', '4711')).toMatch(/Too many wrong PINs/)
    await ask('setPin', { by: 'Ada', name: 'Nurse A', pin: '4711' })
    expect(await sign('Nurse A', '4711')).toBe('')
  })

  it('is void after an amendment, which keeps the old value, until signed again', async () => {
    await ask('setPin', { by: 'Nurse A', name: 'Nurse A', pin: '4711' })
    expect(await amend({ field: 'lot', doseId: 'dose-1', value: 'L-2' })).toMatch(/open/)
    await close()
    await sign('Nurse A', '4711')
    expect(await amend({ field: 'lot', doseId: 'dose-9', value: 'L-2' })).toMatch(/no dose "dose-9"/)
    expect(await amend({ field: 'birthYear', value: 'old' })).toMatch(/cannot be the new value/)
    expect(await amend({ field: 'lot', doseId: 'dose-1', value: 'L-1' })).toMatch(/same as before/)
    expect(await amend({ field: 'lot', doseId: 'dose-1', value: 'L-2', pin: '0000' })).toMatch(/not the PIN/)
    expect(await amend({ field: 'lot', doseId: 'dose-1', value: 'L-2' })).toBe('')
    expect(await amend({ field: 'note', value: 'patient called back, well' })).toBe('')
    const { session, history } = await review()
    expect(session.doses[0]?.lot).toBe('L-2')
    expect(session.amendments).toMatchObject([
      { field: 'lot', doseId: 'dose-1', before: 'L-1', after: 'L-2', reason: 'misread', by: 'Nurse A' },
      { field: 'note', before: null },
    ])
    expect(session.signatures).toMatchObject([{ voidedBy: 'amendment-1' }])
    expect(history.log.flatMap(({ entry }) => (entry.event === 'session' ? [entry.kind] : []))).toEqual(
      expect.arrayContaining(['signed', 'amended']),
    )
    expect(await sign('Nurse A', '4711')).toBe('')
    const { signatures } = (await review()).session
    expect(signatures?.map(({ voidedBy }) => voidedBy)).toEqual(['amendment-1', undefined])
  })

  it('stands in the chain: verify is content, and names the session that was changed behind its back', async () => {
    await ask('setPin', { by: 'Nurse A', name: 'Nurse A', pin: '4711' })
    await close()
    await sign('Nurse A', '4711')
    await amend({ field: 'recordId', value: 'R-2' })
    const store = openStoreReadOnly(dataDir)
    expect(store.verify(sessionId)).toMatchObject({ ok: true, firstBroken: null })
    const db = openRaw(dataDir)
    db.prepare('UPDATE states SET state = replace(state, \'"after":"R-2"\', \'"after":"R-3"\')').run()
    db.close()
    expect(store.verify(sessionId)).toMatchObject({
      ok: false,
      firstBroken: { table: 'states', sessionId, reason: 'the closed session was changed' },
    })
    store.close()
  })

  it('is for carers only', async () => {
    await close()
    await ask('setPin', { by: 'Ada', name: 'Ada', pin: '4711' })
    expect(await sign('Ada', '4711')).toMatch(/Ada is admin; this needs/)
  })
})

describe('a locked screen', () => {
  const unlock = (name: string, pin?: string) =>
    refusal('unlock', { name, ...(pin === undefined ? {} : { pin }) })

  it('opens to a known name, and to whoever has a PIN only with it', async () => {
    expect(await unlock('Nobody')).toMatch(/knows nobody called "Nobody"/)
    expect(await unlock('Ada')).toBe('')
    expect(toldInstallation(events)).toMatchObject({
      currentPerson: 'Ada',
      people: expect.arrayContaining([{ name: 'Nurse A', role: 'nurse', hasPin: false }]),
    })
    await ask('setPin', { by: 'Nurse A', name: 'Nurse A', pin: '4711' })
    expect(toldInstallation(events)).toMatchObject({
      people: expect.arrayContaining([{ name: 'Nurse A', role: 'nurse', hasPin: true }]),
    })
    expect(await unlock('nurse a')).toBe('Nurse A has a PIN: enter it.')
    expect(await unlock('nurse a', '0000')).toMatch(/not the PIN of Nurse A/)
    expect(events.filter(isUnlocking)).toHaveLength(1)
    expect(await unlock('nurse a', '4711')).toBe('')
    expect(events.findLast(isUnlocking)).toMatchObject({ entry: { entry: { by: 'Nurse A' } } })
  })

  it('makes whoever guesses wait', async () => {
    await ask('setPin', { by: 'Nurse A', name: 'Nurse A', pin: '4711' })
    for (let n = 0; n < 5; n++) expect(await unlock('Nurse A', '0000')).toMatch(/not the PIN/)
    expect(await unlock('Nurse A', '4711')).toMatch(/wait 5 min/)
  })
})

function isUnlocking(event: CoreEvent): boolean {
  return (
    event.kind === 'log' &&
    event.entry.entry.event === 'system' &&
    event.entry.entry.detail === 'Unlocked a screen.'
  )
}
