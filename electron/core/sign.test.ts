import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { SessionReview } from '../../shared/review/review.ts'
import { openStoreReadOnly } from '../store/index.ts'
import { openRaw } from '../store/testing/raw.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'
import { toldRooms } from './testing/told.ts'

let dataDir: string
let core: Core
let events: CoreEvent[]
let sessionId: string

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-sign-'))
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
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
  return askAs(core, name, payload)
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
const sign = (by: string, meaning = 'responsible') => refusal('signSession', { by, sessionId, meaning })
const amend = (more: object) =>
  refusal('amendSession', { by: 'Nurse A', sessionId, reason: 'misread', ...more })
async function review(): Promise<SessionReview> {
  const answer = await ask('reviewSession', { sessionId })
  return (answer as { value: SessionReview }).value
}

describe('signing a session', () => {
  it('wants a closed session, and says whose PIN vouched', async () => {
    expect(await sign('Nurse A')).toMatch(/open: close it first/)
    await close()
    expect(await sign('Nurse A')).toBe('')
    expect(await sign('Nurse A')).toMatch(/signed this session already/)
    const { session } = await review()
    expect(session.signatures).toMatchObject([
      { by: 'Nurse A', role: 'nurse', meaning: 'responsible', pinVersion: 1 },
    ])
    expect(session.signatures?.[0]).not.toHaveProperty('pinReset')
    expect(session.signatures?.[0]?.recordHash).toMatch(/^[0-9a-f]{64}$/)
  })

  it('is void after an amendment, which keeps the old value, until signed again', async () => {
    expect(await amend({ field: 'lot', doseId: 'dose-1', value: 'L-2' })).toMatch(/open/)
    await close()
    await sign('Nurse A')
    expect(await amend({ field: 'lot', doseId: 'dose-9', value: 'L-2' })).toMatch(/no dose "dose-9"/)
    expect(await amend({ field: 'birthYear', value: 'old' })).toMatch(/cannot be the new value/)
    expect(await amend({ field: 'lot', doseId: 'dose-1', value: 'L-1' })).toMatch(/same as before/)
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
    expect(await sign('Nurse A')).toBe('')
    const { signatures } = (await review()).session
    expect(signatures?.map(({ voidedBy }) => voidedBy)).toEqual(['amendment-1', undefined])
  })

  it('stands in the chain: verify is content, and names the session that was changed behind its back', async () => {
    await close()
    await sign('Nurse A')
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
    expect(await sign('Ada')).toMatch(/Ada is administrator; this needs/)
  })
})
