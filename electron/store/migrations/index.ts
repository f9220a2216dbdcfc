import { first } from './0001-first.ts'
import { presetTable } from './0002-presets.ts'
import { clinicSetTable } from './0003-clinic-sets.ts'
import { installationTable } from './0004-installation.ts'
import { peopleTables } from './0005-people.ts'
import { governedRows } from './0006-governed-rows.ts'
import { sessionSearch } from './0007-session-search.ts'
import { sessionLogs } from './0008-session-logs.ts'
import { sealedSessions } from './0009-sealed.ts'
import { tombstones } from './0010-tombstones.ts'
import { logKinds } from './0011-log-kinds.ts'
import type { Migration } from './migration.ts'

export type { Migration } from './migration.ts'

/** Every change of layout, in order. Never edit one that shipped: old files have had it already. */
export const migrations: readonly Migration[] = [
  first,
  presetTable,
  clinicSetTable,
  installationTable,
  peopleTables,
  governedRows,
  sessionSearch,
  sessionLogs,
  sealedSessions,
  tombstones,
  logKinds,
]

/** Of the newest layout. */
export const newestOf = (known: readonly Migration[]): number => known.at(-1)?.id ?? 0
