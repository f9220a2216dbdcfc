import { ownPanels, type StreamVitalId } from '../vitals.ts'
import type { Box } from './chart-geometry.ts'
import { LABEL_SIZE } from './chart-limits.ts'
import { clamp, scale } from './chart-scales.ts'

/* What stands above what on the chart: its lanes and panels, each with its height. */

/** Of a line of text in the lanes. */
export const ROW = 8
export const ALARM_ROW = 6.5
/** Between the panels, so that the lowest figure of one axis clears the highest of the next; a small panel's name stands in it. */
const PANEL_GAP = 10
/** Clears the lowest figure of a small panel from the names of the alarms' rows. */
const BELOW_SMALL = 4
/** A small panel with the gap above it: its share of the panels' height, and within how many points. */
const SMALL_PANEL = { share: 0.14, least: 22, most: 34 } as const
/** The upper edge of a name, above its small panel. */
export const NAME_HEIGHT = LABEL_SIZE + 2
/** Below the rows of a lane. */
const BELOW_LANE = 3
const MINUTES_HEIGHT = 12
/** SpO2's share of what the two large panels have. */
const SPO2_SHARE = 0.36
/** In points: what phases, doses, the two large panels, alarms and marks take at least. */
const LEAST_HEIGHT = 150

/** The height below which a chart with lines of these cannot be read, in points. */
export function leastHeight(drawn: readonly StreamVitalId[]): number {
  const own = ownPanels(drawn).length
  return LEAST_HEIGHT + own * SMALL_PANEL.least + (own > 0 ? BELOW_SMALL : 0)
}

/** How many rows of names each lane has. */
export interface LaneRows {
  readonly phases: number
  readonly doses: number
  readonly marks: number
}

/**
 * @param across where the panels begin, and how wide they are
 * @param height of all, with the minutes below
 */
export function stackPanels(
  { x, width }: Pick<Box, 'x' | 'width'>,
  height: number,
  rows: LaneRows,
  drawn: readonly StreamVitalId[],
) {
  const lane = (count: number) => Math.max(1, count) * ROW + BELOW_LANE
  const doseY = lane(rows.phases)
  const top = doseY + lane(rows.doses)
  const alarmHeight = 3 * ALARM_ROW + 2
  const marksHeight = lane(rows.marks)
  const own = ownPanels(drawn)
  const belowSmall = own.length > 0 ? BELOW_SMALL : 0
  const allPanels = height - top - belowSmall - alarmHeight - marksHeight - MINUTES_HEIGHT - PANEL_GAP
  const smallHeight = clamp(allPanels * SMALL_PANEL.share, SMALL_PANEL.least, SMALL_PANEL.most)
  const large = allPanels - own.length * smallHeight
  const spo2Panel: Box = { x, y: top, width, height: large * SPO2_SHARE }
  const pressureY = top + spo2Panel.height + PANEL_GAP
  const pressurePanel: Box = { x, y: pressureY, width, height: large * (1 - SPO2_SHARE) }
  const smallPanels = own.map(({ vital, range }, index) => {
    const y = pressureY + pressurePanel.height + index * smallHeight + PANEL_GAP
    const box: Box = { x, y, width, height: smallHeight - PANEL_GAP }
    return { vital, range, box, at: scale(box, range.min, range.max) }
  })
  const base = pressureY + pressurePanel.height + own.length * smallHeight
  const alarmY = base + belowSmall
  const marksY = alarmY + alarmHeight
  const plot: Box = { x, y: 0, width, height: marksY + marksHeight }
  return { plot, doseY, spo2Panel, pressurePanel, smallPanels, base, alarmY, marksY }
}
