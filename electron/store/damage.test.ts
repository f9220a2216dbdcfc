import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore, StoreError } from './index.ts'
import { openRaw } from './testing/raw.ts'
import { at, commitOne, makeState, openSession, SESSION } from './testing/record.ts'

/* What is damaged in a record that still opens: it is said, and the rest stays readable. */

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-damage-'))
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const device = {
  id: 'd-1',
  driver: 'nonin-df2',
  label: 'Oximeter',
  port: '/dev/ttyUSB0',
  serialNumber: null,
  roomId: 'room-1',
  origin: 'device',
  remoteStart: false,
} as const

describe('a bad row', () => {
  it.each<[string, string]>([
    ['of a device', `UPDATE devices SET config = '{"id":"d-1"}' WHERE id = 'd-1'`],
    ['of an open session', "UPDATE states SET state = '{}' WHERE session_id = 'S-2'"],
    ['of a list', "UPDATE sessions SET phase = 'dancing' WHERE id = 'S-2'"],
  ])('leaves the rest readable: %s', (_what, sql) => {
    const first = openStore(dir, { version: 'test' })
    openSession(first)
    first.openSession('room-1', makeState('S-2'))
    first.addDevice(device)
    first.addDevice({ ...device, id: 'd-2' })
    first.close()
    const raw = openRaw(dir)
    raw.exec(sql)
    raw.close()
    const store = openStore(dir, { version: 'test' })
    expect(store.devices().map(({ id }) => id)).toContain('d-2')
    expect(store.openSessions().map(({ state }) => state.session.id)).toContain(SESSION)
    expect(store.sessions(10).map(({ id }) => id)).toContain(SESSION)
    expect(store.find({}).sessions.map(({ id }) => id)).toContain(SESSION)
    expect(store.verify().ok).toBe(sql.includes('states'))
    store.close()
  })
})

describe('a damaged page', () => {
  it.each([
    ['in this thread', undefined],
    ['in a thread of its own', new URL('./backup/backup-worker.ts', import.meta.url)],
  ])(
    'is found after the start, off the way of alarms, and said in one sentence: %s',
    async (_where, backupWorker) => {
      const made = openStore(dir, { version: 'test' })
      openSession(made)
      for (let seq = 1; seq <= 300; seq++) commitOne(made, seq)
      await made.backup(at(0))
      made.close()
      const path = join(dir, 'vigil.db')
      const bytes = readFileSync(path)
      // Of a page that a start does not read.
      const place = Math.floor(bytes.length * 0.6)
      bytes[place] = (bytes[place] ?? 0) ^ 1
      writeFileSync(path, bytes)
      const store = openStore(dir, { version: 'test', ...(backupWorker ? { backupWorker } : {}) })
      await expect(store.backupIfDue(at(1000))).rejects.toThrow(StoreError)
      expect(await store.backupIfDue(at(2000))).toBeNull()
      expect(store.sessions(5)).toHaveLength(1)
      store.close()
    },
  )
})
