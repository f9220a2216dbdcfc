import { createContext, useContext } from 'react'
import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'
import { straightLine } from '../../shared/session/line.ts'

export const SPO2_AXIS = 'spo2'
export const PRESSURE_AXIS = 'pressure'
export type AxisId = typeof SPO2_AXIS | typeof PRESSURE_AXIS

/** How the moments of the drawn session lie on the axis of time. */
export const DrawnLine = createContext(straightLine)

export type Plot = NonNullable<ReturnType<typeof usePlot>>

/** Functions from moments (on the monotonic line) and values to pixels, and the plot's rectangle; null while the chart has no size yet. */
export function usePlot(axis: AxisId = PRESSURE_AXIS) {
  const xScale = useXAxisScale()
  const yScale = useYAxisScale(axis)
  const area = usePlotArea()
  const line = useContext(DrawnLine)
  if (!xScale || !yScale || !area) return null
  const xPassed = (passedMs: number) => xScale(passedMs) ?? 0
  return {
    x: (monoMs: number) => xPassed(line.at(monoMs)),
    /** Of a time that is counted from zero already. */
    xPassed,
    /** Both ends of a stretch, so far apart as it really was. */
    xSpan: (fromMonoMs: number, toMonoMs: number) => {
      const { fromMs, toMs } = line.span(fromMonoMs, toMonoMs)
      return { from: xPassed(fromMs), to: xPassed(toMs) }
    },
    y: (value: number) => yScale(value) ?? 0,
    area,
  }
}
