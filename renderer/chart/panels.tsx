import type { Session } from '../../shared/session/types.ts'
import { LETTER_PX, NAME_PX, takenBy } from './bands.tsx'
import { findRoom } from './free.ts'
import { type Panels, usePlot } from './plot.ts'

/* The panels at the foot of the chart, of what monitors tell beside the large figures. */

/** A lower panel has no room for a figure at each of its edges. */
const TWO_TICKS_PX = 17

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
        const [top, bottom] = [y(range.max), y(range.min)]
        const ticks =
          bottom - top < TWO_TICKS_PX
            ? [{ at: (top + bottom) / 2 + 4, label: `${range.min}–${range.max}` }]
            : [
                { at: top + 9, label: range.max },
                { at: bottom + 2, label: range.min },
              ]
        return (
          <g key={vital}>
            <path d={`M${left} ${top}h${width}M${left} ${bottom}h${width}`} />
            {ticks.map(({ at, label }) => (
              <text key={label} className="panel-tick" x={right} y={at}>
                {label}
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
  /** Their lines and milligrams stand where a name would, and are given way to. */
  readonly doses: Session['doses']
}

/** Their names, to be drawn over the data. */
export function PanelNames({ panels, doses }: PanelNamesProps) {
  const plot = usePlot()
  if (!plot) return null
  const { figures, strokes } = takenBy([], doses, plot)
  const { x: from, width } = plot.area
  return (
    <g className="panel-names">
      {panels.small.map(({ vital, name, range }) => {
        const bottom = plot.on(vital)(range.max) + NAME_PX
        const left = from + 4
        const box = { left, right: left + name.length * LETTER_PX, top: bottom - NAME_PX, bottom }
        const room = findRoom(box, from + width, [...figures, ...strokes])
        return (
          <text key={vital} x={room ?? findRoom(box, from + width, figures) ?? left} y={bottom - 1}>
            {name}
          </text>
        )
      })}
    </g>
  )
}
