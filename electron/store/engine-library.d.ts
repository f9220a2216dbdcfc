/* What we use of the library: its own types are hidden from importers by its list of exports. */
declare module 'better-sqlite3-multiple-ciphers' {
  type Cell = string | number | bigint | Uint8Array | null

  class Statement {
    run(...values: readonly Cell[]): unknown
    get(...values: readonly Cell[]): unknown
    all(...values: readonly Cell[]): unknown[]
    iterate(...values: readonly Cell[]): Iterable<unknown>
  }

  export default class Database {
    constructor(path: string, options?: { readonly readonly?: boolean; readonly timeout?: number })
    readonly open: boolean
    readonly inTransaction: boolean
    exec(sql: string): this
    prepare(sql: string): Statement
    close(): this
  }
}
