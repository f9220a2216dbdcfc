import type { Migration } from './migration.ts'

/** What the installation has noted, by its kind: looked up whenever somebody comes to a window. */
export const logKinds: Migration = {
  id: 11,
  up(db) {
    db.exec("CREATE INDEX log_by_kind ON log (event ->> '$.kind') WHERE session_id IS NULL")
  },
}
