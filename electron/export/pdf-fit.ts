/** How tightly page 1 is set, in points. */
export interface Fit {
  /** Of its lines. */
  readonly facts: number
  /** Of what must be known before anything is read. */
  readonly notes: number
  readonly table: TableFit
  /** Above a line to write on. */
  readonly pen: number
}

/** How large the letters of a table and of its title are, and the room above and below them, in points. */
export interface TableFit {
  readonly title: number
  readonly size: number
  readonly paddingY: number
}

/** What the tables of the appendices have. */
export const USUAL_TABLE: TableFit = { title: 10.5, size: 7.2, paddingY: 0.7 }

const usual = { notes: 7.5, table: USUAL_TABLE, pen: 32 } as const

/** A fuller page is set more tightly, so that chart and signatures stay on it. */
export const fits: readonly [Fit, ...Fit[]] = [
  { ...usual, facts: 8.5 },
  { ...usual, facts: 8 },
  { ...usual, facts: 7.5 },
  { ...usual, facts: 7 },
  { facts: 7, notes: 7, table: { title: 9, size: 7, paddingY: 0.3 }, pen: 24 },
]
