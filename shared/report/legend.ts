import { isBesidePulse, vitals } from '../vitals.ts'
import type { ChartGeometry } from './chart.ts'

/** What the chart's lines and signs mean. */
export function describeLegend({ lines }: Pick<ChartGeometry, 'lines'>): string {
  // Pulse has its own dash; what shares its panel is dotted, and a panel of its own has its name.
  const dotted = lines
    .map(({ vital }) => vital)
    .filter(isBesidePulse)
    .map(vital => `, ${vitals[vital].label.toLowerCase()} (dotted)`)
  return (
    `Above: SpO2 in %. Below: blood pressure (bars, dot: MAP) and pulse (dashed)${dotted.join('')} in mmHg and /min. Grey: lowest to highest. ` +
    'Hollow dot: questionable; diamond: manual; cross: failed. Dotted: limits. Triangles: alarms that began or rose. ' +
    'Hatched: Vigil did not run. Minutes from T0.'
  )
}
