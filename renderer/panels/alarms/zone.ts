import type { ShownAlarm } from '../../../shared/alarm/one-reading.ts'
import { nameDetail } from '../../../shared/words/names.ts'
import { words } from '../../text/text.ts'

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
/** Letters of a detail, such as a device's name, that half a line has room for beside the alarm's name and its state. */
const SHORT_DETAIL = 12
/** From this width on, all lines but the first stand in two columns. */
const TWO_COLUMNS = 1200

export interface Zone {
  readonly heightPx: number
  readonly widthPx: number
  readonly hasBanner: boolean
  readonly hasOtherRooms: boolean
}

/**
 * How many alarms of the room have a line of their own: one at the least.
 *
 * @param isWide for each alarm, in order: its words need the whole width (`isWide`)
 */
export function linesThatFit(
  { heightPx, widthPx, hasBanner, hasOtherRooms }: Zone,
  isWide: readonly boolean[],
): number {
  const left = SHARE * heightPx - BAR - (hasBanner ? BANNER : 0) - (hasOtherRooms ? OTHER_ROOMS : 0)
  const rows = Math.max(1, Math.floor(left / LINE))
  const columns = widthPx >= TWO_COLUMNS ? 2 : 1
  // The first has a row for itself; a wide one takes the next whole row, as the grid lays them out.
  let taken = columns
  for (const [index, wide] of isWide.entries()) {
    if (index === 0) continue
    const begin = wide ? Math.ceil(taken / columns) * columns : taken
    taken = begin + (wide ? columns : 1)
    if (taken > rows * columns) return index
  }
  return Math.max(1, isWide.length)
}

/** Half a line has no room for several causes, nor for a name with when it ended: these are words that matter. */
export function isWide({ causes, lead }: ShownAlarm): boolean {
  return (
    causes.length > 1 ||
    lead.state === 'latched' ||
    nameDetail(lead.alarm, lead.detail ?? '', words).length > SHORT_DETAIL
  )
}
