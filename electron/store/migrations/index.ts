import type { DatabaseSync } from 'node:sqlite'
import { first } from './0001-first.ts'

/** Every change of layout, in order; the file's `user_version` counts those it has had. Never edit one that shipped. */
export const migrations: readonly ((db: DatabaseSync) => void)[] = [first]
