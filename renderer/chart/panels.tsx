import type { Session } from '../../shared/session/types.ts'
import { LETTER_PX, NAME_PX, takenBy } from './bands.tsx'
import { findRoom } from './free.ts'
import { type Panels, usePlot } from './plot.ts'

/* The panels at the foot of the chart, of what monitors tell beside the large figures. */

/** Their edges and scales. */
export function PanelLayer({ panels }: { readonly panels: Panels }) {
  const plot = usePlot()
  if (!plot) return null
  const { x: left, width } = plot.area
  // On the right: on the left they would be read as pressures.
  const right = left + width + 8
  return (
    <g className="small-panels">
      {panels.small.map(({ vital, range }) => {
        const y = plot.on(vital)
        return (
          <g key={vital}>
            <path d={`M${left} ${y(range.max)}h${width}M${left} ${y(range.min)}h${width}`} />
            {[range.min, range.max].map(value => (
              <text key={value} className="panel-tick" x={right} y={y(value) + (value === range.max ? 9 : 2)}>
                {value}
              </text>
            ))}
          </g>
        )
      })}
    </g>
  )
}

interface PanelNamesProps {
  readonly panels: Panels
  /** Their milligrams stand where a name would, and are given way to. */
  readonly doses: Session['doses']
}

/** Their names, to be drawn over the data. */
export function PanelNames({ panels, doses }: PanelNamesProps) {
  const plot = usePlot()
  if (!plot) return null
  const { figures } = takenBy([], doses, plot)
  const { x: from, width } = plot.area
  return (
    <g className="panel-names">
      {panels.small.map(({ vital, name, range }) => {
        const bottom = plot.on(vital)(range.max) + NAME_PX
        const left = from + 4
        const box = { left, right: left + name.length * LETTER_PX, top: bottom - NAME_PX, bottom }
        return (
          <text key={vital} x={findRoom(box, from + width, figures) ?? left} y={bottom - 1}>
            {name}
          </text>
        )
      })}
    </g>
  )
}
