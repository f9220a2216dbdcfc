import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { copyPreset } from '../../shared/presets/clinic.ts'
import { spravato84 } from '../../shared/presets/spravato.ts'
import { type Anchor, readAnchors } from './anchors.ts'
import type { Database } from './engine.ts'
import { openStore, type Store } from './index.ts'
import { forge } from './testing/forge.ts'
import { forgetEnds } from './testing/forget-ends.ts'
import { at, closedState, closing, commitOne, makeVital, openSession, SESSION } from './testing/record.ts'

/*
 * What somebody could do who has every key, and makes each chain, digest and signature anew that the edit breaks: `verify` alone finds
 * nothing, and does by the anchor of a backup that was made after what was edited.
 */

let dir: string
let store: Store
let anchors: readonly Anchor[]

const alarm = {
  event: 'alarm',
  alarm: 'spo2-low',
  priority: 'high',
  transition: 'raised',
  value: 80,
  limit: 85,
} as const
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

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-forged-record-'))
  store = openStore(dir, { version: 'test' })
  store.setPerson({ id: 'person-1', name: 'Ana', role: 'nurse', active: true })
  store.setPerson({ id: 'person-2', name: 'Ben', role: 'clinician', active: true })
  store.setCredentials('person-2', { old: 'hash-1' })
  store.setSetting('clinic', '{"name":"Own"}')
  openSession(store)
  store.addDevice(device)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  store.commit({ sessionId: SESSION, readings: [makeVital(4, 80)], log: [{ at: at(4000), entry: alarm }] })
  const preset = copyPreset([], spravato84, 'Own')
  const saved = { state: 'draft', by: 'Ben', wallMs: at(0).wallMs, reason: null, preset } as const
  const entry = { event: 'system', kind: 'preset', by: 'Ben', detail: preset.id } as const
  store.commit({ sessionId: null, readings: [], log: [{ at: at(5000), entry }], preset: saved })
  const log = [{ at: at(9000), entry: closing }]
  store.commit({ sessionId: SESSION, state: closedState(), readings: [makeVital(5)], log })
  const backup = await store.backup(at(9600))
  anchors = readAnchors(readFileSync(join(backup, 'manifest.json'), 'utf8'))
})
afterEach(() => {
  store.close()
  rmSync(dir, { recursive: true, force: true })
})

function forgeHere(edit: (raw: Database) => void): void {
  store.close()
  forgetEnds(dir)
  forge(dir, edit)
  store = openStore(dir, { version: 'test' })
}

const edits: readonly (readonly [string, string])[] = [
  ['a changed reading', 'UPDATE readings SET value = 99 WHERE seq = 4'],
  ['a removed reading', 'DELETE FROM readings WHERE seq = 4'],
  ['a deleted alarm', "DELETE FROM session_log WHERE event LIKE '%spo2-low%'"],
  ['a changed alarm', `UPDATE session_log SET event = replace(event, '"value":80', '"value":95')`],
  ['a cut tail', 'DELETE FROM session_log WHERE seq >= 4'],
  ['a changed name in the log', `UPDATE session_log SET event = replace(event, '"by":"Ana"', '"by":"Eve"')`],
  [
    'a removed session',
    `DELETE FROM readings; DELETE FROM states; DELETE FROM sessions; DELETE FROM session_log; DELETE FROM heads WHERE chain LIKE '%${SESSION}'`,
  ],
  ['a changed role', "UPDATE people SET role = 'admin' WHERE name = 'Ana'"],
  [
    'a person added before it',
    "INSERT INTO people (id, name, role, active) VALUES ('person-3', 'Eve', 'admin', 1)",
  ],
  ['a changed PIN', `UPDATE credentials SET credentials = '{"old":"hash-2"}' WHERE person_id = 'person-2'`],
  ['a removed PIN', "DELETE FROM credentials WHERE person_id = 'person-2'"],
  ['a changed setting', `UPDATE settings SET value = '{"name":"Other"}' WHERE name = 'clinic'`],
  [
    'a reopened session',
    "UPDATE sessions SET phase = 'recovery', closed_mono_ms = NULL, closed_wall_ms = NULL",
  ],
  [
    'a changed patient of a closed session',
    "UPDATE states SET state = json_set(state, '$.session.patient.initials', 'X.Y.')",
  ],
  ['another count of alarms in the list', 'UPDATE sessions SET high_alarms = 7'],
  ['a device on another port', "UPDATE devices SET config = json_set(config, '$.port', '/dev/ttyUSB9')"],
  ['a renamed room', "UPDATE rooms SET name = 'Room 2'"],
  ['a changed preset', "UPDATE presets SET preset = json_set(preset, '$.label', 'X')"],
]

describe('whoever has the keys, and makes everything anew', () => {
  it('changes nothing by that alone: the anchor still holds', () => {
    forgeHere(() => {})
    expect(store.verify(undefined, anchors)).toMatchObject({ ok: true, firstBroken: null })
  })

  it.each(edits)('is found by a newer anchor: %s', (_what, sql) => {
    forgeHere(raw => raw.exec(sql))
    // Else the anchor would not be what finds it.
    expect(store.verify()).toMatchObject({ ok: true, firstBroken: null })
    expect(store.verify(undefined, anchors)).toMatchObject({
      ok: false,
      firstBroken: { reason: expect.stringContaining('anchor') },
    })
  })
})
