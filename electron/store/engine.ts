import Sqlite from 'better-sqlite3-multiple-ciphers'
import { phrase } from '../../shared/words/host.ts'
import { StoreError } from './types.ts'

/*
 * The one place that knows which library SQLite comes from. Files are encrypted page by page in SQLCipher's fourth format
 * (AES-256-CBC, HMAC-SHA512 over every page), so that other programs that know this format can open them with the key.
 */

/** The library ends a process of an older Node without a word. */
const OLDEST_NODE = 22
const KEY_BYTES = 32
/** A plain file begins with these bytes (sqlite.org/fileformat2.html, 1.3); an encrypted one with random ones. */
export const PLAIN_HEADER = 'SQLite format 3\0'
/** Of the format; bytes. */
export const PAGE_BYTES = 4096

/** What a column takes: `undefined` would quietly become NULL, and is refused. */
export type Cell = string | number | bigint | Uint8Array | null
export type StoredRow = Readonly<Record<string, unknown>>

export interface Statement {
  run(...values: readonly Cell[]): void
  get(...values: readonly Cell[]): StoredRow | undefined
  all(...values: readonly Cell[]): readonly StoredRow[]
  /** Nothing may be written on this connection until the last row was taken. */
  iterate(...values: readonly Cell[]): Iterable<StoredRow>
}

export interface Database {
  exec(sql: string): void
  prepare(sql: string): Statement
  readonly isOpen: boolean
  readonly isTransaction: boolean
  close(): void
}

export interface EngineOptions {
  /** 32 bytes; null: the file is not encrypted. */
  readonly key: Uint8Array | null
  readonly readOnly?: boolean
  /** How long a lock of another connection is waited for. */
  readonly timeoutMs?: number
}

/**
 * Opens one database file. A wrong key, like a damaged first page, shows at the first statement.
 *
 * @throws StoreError 'program' under a Node that is too old; else whatever SQLite says (`errors.ts` makes a sentence of it)
 */
export function openEngine(
  path: string,
  { key, readOnly = false, timeoutMs = 2000 }: EngineOptions,
): Database {
  requireNode(process.versions.node)
  const db = new Sqlite(path, { readonly: readOnly, timeout: timeoutMs })
  try {
    // Sorting and the like would else spill plain text into a temporary file.
    db.exec('PRAGMA temp_store = MEMORY')
    if (key) db.exec(`PRAGMA cipher = 'sqlcipher'; PRAGMA legacy = 4; PRAGMA key = "${keyText(key)}"`)
  } catch (error) {
    db.close()
    throw error
  }
  return {
    exec: sql => void db.exec(sql),
    prepare: sql => wrap(db.prepare(sql)),
    get isOpen() {
      return db.open
    },
    get isTransaction() {
      return db.inTransaction
    },
    close: () => void db.close(),
  }
}

/** Encrypts a plain file where it lies. It must not be open, and have no WAL. */
export function encryptFile(path: string, key: Uint8Array): void {
  requireNode(process.versions.node)
  const db = new Sqlite(path)
  try {
    // A rollback journal would hold the plain pages again.
    db.exec('PRAGMA temp_store = MEMORY; PRAGMA journal_mode = DELETE; PRAGMA journal_mode = MEMORY')
    db.exec(`PRAGMA cipher = 'sqlcipher'; PRAGMA legacy = 4; PRAGMA rekey = "${keyText(key)}"`)
  } finally {
    db.close()
  }
}

/** Encrypts an encrypted file under another key, where it lies: a copy, since whatever ends this leaves it worth nothing. */
export function rekeyFile(
  path: string,
  { from, to }: { readonly from: Uint8Array; readonly to: Uint8Array },
): void {
  requireNode(process.versions.node)
  const db = new Sqlite(path)
  try {
    db.exec('PRAGMA temp_store = MEMORY')
    db.exec(`PRAGMA cipher = 'sqlcipher'; PRAGMA legacy = 4; PRAGMA key = "${keyText(from)}"`)
    // Every page is written: a journal of them all would not fit into memory.
    db.exec('PRAGMA journal_mode = DELETE; PRAGMA journal_mode = OFF')
    db.exec(`PRAGMA rekey = "${keyText(to)}"`)
  } finally {
    db.close()
  }
}

/** @throws StoreError with what to do */
export function requireNode(version: string): void {
  if (Number(version.split('.')[0]) >= OLDEST_NODE) return
  throw new StoreError('program', phrase.record.nodeTooOld(OLDEST_NODE, version))
}

/** The key as it is, not a passphrase that would be stretched first. */
function keyText(key: Uint8Array): string {
  if (key.length !== KEY_BYTES) throw new RangeError(`A key of the record has ${KEY_BYTES} bytes.`)
  return `x'${Buffer.from(key).toString('hex')}'`
}

function wrap(statement: ReturnType<Sqlite['prepare']>): Statement {
  const checked = (values: readonly Cell[]) => {
    if (values.includes(undefined as never)) throw new TypeError('A value to be stored is undefined.')
    return values
  }
  return {
    run: (...values) => void statement.run(...checked(values)),
    get: (...values) => statement.get(...checked(values)) as StoredRow | undefined,
    all: (...values) => statement.all(...checked(values)) as readonly StoredRow[],
    iterate: (...values) => statement.iterate(...checked(values)) as Iterable<StoredRow>,
  }
}
