import type { Instant } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import {
  type Alive,
  type DeviceConfig,
  deviceConfig,
  type Installation,
  type RoomName,
} from '../core/contracts/record.ts'
import { ELSEWHERE } from './import.ts'
import { readable } from './readable.ts'
import { number, text } from './rows.ts'
import { newestRecorded } from './sessions.ts'
import type { Prepare } from './statements.ts'
import type { Atomically } from './transaction.ts'

const sql = {
  setSetting:
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  rooms: 'SELECT id, name FROM rooms WHERE id <> ? ORDER BY rowid',
  addRoom: 'INSERT INTO rooms (id, name) VALUES (?, ?)',
  devices: 'SELECT id, config FROM devices ORDER BY rowid',
  addDevice: 'INSERT INTO devices (id, config) VALUES (?, ?)',
  removeDevice: 'DELETE FROM devices WHERE id = ?',
  touch: 'UPDATE newest SET alive = ?, seal = ?',
  alive: 'SELECT alive FROM newest',
  begin: 'UPDATE installation SET starts = starts + 1 RETURNING id, starts',
} as const

/** What belongs to the installation rather than to a session. Each change throws StoreError when it could not be stored. */
export interface InstallationTables {
  /** Counts a start of the core, and says whose record this is. */
  begin(): Installation
  rooms(): readonly RoomName[]
  addRoom(room: RoomName): void
  devices(): readonly DeviceConfig[]
  addDevice(config: DeviceConfig): void
  removeDevice(id: string): void
  settings(): ReadonlyMap<string, string>
  setSetting(name: string, value: string): void
  /** Remembers that Vigil lives; not part of the record. */
  touch(at: Alive): void
  /** The newest moment the last run is known to have lived: nothing of it in the record is newer. */
  lastInstant(): Alive | null
}

/** One setting; null: it was never set. */
export function readSetting(prepare: Prepare, name: string): string | null {
  const row = prepare('SELECT value FROM settings WHERE name = ?').get(name)
  return row ? text(row, 'value') : null
}

/** @param seal what vouches for a heartbeat */
export function createInstallationTables(
  prepare: Prepare,
  atomically: Atomically,
  seal: (beat: string) => string,
): InstallationTables {
  const run = (statement: string, ...values: readonly string[]) =>
    void atomically(() => prepare(statement).run(...values))
  const settings = () =>
    new Map(
      prepare('SELECT name, value FROM settings')
        .all()
        .map(row => [text(row, 'name'), text(row, 'value')]),
    )

  return {
    begin: () =>
      atomically(() => {
        const row = prepare(sql.begin).get() ?? {}
        return { id: text(row, 'id'), starts: number(row, 'starts') }
      }),
    rooms: () =>
      prepare(sql.rooms)
        .all(ELSEWHERE)
        .map(row => ({ id: text(row, 'id'), name: text(row, 'name') })),
    addRoom: ({ id, name }) => run(sql.addRoom, id, name),
    devices: () =>
      readable(
        prepare(sql.devices).all(),
        row => deviceConfig.parse(JSON.parse(text(row, 'config'))),
        row => phrase.record.theDevice(String(row['id'])),
      ),
    addDevice: config => run(sql.addDevice, config.id, JSON.stringify(deviceConfig.parse(config))),
    removeDevice: id => run(sql.removeDevice, id),
    settings,
    setSetting: (name, value) => run(sql.setSetting, name, value),
    touch(at) {
      const beat = writeAlive(at)
      run(sql.touch, beat, seal(beat))
    },
    lastInstant: () =>
      notBefore(newestRecorded(prepare), readAlive(text(prepare(sql.alive).get() ?? {}, 'alive'))),
  }
}

/** Earlier versions wrote, and read, the first two only. */
function writeAlive({ monoMs, wallMs, upMs, boot }: Alive): string {
  const times = [monoMs, wallMs, ...(upMs === undefined ? [] : [upMs])].map(Math.round)
  return [...times, ...(upMs === undefined || !boot ? [] : [boot])].join(' ')
}

function readAlive(stored: string): Alive | null {
  const [mono, wall, up, boot = null] = stored.split(' ')
  const [monoMs, wallMs, upMs] = [mono, wall, up].map(part => (part ? Number(part) : Number.NaN))
  if (!isTime(monoMs) || !isTime(wallMs)) return null
  return { monoMs, wallMs, ...(isTime(upMs) ? { upMs, boot } : {}) }
}

function isTime(ms: number | undefined): ms is number {
  return ms !== undefined && Number.isFinite(ms)
}

/** The line never goes back: what is in the record has been, whatever the heartbeat says (AR-22). */
function notBefore(recorded: Instant | null, alive: Alive | null): Alive | null {
  if (!recorded || (alive && alive.monoMs >= recorded.monoMs)) return alive
  if (alive?.upMs === undefined) return recorded
  // Uptime and line go alike within one run.
  return { ...recorded, upMs: alive.upMs + recorded.monoMs - alive.monoMs, boot: alive.boot ?? null }
}
