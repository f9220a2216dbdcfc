import { text } from '../text/text.ts'

export function Legend() {
  return (
    <ul className="legend" aria-hidden="true">
      <li className="legend-spo2">{text.chart.spo2}</li>
      <li className="legend-pulse">{text.chart.pulseLine}</li>
      <li className="legend-bp">{text.chart.bpBars}</li>
    </ul>
  )
}
