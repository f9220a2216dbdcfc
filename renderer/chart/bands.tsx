import { limitAlarmIds } from '../../shared/alarm/ids.ts'
import type { Limits } from '../../shared/limits.ts'
import type { NibpReading } from '../../shared/reading.ts'
import { movedFrom } from '../../shared/session/moved-limits.ts'
import type { LimitChangeRecord, Phase, Session } from '../../shared/session/types.ts'
import { text } from '../text/text.ts'
import { type Box, findRoom } from './free.ts'
import { isAtEnd, type Panels, type Plot, PRESSURE_AXIS, SPO2_AXIS, usePlot } from './plot.ts'

/* What stands behind the data, phases, gaps and limits, and its names, which stand over the data. */

interface Stretch {
  readonly key: string | number
  readonly from: number
  readonly to: number
}

/**
 * Phases and gaps of a session as stretches of pixels within the plot; what is out of sight is left out.
 *
 * @param toMs where the plot ends, counted from zero
 */
function stretches({ phaseStarts, gaps }: Session, toMs: number, { x, xPassed, xSpan, area }: Plot) {
  const clamp = (px: number) => Math.min(area.x + area.width, Math.max(area.x, px))
  const next = (index: number) => {
    const start = phaseStarts[index + 1]
    return start ? x(start.at.monoMs) : xPassed(toMs)
  }
  const phases = phaseStarts.map(({ phase, at }, index) => ({
    key: phase,
    from: clamp(x(at.monoMs)),
    to: clamp(next(index)),
    isOdd: index % 2 === 1,
  }))
  const notMonitored = gaps.map(({ from, to }) => {
    const span = xSpan(from.monoMs, to.monoMs)
    return { key: from.monoMs, from: clamp(span.from), to: clamp(span.to) }
  })
  const isInSight = ({ from, to }: Stretch) => to > from
  return { phases: phases.filter(isInSight), gaps: notMonitored.filter(isInSight) }
}

/** Phases as quiet bands, and stretches that were not monitored. */
export function PhaseLayer({ session, toMs }: { session: Session; toMs: number }) {
  const plot = usePlot()
  if (!plot) return null
  const { y, height } = plot.area
  const { phases, gaps } = stretches(session, toMs, plot)
  return (
    <g className="phases">
      {phases.map(({ key, from, to, isOdd }) => (
        <rect key={key} className={isOdd ? 'odd' : 'even'} x={from} y={y} width={to - from} height={height} />
      ))}
      {gaps.map(({ key, from, to }) => (
        <rect key={key} className="gap" x={from} y={y} width={Math.max(2, to - from)} height={height} />
      ))}
    </g>
  )
}

/** A narrower band has no room for its name. */
const NAMED_FROM_PX = 60
/** Where the name of a phase stands within its band, and the width of its letters. */
const PHASE_NAME = { left: 6, bottom: 14, letter: 10 } as const

export interface NamedPhases {
  readonly session: Session
  readonly names: (phase: Phase) => string
  /** Where the plot ends, counted from zero. */
  readonly toMs: number
}

/** The names of what `PhaseLayer` draws, to be drawn over the data. */
export function PhaseNames({ session, names, toMs }: NamedPhases) {
  const plot = usePlot()
  if (!plot) return null
  const { phases, gaps } = stretches(session, toMs, plot)
  const top = plot.area.y
  return (
    <g>
      {phases
        .filter(({ from, to }) => to - from >= NAMED_FROM_PX)
        .map(({ key, from }) => (
          <text key={key} x={from + PHASE_NAME.left} y={top + PHASE_NAME.bottom}>
            {names(key)}
          </text>
        ))}
      {gaps.map(({ key, from }) => (
        <text key={key} x={from + 4} y={top + 30}>
          {text.chart.gap}
        </text>
      ))}
    </g>
  )
}

/** What the names of phases take of the plot. */
function phaseNamesTake({ session, names, toMs }: NamedPhases, plot: Plot): readonly Box[] {
  const { y } = plot.area
  return stretches(session, toMs, plot)
    .phases.filter(({ from, to }) => to - from >= NAMED_FROM_PX)
    .map(({ key, from }) => {
      const left = from + PHASE_NAME.left
      const right = left + names(key).length * PHASE_NAME.letter
      return { left, right, top: y, bottom: y + PHASE_NAME.bottom + 4 }
    })
}

/** The limits in force, from the same place as the alarms, each with its height in the plot. */
function useLimitLines(limits: Limits) {
  const plot = usePlot()
  if (!plot) return null
  const drawn = [
    { panel: SPO2_AXIS, alarm: 'spo2-low', name: 'spo2' },
    { panel: PRESSURE_AXIS, alarm: 'systolic-high', name: 'bp' },
    { panel: PRESSURE_AXIS, alarm: 'pulse-high', name: 'pulse' },
    { panel: PRESSURE_AXIS, alarm: 'pulse-low', name: 'pulse' },
  ] as const
  const lines = drawn.flatMap(({ panel, alarm, name }) =>
    (['medium', 'high'] as const).flatMap(priority => {
      const { side, levels } = limits[alarm]
      const limit = levels[priority]?.limit
      if (limit === undefined || (name === 'pulse' && priority === 'high')) return []
      return [{ alarm, priority, name, side, limit, y: plot.on(panel)(limit) }]
    }),
  )
  return { lines, plot, left: plot.area.x, width: plot.area.width }
}

