import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import type { Change, DeviceConfig, Outcome } from '../core/contracts/record.ts'
import { keepRecord, openStore, type Store } from './index.ts'
import { at, makeState, makeVital, mark, SESSION } from './testing/record.ts'

let dir: string
let store: Store
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-keeper-'))
  store = openStore(dir, { version: 'test' })
  store.addRoom({ id: 'room-1', name: 'Room 1' })
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

function write(...batch: readonly Change[]): Outcome {
  const told: Outcome[] = []
  keepRecord(store).write(batch, outcome => void told.push(outcome))
  const [outcome] = told
  if (!outcome || told.length > 1) throw new Error(`told ${told.length} times`)
  return outcome
}

const opening = { change: 'openSession', roomId: 'room-1', state: makeState() } as const
const config: DeviceConfig = {
  id: 'device-1',
  driver: 'nonin-df2',
  label: 'Nonin',
  port: '/dev/ttyUSB0',
  serialNumber: null,
  roomId: 'room-1',
  origin: 'device',
  remoteStart: false,
}
const addDevice = { change: 'addDevice', config } as const
const commit = (seq: number): Change => ({
  change: 'commit',
  sessionId: SESSION,
  readings: [makeVital(seq)],
  log: [{ at: at(seq * 1000), entry: mark }],
})

describe('a batch', () => {
  it('is stored whole, in its order, and gives the numbers of its log entries', () => {
    expect(write(opening, addDevice)).toEqual({ ok: true, entries: [] })
    const outcome = write(commit(1), { change: 'touch', at: at(5000) }, commit(2))
    expect(outcome.ok && outcome.entries.map(({ seq }) => seq)).toEqual([1, 2])
    expect(store.devices()).toEqual([config])
    expect(store.lastInstant()).toEqual(at(5000))
    expect(store.verify()).toMatchObject({ ok: true, records: 2, readings: 2 })
  })

  it('is not stored at all when one of its changes cannot be, and the chain goes on from what is there', () => {
    write(opening, addDevice, commit(1))
    const outcome = write(commit(2), addDevice)
    expect(outcome.ok ? '' : outcome.error.message).toMatch(/vigil\.db/)
    expect(store.readings(SESSION)).toHaveLength(1)
    expect(write(commit(2))).toMatchObject({ ok: true, entries: [{ seq: 2 }] })
    expect(store.verify()).toMatchObject({ ok: true, records: 2, readings: 2 })
  })

  it('finds at the next start what was handed over', () => {
    const ana = { id: 'person-1', name: 'Ana', role: 'nurse', active: true } as const
    write(
      opening,
      addDevice,
      { change: 'setPerson', person: ana },
      { change: 'setSetting', name: 'secondContact', value: 'Ana' },
      { change: 'addRoom', room: { id: 'room-2', name: 'Room 2' } },
    )
    const { found } = keepRecord(store)
    expect(found.people).toEqual([{ person: ana, credentials: {} }])
    expect(found.settings.get('secondContact')).toBe('Ana')
    expect(found.rooms.map(({ id }) => id)).toEqual(['room-1', 'room-2'])
    expect(found.devices).toEqual([config])
    expect(found.openSessions.map(({ roomId }) => roomId)).toEqual(['room-1'])
    write({ change: 'removeDevice', id: config.id })
    expect(keepRecord(store).found.devices).toEqual([])
  })
})
