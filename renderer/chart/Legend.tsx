import { isBesidePulse, type StreamVitalId, vitals } from '../../shared/vitals.ts'
import { text } from '../text/text.ts'

/** Lines that share a panel; a panel of its own has its name. */
export function Legend({ drawn }: { readonly drawn: readonly StreamVitalId[] }) {
  const beside = drawn.filter(isBesidePulse)
  return (
    <ul className="legend" aria-hidden="true">
      <li className="legend-spo2">{text.chart.spo2}</li>
      <li className="legend-pulse">{text.chart.pulseLine}</li>
      {beside.map(vital => (
        <li key={vital} className="legend-beside">
          {vitals[vital].label}
        </li>
      ))}
      <li className="legend-bp">{text.chart.bpBars}</li>
    </ul>
  )
}
