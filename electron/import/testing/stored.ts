import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ClinicSet } from '../../../shared/clinic-set/clinic-set.ts'
import { findPreset } from '../../../shared/presets/index.ts'
import type { Source } from '../../../shared/reading.ts'
import { replayScript } from '../../../shared/session/replay.ts'
import { openRoom } from '../../../shared/session/room-state.ts'
import { parseScript } from '../../../shared/session/script.ts'
import { english as words } from '../../../shared/words/en/index.ts'
import { exportReport, readReport } from '../../export/index.ts'
import { openStore, type ReadStore, type Store } from '../../store/index.ts'
import { importSession } from '../import-session.ts'
import { readSessionBytes } from '../read-bytes.ts'

/* Sessions in stores, for tests of their export and import. */

export const T0_WALL_MS = Date.UTC(2026, 10, 23, 8)

export function emptyStore(version = 'test'): { readonly dir: string; readonly store: Store } {
  const dir = mkdtempSync(join(tmpdir(), 'vigil-import-'))
  const store = openStore(dir, { version })
  store.addRoom({ id: 'room-1', name: 'Room 1' })
  return { dir, store }
}

export const ID = 'S-20261123-abc123'
export const note = { at: { monoMs: 7, wallMs: T0_WALL_MS + 9e9 }, by: 'Ada', file: 'session.json' }

/** The script of a session of a minute, with everything in it that is odd to write down. */
export const shortScript = (): string => `${readFileSync('fixtures/sessions/short-session.ndjson', 'utf8')}
{"t":40,"do":"closeSession","by":"Łukasz Żak","reason":"end of the trial"}`

/** Reads and takes in, as the command and the window do. */
export async function importInto(store: Store, file: Uint8Array) {
  return importSession(store, await readSessionBytes(file), note)
}

/** Stores what a script gives, as a session that was recorded here. */
export function storeScript(
  store: Store,
  script: string,
  sessionId = ID,
  origin: Source['origin'] = 'simulated',
  clinicSet?: ClinicSet,
  preset = findPreset('SPRAVATO-84'),
): void {
  if (!preset) throw new Error('The preset SPRAVATO-84 is gone.')
  const { state, readings, log } = replayScript(parseScript(script, origin), {
    preset,
    ...(clinicSet ? { clinicSet } : {}),
    sessionId,
    t0WallMs: T0_WALL_MS,
  })
  const { session } = state
  const opening = { sessionId, room: 'Room 7', preset, patient: session.patient, by: 'Nurse A' }
  store.openSession('room-1', openRoom({ ...opening, simulated: true, speed: 1 }, session.opened.at))
  const context = { phase: 'dosing', minutesFromT0: 1.5, baseline: null, preset: 'SPRAVATO-84 v1' }
  store.commit({
    sessionId,
    state: { ...state, session: { ...session, room: 'Room 7' } },
    readings,
    log: log.map(({ at, entry }) => ({ at, entry, context })),
  })
}

/** The session file as an export gives it: made at another moment, by another person, each time. */
let made = 0
export async function exportFile(store: ReadStore, sessionId = ID, pseudonymised = false): Promise<Buffer> {
  made += 1
  const at = { monoMs: made, wallMs: T0_WALL_MS + made * 1e9 }
  const report = readReport(store, sessionId, { at, by: `Person ${made}`, software: `0.${made}` }, words)
  return Buffer.from((await exportReport(report, 'json', words, { pseudonymised })).bytes)
}
