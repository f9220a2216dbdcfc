/** What is printed: values of now, a stored trend, or nothing tells yet. */
export type Printout = 'live' | 'stored' | 'undecided'

/** One row of values, as far as it tells which printout it belongs to. */
export interface Row {
  /** Its own date and time, ms on any scale; NaN where it is no date. */
  readonly ownMs: number
  /** When it came; undefined: nothing tells, as in a recorded file. */
  readonly atMs: number | undefined
  /** A status code, or the `*` of a limit: a stored trend prints neither. */
  readonly hasStatus: boolean
  /** Blanks where the codes would stand. */
  readonly hasStatusColumn: boolean
}

/** Tells a live printout from a stored trend: the same columns, from the same monitor (NPB-290, NPB-295, N-395 manuals). */
export interface PrintoutGate {
  readonly now: Printout
  /** @returns is the line one of a heading? */
  takeHeading(text: string): boolean
  takeRow(row: Row): Printout
}

/** Lines 1 to 3 of a page: model and limits, patient mode, column heading. */
const HEADING = /VERSION|^ *(ADULT|NEO)\b|^TIME\b.*SpO2/i
const COLUMNS = /^TIME\b.*SpO2/i
/** Live rows come every 2 s, and so differ by that or its multiples. */
const EVERY_MS = 2000
const PACE_WITHIN_MS = 700
/** So many rows in so short a time are stored ones: nothing else is sent as fast as the line allows. */
const FAST_ROWS = 3
const FAST_WITHIN_MS = 1000

/**
 * A heading tells at once: a live one has the word CRC and a column Status, a trend's has TREND and neither. Up to 25 rows can
 * come before one. Until then a row is live by a status, or by the pace at which it and the one before it came.
 */
export function createPrintoutGate(): PrintoutGate {
  let now: Printout = 'undecided'
  let last: Row | null = null
  let arrivals: readonly number[] = []

  function judge(row: Row, before: Row | null): Printout {
    if (now === 'stored') return 'stored'
    const passedMs = before === null ? Number.NaN : row.ownMs - before.ownMs
    // A live clock goes on. One that was set back is proven anew, one that was never proven is a stored row's.
    if (passedMs < 0)
      return now === 'live' && row.hasStatus ? 'live' : now === 'live' ? 'undecided' : 'stored'
    if (now === 'live' || row.hasStatus) return 'live'
    if (row.atMs === undefined) return row.hasStatusColumn ? 'live' : 'undecided'
    arrivals = [...arrivals.slice(1 - FAST_ROWS), row.atMs]
    const [oldest = row.atMs] = arrivals
    if (arrivals.length === FAST_ROWS && row.atMs - oldest < FAST_WITHIN_MS) return 'stored'
    if (before?.atMs === undefined || !(passedMs > 0) || passedMs % EVERY_MS !== 0) return 'undecided'
    return Math.abs(row.atMs - before.atMs - passedMs) <= PACE_WITHIN_MS ? 'live' : 'undecided'
  }

  function set(to: Printout): void {
    now = to
    last = null
    arrivals = []
  }

  return {
    get now() {
      return now
    },
    takeHeading(text) {
      if (text.includes('Output Complete')) set('undecided')
      else if (text.includes('TREND')) set('stored')
      else if (/VERSION.*CRC/.test(text)) set('live')
      else if (COLUMNS.test(text) && /Status/i.test(text)) set('live')
      // Under a live first line it is a damaged one.
      else if (COLUMNS.test(text) && now !== 'live') set('stored')
      else return HEADING.test(text) || text.trim() === ''
      return true
    },
    takeRow(row) {
      now = judge(row, last)
      last = row
      return now
    },
  }
}
