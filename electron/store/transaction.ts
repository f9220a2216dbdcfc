import type { Database } from './engine.ts'
import { explain } from './errors.ts'

/** Runs statements as one transaction: all of it is stored, or nothing. May be nested. @throws StoreError */
export type Atomically = <T>(run: () => T) => T

/**
 * @param beforeCommit the last thing of every transaction
 * @param onRollback nothing of what was just written is there: what is remembered of the database may be wrong
 */
export function createTransaction(
  db: Database,
  dataDir: string,
  beforeCommit: () => void,
  onRollback: () => void,
): Atomically {
  return run => {
    if (db.isTransaction) return run()
    try {
      db.exec('BEGIN IMMEDIATE')
      const result = run()
      beforeCommit()
      db.exec('COMMIT')
      return result
    } catch (error) {
      // SQLite rolls back by itself after some errors.
      if (db.isTransaction) db.exec('ROLLBACK')
      onRollback()
      throw explain(error, dataDir)
    }
  }
}

/** Runs statements inside a transaction so that they alone are undone when they fail. Throws on what was thrown. */
export function createSavepoint(db: Database, onRollback: () => void): Atomically {
  return run => {
    db.exec('SAVEPOINT apart')
    try {
      const result = run()
      db.exec('RELEASE apart')
      return result
    } catch (error) {
      // A full disk or a failing one may have ended the whole transaction.
      if (db.isTransaction) db.exec('ROLLBACK TO apart; RELEASE apart')
      onRollback()
      throw error
    }
  }
}

/** Could something be stored now? Stores nothing. @throws StoreError where another program holds the record */
export function tryLock(db: Database, dataDir: string): void {
  if (db.isTransaction) return
  try {
    db.exec('BEGIN IMMEDIATE')
    db.exec('ROLLBACK')
  } catch (error) {
    throw explain(error, dataDir)
  }
}
