import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'

export const SPO2_AXIS = 'spo2'
export const PRESSURE_AXIS = 'pressure'
export type AxisId = typeof SPO2_AXIS | typeof PRESSURE_AXIS

export type Plot = NonNullable<ReturnType<typeof usePlot>>

/** Functions from values to pixels, and the plot's rectangle; null while the chart has no size yet. */
export function usePlot(axis: AxisId = PRESSURE_AXIS) {
  const xScale = useXAxisScale()
  const yScale = useYAxisScale(axis)
  const area = usePlotArea()
  if (!xScale || !yScale || !area) return null
  return { x: (monoMs: number) => xScale(monoMs) ?? 0, y: (value: number) => yScale(value) ?? 0, area }
}
