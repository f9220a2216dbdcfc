/** How tightly page 1 is set, in points. */
export interface Fit {
  /** Of its lines. */
  readonly facts: number
  /** Of what must be known before anything is read. */
  readonly notes: number
  /** What the chart's signs mean. */
  readonly legend: number
  readonly table: TableFit
  /** Above a line to write on. */
  readonly pen: number
  /** What must be known stands in one paragraph, not in a line each. */
  readonly joined: boolean
}

/** How large the letters of a table and of its title are, and the room above and below them, in points. */
export interface TableFit {
  readonly title: number
  readonly size: number
  readonly paddingY: number
  /** Below the last row. */
  readonly below: number
}

/** What the tables of the appendices have. */
export const USUAL_TABLE: TableFit = { title: 10.5, size: 7.2, paddingY: 0.7, below: 6 }

const usual = { notes: 7.5, legend: 7, table: USUAL_TABLE, pen: 32, joined: false } as const

const tight = { pen: 24, joined: true } as const
const TIGHT_TABLE = { paddingY: 0.3, below: 3 } as const

/** A fuller page is set more tightly, so that chart and signatures stay on it. */
const fits: readonly Fit[] = [
  { ...usual, facts: 8.5 },
  { ...usual, facts: 8 },
  { ...usual, facts: 7.5 },
  { ...usual, facts: 7 },
  { ...tight, facts: 7, notes: 7, legend: 7, table: { ...TIGHT_TABLE, title: 9, size: 7 } },
]
/** The smallest letters, for what would else not stand on one page. */
const smallest: Fit = {
  ...tight,
  facts: 6.5,
  notes: 6.5,
  legend: 6.5,
  table: { ...TIGHT_TABLE, title: 8.5, size: 6.5 },
}

/** So much more than the least makes the chart easy to read. */
const GOOD_CHART = 45

/**
 * The largest letters that leave the chart a good height, or else its least.
 *
 * @param room what a fit leaves for the chart, in points
 */
export function chooseFit(room: (fit: Fit) => number, leastChart: number): Fit {
  const leaves = (height: number) => fits.find(fit => room(fit) >= height)
  return leaves(leastChart + GOOD_CHART) ?? leaves(leastChart) ?? smallest
}
