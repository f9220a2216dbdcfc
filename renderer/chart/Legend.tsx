import { isBesidePulse, type StreamVitalId } from '../../shared/vitals.ts'
import { words as shared, text } from '../text/text.ts'

/** Lines that share a panel; a panel of its own has its name. */
export function Legend({ drawn }: { readonly drawn: readonly StreamVitalId[] }) {
  const beside = drawn.filter(isBesidePulse)
  return (
    <ul className="legend" aria-hidden="true">
      <li className="legend-spo2">{text.chart.spo2}</li>
      <li className="legend-pulse">{text.chart.pulseLine}</li>
      {beside.map(vital => (
        <li key={vital} className="legend-beside">
          {shared.vitals.names[vital]}
        </li>
      ))}
      <li className="legend-bp">{text.chart.bpBars}</li>
    </ul>
  )
}
