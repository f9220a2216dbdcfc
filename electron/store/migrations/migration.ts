import type { Database } from '../engine.ts'

/** One change of layout. Runs in a transaction of its own, together with setting `user_version` to `id`. */
export interface Migration {
  /** 1, 2, 3 …, as in the name of its file. */
  readonly id: number
  up(db: Database): void
}
