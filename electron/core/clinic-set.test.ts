import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { clinicSet } from '../../fixtures/clinic-set.ts'
import { type ClinicWords, shippedWords } from '../../shared/clinic-set/clinic-set.ts'
import type { ClinicSetView } from '../../shared/clinic-set/versions.ts'
import type { Answer, CoreEvent } from '../../shared/ipc.ts'
import type { RoomView, Snapshot } from '../../shared/views.ts'
import { openRaw } from '../store/testing/raw.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'

const { version: _version, approved: _approved, ...own } = clinicSet

let dataDir: string
let core: Core
let events: CoreEvent[]

const start = async () => {
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
  events = []
  core.subscribe(event => events.push(event))
}
beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-core-clinic-set-'))
  await start()
  for (const [name, role] of [
    ['Nurse A', 'nurse'],
    ['Dr P', 'prescriber'],
    ['Ada', 'admin'],
    ['Dr D', 'director'],
  ])
    await ask('addPerson', { name, role })
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
async function snapshot(): Promise<Snapshot> {
  return ((await ask('snapshot', {})) as { value: Snapshot }).value
}
const versions = async (): Promise<readonly ClinicSetView[]> => (await snapshot()).clinicSets
const states = async () => (await versions()).map(({ set, state }) => `${set.version} ${state}`)
const seqOf = (view: ClinicSetView | undefined) => view?.history.at(-1)?.seq ?? null
async function save(words: ClinicWords, more: object = {}): Promise<string> {
  const seq = seqOf((await versions()).at(-1))
  return refusal('saveClinicSet', { by: 'Dr D', words, seq, reason: 'staff meeting', ...more })
}
async function approve(more: object = {}): Promise<string> {
  const newest = (await versions()).at(-1)
  const named = { version: newest?.set.version, seq: seqOf(newest) }
  return refusal('approveClinicSet', { by: 'Dr D', ...named, ...more })
}
const withdraw = (version: string) =>
  refusal('withdrawClinicSet', { by: 'Dr D', version, reason: 'new leaflet' })
const openSession = (roomId = 'room-1') =>
  refusal('openSession', {
    by: 'Nurse A',
    roomId,
    presetId: 'SPRAVATO-84',
    patient: { initials: 'AB', birthYear: 1980, recordId: 'R-1' },
    simulate: { scenario: 'quiet-session' },
  })
const mark = (word: string) => refusal('recordMark', { by: 'Nurse A', roomId: 'room-1', mark: 'own', word })
async function room(): Promise<RoomView | undefined> {
  return (await snapshot()).rooms[0]
}
function audited(): readonly string[] {
  return events.flatMap(event =>
    event.kind === 'log' && event.entry.entry.event === 'system' && event.entry.entry.kind === 'clinicSet'
      ? [`${event.entry.entry.by}: ${event.entry.entry.detail}`]
      : [],
  )
}

