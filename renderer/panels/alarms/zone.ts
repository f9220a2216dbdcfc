/*
 * Alarms and banner together take a fifth of the window's height at the most, so that the figures keep their size. How many
 * alarms fit is reckoned, not tried: nothing moves once it is drawn. Heights in px, as `alarms.css` and `signals.css` set them.
 */

const SHARE = 0.2
/** A line of the bar with the gap below it. */
const LINE = 36
/** The bar's own padding and border. */
const BAR = 14
const BANNER = 66
/** A line of another room's alarm, with its padding. */
const OTHER_ROOMS = 38
/** From this width on, all lines but the first stand in two columns. */
const TWO_COLUMNS = 1200

export interface Zone {
  readonly heightPx: number
  readonly widthPx: number
  readonly hasBanner: boolean
  readonly hasOtherRooms: boolean
}

/** How many alarms of the room have a line of their own: one at the least. */
export function linesThatFit({ heightPx, widthPx, hasBanner, hasOtherRooms }: Zone): number {
  const left = SHARE * heightPx - BAR - (hasBanner ? BANNER : 0) - (hasOtherRooms ? OTHER_ROOMS : 0)
  const rows = Math.max(1, Math.floor(left / LINE))
  return widthPx >= TWO_COLUMNS ? 1 + (rows - 1) * 2 : rows
}
