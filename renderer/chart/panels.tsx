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

/** Their names, to be drawn over the data. */
export function PanelNames({ panels }: { readonly panels: Panels }) {
  const plot = usePlot()
  if (!plot) return null
  return (
    <g className="panel-names">
      {panels.small.map(({ vital, name, range }) => (
        <text key={vital} x={plot.area.x + 4} y={plot.on(vital)(range.max) + 11}>
          {name}
        </text>
      ))}
    </g>
  )
}
