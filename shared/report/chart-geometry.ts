import { isBesidePulse, type StreamVitalId } from '../vitals.ts'
import type { LaneLabel } from './chart-lanes.ts'
import type { LimitLine } from './chart-limits.ts'
import type { ChartRun } from './chart-runs.ts'

/*
 * The report's chart as plain geometry, drawn as vectors by the PDF and as SVG by the HTML. Units: points, origin top left.
 * From top to bottom: phases, doses, SpO2, blood pressure with pulse, a panel for each vital sign beside them that was measured,
 * alarms, marks, minutes.
 */

export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}
export interface Tick {
  readonly y: number
  readonly label: string
}
export interface CuffBar {
  readonly x: number
  readonly top: number
  readonly bottom: number
  readonly mean: number | null
  readonly style: 'valid' | 'questionable' | 'manual'
}

/** A streamed vital sign: its line, cut wherever it was not measured, and what was typed of it, on a panel of its own. */
export interface ChartLine {
  readonly vital: StreamVitalId
  readonly runs: readonly ChartRun[]
  readonly checks: readonly { readonly x: number; readonly y: number }[]
}
/** The panel of a vital sign that is measured beside SpO2, pressure and pulse. */
export interface SmallPanel extends Box {
  /** With its unit, and the limits that are drawn in it. */
  readonly name: string
  /** The upper edge of the name, which stands above the panel: no value is ever under it. */
  readonly nameY: number
  readonly ticks: readonly Tick[]
}
/** A phase from its beginning to the next; its name stands a row lower where it would cover another's. */
export interface PhaseZone extends Box {
  readonly label: string
  readonly labelX: number
  readonly labelY: number
  /** The name reaches into another zone: a ground keeps it apart from what is drawn there. */
  readonly overhangs: boolean
  readonly shaded: boolean
}

export interface ChartGeometry {
  readonly width: number
  readonly height: number
  /** All panels together, with the lanes between them. */
  readonly plot: Box
  readonly spo2Panel: Box
  readonly pressurePanel: Box
  readonly smallPanels: readonly SmallPanel[]
  /** The lower edge of the lowest panel. */
  readonly base: number
  readonly phases: readonly PhaseZone[]
  /** Vigil itself did not run. */
  readonly gaps: readonly { readonly x: number; readonly width: number }[]
  readonly xTicks: readonly { readonly x: number; readonly label: string }[]
  readonly spo2Ticks: readonly Tick[]
  readonly pressureTicks: readonly Tick[]
  readonly limits: readonly LimitLine[]
  readonly bars: readonly CuffBar[]
  /** Failed or invalid cuff measurements. */
  readonly failed: readonly { readonly x: number; readonly y: number }[]
  readonly lines: readonly ChartLine[]
  readonly doses: readonly LaneLabel[]
  readonly marks: readonly LaneLabel[]
  /** Where alarms began or rose, each on the row of its priority; `y` is the row's base line. */
  readonly alarms: readonly { readonly x: number; readonly y: number }[]
  readonly alarmRows: readonly { readonly y: number; readonly label: string }[]
}

/** Dash and space of a vital sign's line: what shares a panel is told apart by it. Undefined: a whole line. */
export function dashOf(vital: StreamVitalId): readonly [dash: number, space: number] | undefined {
  if (isBesidePulse(vital)) return [0.8, 1.8]
  return vital === 'pulseRate' ? [3, 1.6] : undefined
}
