import { LABEL_SIZE, LETTER } from './chart-limits.ts'

/** A label in a lane, in a lower row where it would cover another; empty where every row is taken. */
export interface LaneLabel {
  /** The moment itself. */
  readonly tickX: number
  /** Where the text begins. */
  readonly x: number
  readonly y: number
  readonly label: string
}

/** From the end of one to the next, in points. */
const APART = 4

/** About how wide it is drawn, in points. */
export function widthOf(label: string, letter = LETTER): number {
  return label.length * LABEL_SIZE * letter
}

/**
 * Puts labels into rows so that none covers another. Where all rows are taken the label is left out, never the moment.
 *
 * @param letter the width of one, as a share of its size
 */
export function stagger(
  labels: readonly { readonly x: number; readonly label: string }[],
  mostRows: number,
  rightEdge: number,
  letter = LETTER,
): { readonly rows: number; readonly labels: readonly (Omit<LaneLabel, 'y'> & { readonly row: number })[] } {
  const ends: number[] = []
  const placed = labels.map(({ x: tickX, label }) => {
    const wide = widthOf(label, letter) + APART
    const x = Math.min(tickX + 1.5, rightEdge - wide)
    for (let row = 0; row < mostRows; row++) {
      if ((ends[row] ?? Number.NEGATIVE_INFINITY) > x) continue
      ends[row] = x + wide
      return { tickX, x, label, row }
    }
    return { tickX, x, label: '', row: 0 }
  })
  return { rows: ends.length, labels: placed }
}