describe('the words of a clinic', () => {
  it('are drafted and approved by the medical director, and then sessions speak in them', async () => {
    expect(await versions()).toEqual([])
    expect(await save(own)).toBe('')
    expect(await states()).toEqual(['1 draft'])
    expect(await approve()).toBe('')
    expect(await openSession()).toBe('')
    expect((await room())?.session?.clinicSet).toMatchObject({
      ...own,
      version: '1',
      approved: { by: 'Dr D' },
    })
    expect(await mark('Yawning')).toBe('')
    expect(await mark('Sighing')).toMatch(/is no mark of the set/)
    expect((await room())?.session?.marks).toMatchObject([{ mark: 'own', word: 'Yawning' }])
  })

  it('are none while there is only a draft, and a session without them is as it always was', async () => {
    expect(await save(own)).toBe('')
    expect(await openSession()).toBe('')
    expect((await room())?.session).not.toHaveProperty('clinicSet')
    expect(await mark('Yawning')).toMatch(/is no mark of the set/)
  })

  it('stand in the audit trail with who and what differs, each act vouched for in its transaction', async () => {
    await save({ ...shippedWords, marks: ['Yawning'] })
    await approve()
    await withdraw('1')
    expect(audited()).toEqual([
      'Dr D: Clinic’s set v1 changed (staff meeting): Mark: none -> Yawning',
      'Dr D: Clinic’s set v1 approved; differs from what ships: Mark: none -> Yawning',
      'Dr D: Clinic’s set v1 withdrawn: new leaflet',
    ])
    const db = openRaw(dataDir, { readOnly: true })
    const rows = db
      .prepare('SELECT state FROM clinic_sets JOIN log ON log.seq = clinic_sets.seq ORDER BY log.seq')
      .all()
    expect(rows.map(({ state }) => state)).toEqual(['draft', 'approved', 'withdrawn'])
    db.close()
  })

  it.each(['Nurse A', 'Dr P', 'Ada'])('are not for %s to change', async by => {
    expect(await save(own, { by })).toMatch(/this needs medical director\.$/)
    await save(own)
    expect(await approve({ by })).toMatch(/this needs medical director\.$/)
    expect(await refusal('withdrawClinicSet', { by, version: '1', reason: 'x' })).toMatch(
      /this needs medical director\.$/,
    )
    expect(await states()).toEqual(['1 draft'])
  })

  it('are approved with the PIN of the director alone, and only as they were looked at', async () => {
    await save(own)
    const seen = seqOf((await versions()).at(-1))
    expect(await save({ ...own, marks: ['Yawning'] })).toBe('')
    expect(await approve({ seq: seen })).toMatch(/was changed meanwhile: look at it again/)
    expect(await save({ ...own, marks: [] }, { seq: seen })).toMatch(/were changed meanwhile/)
    expect(await approve()).toBe('')
    expect(await approve()).toBe('Clinic’s set v1 is no draft: change it first.')
  })

  it('are refused where a text is missing, or where nothing differs', async () => {
    expect(await save({ ...own, guidance: { 'spo2-low': ' ' } })).toMatch(/guidance.*must not be empty/)
    expect(await save(shippedWords)).toMatch(/^Nothing differs/)
    expect(await versions()).toEqual([])
  })

  it('change by versions: an open session keeps its own, also over a restart; the next one has the new one', async () => {
    await save(own)
    await approve()
    await openSession()
    await save({ ...own, marks: ['Humming'] })
    await approve()
    expect(await states()).toEqual(['1 replaced', '2 approved'])
    await core.close()
    await start()
    expect(await states()).toEqual(['1 replaced', '2 approved'])
    expect((await room())?.session?.clinicSet?.marks).toEqual(own.marks)
    expect(await mark('Humming')).toMatch(/is no mark of the set/)
    await ask('addRoom', { by: 'Ada', name: 'Room 2' })
    const second = (await snapshot()).rooms.find(({ session }) => session === null)?.id ?? ''
    expect(await openSession(second)).toBe('')
    const [set] = (await snapshot()).rooms.flatMap(({ id, session }) =>
      id === second ? [session?.clinicSet] : [],
    )
    expect(set?.marks).toEqual(['Humming'])
  })

  it('that are withdrawn leave new sessions with what ships', async () => {
    await save(own)
    await approve()
    expect(await withdraw('1')).toBe('')
    expect(await withdraw('1')).toBe('Clinic’s set v1 is not in use any more: there is nothing to withdraw.')
    expect(await openSession()).toBe('')
    expect((await room())?.session).not.toHaveProperty('clinicSet')
  })

  it('that this version cannot read are named in the record, and none stands in for them', async () => {
    await save(own)
    await approve()
    await core.close()
    const db = openRaw(dataDir)
    for (const row of db.prepare("SELECT name FROM sqlite_schema WHERE type = 'trigger'").all())
      db.exec(`DROP TRIGGER ${String(row['name'])}`)
    db.exec("UPDATE clinic_sets SET words = json_set(words, '$.later', 1)")
    db.close()
    await start()
    expect(await versions()).toEqual([])
    expect(await openSession()).toBe('')
    expect((await room())?.session).not.toHaveProperty('clinicSet')
    expect(await save(own)).toBe('')
    // Its number is taken.
    expect(await states()).toEqual(['2 draft'])
  })
})
