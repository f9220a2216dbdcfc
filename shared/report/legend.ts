import { isBesidePulse } from '../vitals.ts'
import type { ReportWords } from '../words/report.ts'
import type { ChartGeometry } from './chart.ts'

/** What the chart's lines and signs mean. */
export function describeLegend({ lines }: Pick<ChartGeometry, 'lines'>, words: ReportWords): string {
  // Pulse has its own dash; what shares its panel is dotted, and a panel of its own has its name.
  const dotted = lines
    .map(({ vital }) => vital)
    .filter(isBesidePulse)
    .map(vital => words.vitals.names[vital].toLowerCase())
  return words.report.chart.legend(dotted)
}
