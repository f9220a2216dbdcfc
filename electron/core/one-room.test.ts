import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { answerTo } from '../../fixtures/answer-to.ts'
import { startWithoutMonitor } from '../../fixtures/start-dosing.ts'
import { isPressureAlarm } from '../../shared/alarm/ids.ts'
import type { Answer } from '../../shared/ipc.ts'
import type { History, RoomView, Snapshot } from '../../shared/views.ts'
import { openStoreReadOnly } from '../store/index.ts'
import type { Core } from './core.ts'
import { askAs, startTestCore } from './testing/acting.ts'

/* One patient is in one room, and a session can move to another (AR-23): through the real core and its record. */

let dataDir: string
let core: Core

beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'vigil-one-room-'))
  await start()
  await ask('addPerson', { name: 'Nurse A', role: 'nurse' })
  await ask('addPerson', { name: 'Dr Who', role: 'prescriber' })
  await act('addRoom', { name: 'Room 2' })
})
afterEach(async () => {
  await core.close()
  rmSync(dataDir, { recursive: true, force: true })
})

async function start(): Promise<void> {
  core = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
}
const ask = (name: string, payload: object): Promise<Answer> => askAs(core, name, payload, 'test')
async function value<T>(name: string, payload: object): Promise<T> {
  const answered = await ask(name, payload)
  if (!answered.ok) throw new Error(answered.message)
  return answered.value as T
}
const act = (name: string, payload: object = {}) => ask(name, { by: 'Nurse A', ...payload })
async function look(roomId: string): Promise<RoomView> {
  const room = (await value<Snapshot>('snapshot', {})).rooms.find(({ id }) => id === roomId)
  if (!room) throw new Error(`There is no ${roomId}.`)
  return room
}
const open = (roomId: string, recordId: string, more: object = {}) =>
  act('openSession', {
    roomId,
    presetId: 'SPRAVATO-84',
    patient: { initials: 'AB', birthYear: 1980, recordId, weightKg: 70 },
    ...more,
  })
const simulate = { simulate: { scenario: 'quiet-session' } }
const move = (roomId: string, toRoomId: string) => act('moveSession', { roomId, toRoomId })
const refused = (message: RegExp) => ({ ok: false, code: 'refused', message: expect.stringMatching(message) })

describe('A patient who is in one room', () => {
  it.each(['R-1', 'r-1'])('is refused another, by the record number %s', async recordId => {
    await open('room-1', 'R-1')
    expect(await open('room-2', recordId)).toMatchObject(refused(/is in Room 1: move that session to Room 2/))
    expect((await look('room-2')).session).toBeNull()
    expect(await open('room-2', 'R-2')).toMatchObject({ ok: true })
  })
  it('is refused it also when both are asked for at once', async () => {
    const answers = await Promise.all([open('room-1', 'R-1'), open('room-2', 'R-1')])
    expect(answers.map(({ ok }) => ok)).toEqual([true, false])
  })
  it('may come back once the session is closed; a simulated patient is nobody', async () => {
    await open('room-1', 'R-1')
    await act('closeSession', { roomId: 'room-1' })
    expect(await open('room-2', 'R-1', simulate)).toMatchObject({ ok: true })
    expect(await open('room-1', 'R-1')).toMatchObject({ ok: true })
  })
})

describe('A session', () => {
  async function openWithHigh(): Promise<RoomView> {
    await open('room-1', 'R-1')
    await startWithoutMonitor((name, payload) => act(name, { roomId: 'room-1', ...payload }), 'Dr Who', {
      recordId: 'R-1',
      birthYear: 1980,
    })
    await act('recordManual', { roomId: 'room-1', systolic: 190, diastolic: 95 })
    const [alarm] = (await look('room-1')).alarms
    await act('acknowledge', { roomId: 'room-1', ...(alarm && answerTo(alarm)) })
    return look('room-1')
  }
  /** What belongs to the patient. */
  const own = ({ session, alarms, nibp, limits }: RoomView) => ({
    ...session,
    room: '',
    moves: [],
    alarms,
    last: nibp.last,
    limits,
  })

  it('moves with T0, baseline, alarms and acknowledgements, and the record tells it', async () => {
    const before = await openWithHigh()
    expect(before.alarms.some(({ acknowledged }) => acknowledged)).toBe(true)
    expect(await move('room-1', 'room-2')).toMatchObject({ ok: true })
    const after = await look('room-2')
    expect(own(after)).toEqual(own(before))
    expect(after.session).toMatchObject({
      room: 'Room 2',
      moves: [{ from: 'Room 1', to: 'Room 2', by: 'Nurse A' }],
    })
    expect((await look('room-1')).session).toBeNull()
    const { log } = await value<History>('history', { sessionId: before.session?.id })
    expect(log.at(-1)?.entry).toMatchObject({ kind: 'moved', from: 'Room 1', to: 'Room 2', by: 'Nurse A' })
    // It goes on there: the next reading ends the alarm; and the first room is free.
    await act('recordManual', { roomId: 'room-2', systolic: 130, diastolic: 80, confirmed: true })
    const active = (await look('room-2')).alarms.filter(({ state }) => state === 'active')
    // Nothing plays here: on a busy computer the core says so meanwhile.
    expect(active.filter(({ alarm }) => isPressureAlarm(alarm))).toEqual([])
    expect(await open('room-1', 'R-3')).toMatchObject({ ok: true })
  })
  it('is in the other room after a restart, and its record verifies', async () => {
    const before = await openWithHigh()
    await move('room-1', 'room-2')
    await core.close()
    const store = openStoreReadOnly(dataDir)
    expect(store.verify()).toMatchObject({ ok: true })
    store.close()
    await start()
    expect((await look('room-1')).session).toBeNull()
    const after = await look('room-2')
    expect(after.session?.t0).toEqual(before.session?.t0)
    expect(after.alarms.map(({ alarm, acknowledged }) => [alarm, acknowledged?.by])).toEqual(
      before.alarms.map(({ alarm, acknowledged }) => [alarm, acknowledged?.by]),
    )
  })
  it('moves only into a free room, and only where there is one', async () => {
    expect(await move('room-1', 'room-2')).toMatchObject({
      ...refused(/no open session/),
      // What a form goes by, whatever is spoken.
      why: 'noOpenSession',
    })
    await open('room-1', 'R-1')
    expect(await move('room-1', 'room-1')).toMatchObject(refused(/already/))
    await open('room-2', 'R-2')
    expect(await move('room-1', 'room-2')).toMatchObject(refused(/Room 2 already has an open session/))
    expect((await look('room-1')).session?.patient.recordId).toBe('R-1')
    expect(await move('room-1', 'room-9')).toMatchObject(refused(/There is no room/))
  })
  it('of a simulated patient stays', async () => {
    await open('room-1', 'SIM', simulate)
    expect(await move('room-1', 'room-2')).toMatchObject(refused(/simulated/))
  })
})
