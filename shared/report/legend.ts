import { isBesidePulse, type StreamVitalId } from '../vitals.ts'
import type { ReportWords } from '../words/report.ts'

/** What the chart's lines and signs mean; `drawn`: what has a line on it. */
export function describeLegend(drawn: readonly StreamVitalId[], words: ReportWords): string {
  // Pulse has its own dash; what shares its panel is dotted, and a panel of its own has its name.
  const dotted = drawn.filter(isBesidePulse).map(vital => words.vitals.names[vital].toLowerCase())
  return words.report.chart.legend(dotted)
}
