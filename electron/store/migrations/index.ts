import { first } from './0001-first.ts'
import { presetTable } from './0002-presets.ts'
import { clinicSetTable } from './0003-clinic-sets.ts'
import { peopleTables } from './0005-people.ts'
import type { Migration } from './migration.ts'

export type { Migration } from './migration.ts'

/** Every change of layout, in order. Never edit one that shipped: old files have had it already. */
export const migrations: readonly Migration[] = [first, presetTable, clinicSetTable, peopleTables]