/** MEDIUM thin, HIGH thicker. */
export function LimitLayer({ limits, panels }: { limits: Limits; panels: Panels }) {
  const found = useLimitLines(limits)
  if (!found) return null
  const { lines, plot, left, width } = found
  // A panel at the foot has no room for their names: its tile tells them.
  const small = panels.small.flatMap(({ vital }) =>
    limitAlarmIds
      .filter(alarm => limits[alarm].parameter === vital)
      .flatMap(alarm =>
        (['medium', 'high'] as const).flatMap(priority => {
          const limit = limits[alarm].levels[priority]?.limit
          return limit === undefined ? [] : [{ alarm, priority, y: plot.on(vital)(limit) }]
        }),
      ),
  )
  return (
    <g className="limits">
      {lines.map(({ alarm, priority, name, y }) => (
        <path
          key={`${alarm}-${priority}`}
          className={`limit-${name} ${priority}`}
          d={`M${left} ${y}h${width}`}
        />
      ))}
      {small.map(({ alarm, priority, y }) => (
        <path
          key={`${alarm}-${priority}`}
          className={`limit-small ${priority}`}
          d={`M${left} ${y}h${width}`}
        />
      ))}
    </g>
  )
}

/** The width of a letter of a limit's name, and the height of the name. */
export const LETTER_PX = 6
export const NAME_PX = 12

interface LimitNamesProps {
  readonly limits: Limits
  readonly changes: readonly LimitChangeRecord[]
  /** What they give way to. */
  readonly readings: readonly NibpReading[]
  readonly doses: Session['doses']
  readonly phases: NamedPhases
}

/** The names of the limits, to be drawn over the data, beside the figures of cuff readings and doses. */
export function LimitNames({ limits, changes, readings, doses, phases }: LimitNamesProps) {
  const found = useLimitLines(limits)
  if (!found) return null
  const { plot } = found
  const { figures, strokes } = takenBy(readings, doses, plot)
  // None is written over another one.
  const named: Box[] = [...phaseNamesTake(phases, plot)]
  return (
    <g className="limit-names">
      {found.lines.map(({ alarm, priority, name, side, limit, y }) => {
        const moved = movedFrom(changes, alarm, priority) === null ? '' : ` ${text.chart.limitMoved}`
        const words = text.chart.limit(text.chart.limitNames[name], side, String(limit)) + moved
        const left = found.left + 4
        const right = left + words.length * LETTER_PX
        const above = { left, right, top: y - NAME_PX, bottom: y }
        const below = { left, right, top: y + 1, bottom: y + 1 + NAME_PX }
        // Rather over the stroke of a bar than over a figure.
        const places = [
          [...named, ...figures, ...strokes],
          [...named, ...figures],
        ].flatMap(taken =>
          [above, below].map(box => ({ box, x: findRoom(box, found.left + found.width, taken) })),
        )
        const { box, x } = places.find(place => place.x !== null) ?? { box: above, x: left }
        const at = x ?? left
        named.push({ ...box, left: at, right: at + right - left })
        return (
          <text key={`${alarm}-${priority}`} x={at} y={box.bottom - 3}>
            {words}
          </text>
        )
      })}
    </g>
  )
}

/** What cuff readings and doses take of the plot: their figures, and their strokes. */
export function takenBy(
  readings: readonly NibpReading[],
  doses: Session['doses'],
  { x, y, area, doseY }: Plot,
) {
  const figures: Box[] = []
  const strokes: Box[] = []
  for (const { takenAt, systolic, diastolic } of readings) {
    if (systolic === null || diastolic === null) continue
    const [at, top, bottom] = [x(takenAt.monoMs), y(systolic), y(diastolic)]
    const sides = { left: at - 12, right: at + 12 }
    figures.push(
      { ...sides, top: top - 16, bottom: top - 2 },
      { ...sides, top: bottom + 2, bottom: bottom + 15 },
    )
    strokes.push({ left: at - 5, right: at + 5, top, bottom })
  }
  const end = area.y + area.height
  for (const { at } of doses) {
    const line = x(at.monoMs)
    // Before its line where the plot ends, as the words of marks.
    const left = isAtEnd(line, area) ? line - 46 : line
    figures.push({ left, right: left + 46, top: doseY - 12, bottom: doseY + 3 })
    strokes.push({ left: line - 2, right: line + 2, top: area.y, bottom: end })
  }
  return { figures, strokes }
}
