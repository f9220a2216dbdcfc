import type { StoredRow } from '../engine.ts'

/*
 * Rows turned on their side: what stands in one column is alike, and packs to a tenth. Whole numbers are kept as steps from the one
 * before, a column that holds one value throughout as that value.
 */

type Value = string | number | null

type Column =
  | { readonly all: Value }
  /** The first, then steps; null stays null, and the next step is from the number before it. */
  | { readonly steps: readonly (number | null)[] }
  | { readonly values: readonly Value[] }

export interface Columns {
  readonly rows: number
  readonly columns: Readonly<Record<string, Column>>
}

/** @param names the columns that are kept; each holds text, a number or null */
export function toColumns(rows: readonly StoredRow[], names: readonly string[]): Columns {
  return {
    rows: rows.length,
    columns: Object.fromEntries(names.map(name => [name, pack(rows.map(row => row[name] as Value))])),
  }
}

export function fromColumns({ rows, columns }: Columns): readonly StoredRow[] {
  const unpacked = Object.entries(columns).map(([name, column]) => [name, unpack(column, rows)] as const)
  return Array.from({ length: rows }, (_, index) =>
    Object.fromEntries(unpacked.map(([name, values]) => [name, values[index] ?? null])),
  )
}

function pack(values: readonly Value[]): Column {
  const [first = null] = values
  if (values.every(value => value === first)) return { all: first }
  if (!values.every(value => value === null || Number.isSafeInteger(value))) return { values }
  let before = 0
  return {
    steps: (values as readonly (number | null)[]).map(value => {
      if (value === null) return null
      const step = value - before
      before = value
      return step
    }),
  }
}

function unpack(column: Column, rows: number): readonly Value[] {
  if ('all' in column) return Array.from({ length: rows }, () => column.all)
  if ('values' in column) return column.values
  let before = 0
  return column.steps.map(step => {
    if (step === null) return null
    before += step
    return before
  })
}
