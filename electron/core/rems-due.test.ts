import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { startWithoutMonitor } from '../../fixtures/start-dosing.ts'
import type { Answer } from '../../shared/ipc.ts'
import { DAY_MS } from '../../shared/time.ts'
import type { SessionSummary, Snapshot } from '../../shared/views.ts'
import { createRemsReminders, REMIND_FOR_MS } from '../store/rems-due.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'

let dataDir: string
let core: Core

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-rems-'))
  await start()
  await ask('addPerson', { name: 'Nurse A', role: 'nurse' })
  await ask('addPerson', { name: 'Dr Who', role: 'prescriber' })
  await ask('addPerson', { name: 'Office', role: 'staff' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
}
const ask = (name: string, payload: object): Promise<Answer> => askAs(core, name, payload, 'test')
const act = (name: string, payload: object) => ask(name, { by: 'Nurse A', roomId: 'room-1', ...payload })
async function snapshot(): Promise<Snapshot> {
  // Whom Vigil has watched is told where somebody is.
  await ask('listPorts', { by: 'Office' })
  const answer = await ask('snapshot', {})
  if (!answer.ok) throw new Error(answer.message)
  return answer.value as Snapshot
}

/** A session whose drug was given, closed again. */
async function treat(presetId: string, recordId: string, more: object = {}): Promise<string> {
  const patient = { initials: 'AB', birthYear: 1980, recordId }
  const opened = await act('openSession', { presetId, patient, ...more })
  await startWithoutMonitor(act, 'Dr Who', patient)
  expect(await act('closeSession', { by: 'Dr Who', reason: 'moved to the ward' })).toMatchObject({ ok: true })
  while ((await snapshot()).rooms[0]?.session) await new Promise(resolve => setTimeout(resolve, 20))
  return (opened as { value: { sessionId: string } }).value.sessionId
}

describe('The start page reminds of REMS forms', () => {
  it('from the close until somebody says that the form was sent, also after a restart', async () => {
    const sessionId = await treat('SPRAVATO-56', 'R-1')
    const [due] = (await snapshot()).remsDue
    expect(due).toMatchObject({ sessionId, initials: 'AB', birthYear: 1980 })
    expect((due?.dueWallMs ?? 0) - (due?.treatedWallMs ?? 0)).toBe(7 * DAY_MS)
    await core.close()
    await start()
    expect((await snapshot()).remsDue).toMatchObject([{ sessionId }])
    expect(await ask('noteRemsSent', { by: 'Office', sessionId })).toMatchObject({ ok: true })
    expect((await snapshot()).remsDue).toEqual([])
    await core.close()
    await start()
    expect((await snapshot()).remsDue).toEqual([])
  })

  it('of no other treatment, and of no simulated patient', async () => {
    const sessionId = await treat('IM', 'R-2', {
      patient: { initials: 'AB', birthYear: 1980, recordId: 'R-2', weightKg: 70 },
    })
    await treat('SPRAVATO-56', 'R-3', { simulate: { scenario: 'quiet-session', speed: 1 } })
    expect((await snapshot()).remsDue).toEqual([])
    expect(await ask('noteRemsSent', { by: 'Office', sessionId })).toMatchObject({
      code: 'refused',
      message: 'This treatment has no REMS form.',
    })
  })

  it('the most urgent first, and of none that is long past', () => {
    const at = (wallMs: number) => ({ monoMs: 0, wallMs })
    const preset = { drug: 'esketamine', route: 'nasal' }
    const summary = (id: string, treatedMs: number) =>
      ({
        id,
        initials: id,
        birthYear: 1980,
        t0: at(treatedMs),
        closedAt: at(treatedMs),
        simulated: false,
        imported: false,
      }) as SessionSummary
    const now = 100 * DAY_MS
    const store = {
      sessions: () => [
        summary('new', now - DAY_MS),
        summary('old', now - 9 * DAY_MS),
        summary('past', now - REMIND_FOR_MS - 1),
      ],
      session: () => ({ session: { preset, replayed: false } }),
      notedSessions: () => [],
    } as unknown as Parameters<typeof createRemsReminders>[0]
    expect(createRemsReminders(store)(now).map(({ initials }) => initials)).toEqual(['old', 'new'])
  })
})
