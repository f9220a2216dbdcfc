import { createContext, useContext } from 'react'
import { usePlotArea, useXAxisScale } from 'recharts'
import { straightLine } from '../../shared/session/line.ts'
import { ownPanels, type PanelId, type Range, type StreamVitalId, vitals } from '../../shared/vitals.ts'
import { words } from '../text/text.ts'

export const SPO2_AXIS = 'spo2'
export const PRESSURE_AXIS = 'pressure'

/** How the moments of the drawn session lie on the axis of time. */
export const DrawnLine = createContext(straightLine)

/*
 * Panels in one chart: SpO2 70 to 100 above, with room for the phases' names over it, pressure and pulse 20 to 220 below it, and
 * at the foot a panel for each vital sign beside them, which takes nothing from the room of the names. All scales span the whole height, so that a value out of its panel is
 * drawn all the same, and never cut off.
 */
const large = {
  [SPO2_AXIS]: { range: { min: 70, max: 100 }, foot: 0.625, head: 1 },
  [PRESSURE_AXIS]: { range: { min: 20, max: 220 }, foot: 0, head: 0.606 },
} as const
/** The share of the whole height over SpO2, for the names of the phases. */
const NAMES_SHARE = 0.0625
/** A panel at the foot takes so much of the height, all of them together no more than this; within it the line keeps off the edges. */
const SMALL_SHARE = 0.12
const SMALL_SHARE_OF_ALL = 0.4
const SMALL_MARGIN = 0.12

export interface SmallPanel {
  readonly vital: StreamVitalId
  readonly name: string
  readonly range: Range
}

export interface Panels {
  /** What is drawn at the top and at the bottom edge of the whole plot, on the scale of each panel. */
  readonly domains: Readonly<Partial<Record<PanelId, readonly [number, number]>>>
  /** Lowest first. */
  readonly small: readonly SmallPanel[]
  /** The share of the height that they take all together. */
  readonly floor: number
}

/** How the height is shared out, for the vital signs that are drawn. */
export function layOutPanels(drawn: readonly StreamVitalId[]): Panels {
  const small = ownPanels(drawn).toReversed()
  const share = Math.min(SMALL_SHARE, SMALL_SHARE_OF_ALL / Math.max(1, small.length))
  const floor = share * small.length
  const domains: Partial<Record<PanelId, readonly [number, number]>> = {}
  for (const axis of [SPO2_AXIS, PRESSURE_AXIS] as const) {
    const { range, foot, head } = large[axis]
    domains[axis] = span(
      range,
      floor + (1 - floor) * foot,
      Math.min(floor + (1 - floor) * head, 1 - NAMES_SHARE),
    )
  }
  for (const [index, { vital, range }] of small.entries())
    domains[vital] = span(range, (index + SMALL_MARGIN) * share, (index + 1 - SMALL_MARGIN) * share)
  return {
    domains,
    floor,
    small: small.map(({ vital, range }) => ({
      vital,
      range,
      name: `${words.vitals.names[vital]} ${vitals[vital].unit}`,
    })),
  }
}

/** The values at the bottom and at the top edge, where `range` reaches from one share of the height to another. */
function span({ min, max }: Range, from: number, to: number): readonly [number, number] {
  const whole = (max - min) / (to - from)
  return [min - from * whole, min + (1 - from) * whole]
}

export const DrawnPanels = createContext<Panels>(layOutPanels([]))

export type Plot = NonNullable<ReturnType<typeof usePlot>>

/** Functions from moments (on the monotonic line) and values to pixels, and the plot's rectangle; null while the chart has no size yet. */
export function usePlot(axis: PanelId = PRESSURE_AXIS) {
  const xScale = useXAxisScale()
  const area = usePlotArea()
  const line = useContext(DrawnLine)
  const { domains, floor } = useContext(DrawnPanels)
  if (!xScale || !area) return null
  const xPassed = (passedMs: number) => xScale(passedMs) ?? 0
  const on = (panel: PanelId) => {
    const [bottom, top] = domains[panel] ?? [0, 1]
    return (value: number) => area.y + area.height * (1 - (value - bottom) / (top - bottom))
  }
  return {
    x: (monoMs: number) => xPassed(line.at(monoMs)),
    /** Of a time that is counted from zero already. */
    xPassed,
    /** Both ends of a stretch, so far apart as it really was. */
    xSpan: (fromMonoMs: number, toMonoMs: number) => {
      const { fromMs, toMs } = line.span(fromMonoMs, toMonoMs)
      return { from: xPassed(fromMs), to: xPassed(toMs) }
    },
    y: on(axis),
    /** Where values stand on the scale of another panel. */
    on,
    area,
    /** Where the panels at the foot begin: words of marks stand above it, never in what one of them measures. */
    base: area.y + area.height * (1 - floor),
    /** The milligrams of doses stand at the foot of SpO2's panel, where a patient's values hardly ever are. */
    doseY: on(SPO2_AXIS)(large[SPO2_AXIS].range.min) - 4,
  }
}

/** Room that the words of a dose or a mark may need. */
const LABEL_PX = 110

/** Have words no room after their line? */
export function isAtEnd(x: number, area: Plot['area']): boolean {
  return area.x + area.width - x < LABEL_PX
}
