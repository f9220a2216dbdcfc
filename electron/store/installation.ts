import type { Person } from '../../shared/roles.ts'
import type { Instant } from '../../shared/time.ts'
import { type DeviceConfig, deviceConfig, type RoomName } from '../core/contracts/record.ts'
import { ELSEWHERE } from './import.ts'
import { text } from './rows.ts'
import type { Prepare } from './statements.ts'
import type { Atomically } from './transaction.ts'

const HEARTBEAT = 'heartbeat'

const sql = {
  setSetting:
    'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
  addPerson: 'INSERT INTO people (name, role) VALUES (?, ?)',
  rooms: 'SELECT id, name FROM rooms WHERE id <> ? ORDER BY rowid',
  addRoom: 'INSERT INTO rooms (id, name) VALUES (?, ?)',
  devices: 'SELECT config FROM devices ORDER BY rowid',
  addDevice: 'INSERT INTO devices (id, config) VALUES (?, ?)',
  removeDevice: 'DELETE FROM devices WHERE id = ?',
} as const

/** What belongs to the installation rather than to a session. Each change throws StoreError when it could not be stored. */
export interface InstallationTables {
  addPerson(person: Person): void
  rooms(): readonly RoomName[]
  addRoom(room: RoomName): void
  devices(): readonly DeviceConfig[]
  addDevice(config: DeviceConfig): void
  removeDevice(id: string): void
  settings(): ReadonlyMap<string, string>
  setSetting(name: string, value: string): void
  /** Remembers that Vigil lives; not part of the record. */
  touch(at: Instant): void
  /** The newest moment the last run is known to have lived. */
  lastInstant(): Instant | null
}

export function createInstallationTables(prepare: Prepare, atomically: Atomically): InstallationTables {
  const run = (statement: string, ...values: readonly string[]) =>
    void atomically(() => prepare(statement).run(...values))
  const settings = () =>
    new Map(
      prepare('SELECT name, value FROM settings')
        .all()
        .map(row => [text(row, 'name'), text(row, 'value')]),
    )

  return {
    addPerson: ({ name, role }) => run(sql.addPerson, name, role),
    rooms: () =>
      prepare(sql.rooms)
        .all(ELSEWHERE)
        .map(row => ({ id: text(row, 'id'), name: text(row, 'name') })),
    addRoom: ({ id, name }) => run(sql.addRoom, id, name),
    devices: () =>
      prepare(sql.devices)
        .all()
        .map(row => deviceConfig.parse(JSON.parse(text(row, 'config')))),
    addDevice: config => run(sql.addDevice, config.id, JSON.stringify(deviceConfig.parse(config))),
    removeDevice: id => run(sql.removeDevice, id),
    settings,
    setSetting: (name, value) => run(sql.setSetting, name, value),
    touch: at => run(sql.setSetting, HEARTBEAT, `${Math.round(at.monoMs)} ${Math.round(at.wallMs)}`),
    lastInstant() {
      const [monoMs, wallMs] = (settings().get(HEARTBEAT) ?? '').split(' ').map(Number)
      return monoMs === undefined || wallMs === undefined ? null : { monoMs, wallMs }
    },
  }
}
