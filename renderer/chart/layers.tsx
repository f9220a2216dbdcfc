import { usePlotArea, useXAxisScale, useYAxisScale } from 'recharts'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { Limits } from '../../shared/limits.ts'
import type { NibpReading } from '../../shared/reading.ts'
import { movedFrom } from '../../shared/session/moved-limits.ts'
import type { LimitChangeRecord, Session } from '../../shared/session/types.ts'
import type { LogEntry } from '../../shared/views.ts'
import { text } from '../text/en.ts'
import type { ChartPoint } from './decimate.ts'

/*
 * What is drawn between Recharts' axes. Each layer asks the chart for its scales and draws a handful of shapes: a path of
 * decimated points costs the same for five minutes and for three hours.
 */

export const SPO2_AXIS = 'spo2'
export const PRESSURE_AXIS = 'pressure'
type AxisId = typeof SPO2_AXIS | typeof PRESSURE_AXIS

/** Functions from values to pixels, and the plot's rectangle; null while the chart has no size yet. */
function usePlot(axis: AxisId = PRESSURE_AXIS) {
  const xScale = useXAxisScale()
  const yScale = useYAxisScale(axis)
  const area = usePlotArea()
  if (!xScale || !yScale || !area) return null
  return { x: (monoMs: number) => xScale(monoMs) ?? 0, y: (value: number) => yScale(value) ?? 0, area }
}

/** A line of decimated points, open wherever a value is missing; lonely points get a dot. */
export function LineLayer({
  points,
  axis,
  name,
}: {
  points: readonly ChartPoint[]
  axis: AxisId
  name: string
}) {
  const plot = usePlot(axis)
  if (!plot) return null
  let path = ''
  const dots: ChartPoint[] = []
  for (const [index, point] of points.entries()) {
    if (point.value === null) continue
    const begins = points[index - 1]?.value == null
    if (begins && points[index + 1]?.value == null) dots.push(point)
    if (point.questionable) dots.push(point)
    path += `${begins ? 'M' : 'L'}${plot.x(point.monoMs).toFixed(1)} ${plot.y(point.value).toFixed(1)}`
  }
  return (
    <g className={`line line-${name}`}>
      <path d={path} />
      {dots.map(({ monoMs, value, questionable }) => (
        <circle
          key={monoMs}
          className={questionable ? 'hollow' : 'dot'}
          cx={plot.x(monoMs)}
          cy={plot.y(value ?? 0)}
          r={questionable ? 3 : 1.5}
        />
      ))}
    </g>
  )
}

/** Cuff readings as bars from systolic to diastolic, MAP as a dot; joined at most by a thin dashed line. */
export function PressureLayer({ readings }: { readings: readonly NibpReading[] }) {
  const plot = usePlot()
  if (!plot) return null
  const good = readings.filter(({ validity }) => validity !== 'invalid')
  const joined = good
    .map(({ takenAt, mean, systolic }, index) => {
      const at = `${plot.x(takenAt.monoMs).toFixed(1)} ${plot.y(mean ?? systolic ?? 0).toFixed(1)}`
      return `${index === 0 ? 'M' : 'L'}${at}`
    })
    .join('')
  return (
    <g className="pressure">
      <path className="pressure-joined" d={joined} />
      {good.map(reading => (
        <PressureBar key={reading.seq} reading={reading} plot={plot} />
      ))}
      {readings
        .filter(({ validity }) => validity === 'invalid')
        .map(({ seq, takenAt }) => (
          <path
            key={seq}
            className="invalid-tick"
            d={`M${plot.x(takenAt.monoMs)} ${plot.area.y + plot.area.height}v-9m-3 2l6 5m0 -5l-6 5`}
          />
        ))}
    </g>
  )
}

function PressureBar({
  reading,
  plot,
}: {
  reading: NibpReading
  plot: NonNullable<ReturnType<typeof usePlot>>
}) {
  const { systolic, diastolic, mean, takenAt, validity, source } = reading
  if (systolic === null || diastolic === null) return null
  const x = plot.x(takenAt.monoMs)
  const [top, bottom] = [plot.y(systolic), plot.y(diastolic)]
  const manual = source.origin === 'manual'
  return (
    <g className={`bar ${validity} ${manual ? 'manual' : ''}`}>
      <path d={`M${x} ${top}V${bottom}M${x - 5} ${top}h10M${x - 5} ${bottom}h10`} />
      {mean === null ? null : manual ? (
        <rect
          x={x - 3}
          y={plot.y(mean) - 3}
          width={6}
          height={6}
          transform={`rotate(45 ${x} ${plot.y(mean)})`}
        />
      ) : (
        <circle cx={x} cy={plot.y(mean)} r={2.5} />
      )}
      <text x={x} y={top - 5} textAnchor="middle">
        {systolic}
      </text>
      <text x={x} y={bottom + 13} textAnchor="middle">
        {diastolic}
      </text>
    </g>
  )
}

/** Phases as quiet bands, named at their start; stretches that were not monitored, named too. */
export function PhaseLayer({
  session,
  names,
  toMs,
}: {
  session: Session
  names: (phase: string) => string
  toMs: number
}) {
  const plot = usePlot()
  if (!plot) return null
  const { x: left, y: top, width, height } = plot.area
  const clamp = (px: number) => Math.min(left + width, Math.max(left, px))
  return (
    <g className="phases">
      {session.phaseStarts.map(({ phase, at }, index) => {
        const next = session.phaseStarts[index + 1]?.at.monoMs ?? toMs
        const [from, to] = [clamp(plot.x(at.monoMs)), clamp(plot.x(next))]
        if (to - from < 1) return null
        return (
          <g key={phase} className={index % 2 === 0 ? 'even' : 'odd'}>
            <rect x={from} y={top} width={to - from} height={height} />
            {to - from < 60 ? null : (
              <text x={from + 6} y={top + 14}>
                {names(phase)}
              </text>
            )}
          </g>
        )
      })}
      {session.gaps.map(({ from, to }) => {
        const [start, end] = [clamp(plot.x(from.monoMs)), clamp(plot.x(to.monoMs))]
        if (end <= start) return null
        return (
          <g key={from.monoMs} className="gap">
            <rect x={start} y={top} width={Math.max(2, end - start)} height={height} />
            <text x={start + 4} y={top + 30}>
              {text.chart.gap}
            </text>
          </g>
        )
      })}
    </g>
  )
}

/** The limits in force, from the same place as the alarms: MEDIUM thin, HIGH thicker. */
export function LimitLayer({ limits, changes }: { limits: Limits; changes: readonly LimitChangeRecord[] }) {
  const pressure = usePlot(PRESSURE_AXIS)
  const spo2 = usePlot(SPO2_AXIS)
  if (!pressure || !spo2) return null
  const lines = [
    { plot: spo2, alarm: 'spo2-low', name: 'spo2' },
    { plot: pressure, alarm: 'systolic-high', name: 'bp' },
    { plot: pressure, alarm: 'pulse-high', name: 'pulse' },
    { plot: pressure, alarm: 'pulse-low', name: 'pulse' },
  ] as const
  const { x: left, width } = pressure.area
  return (
    <g className="limits">
      {lines.flatMap(({ plot, alarm, name }) =>
        (['medium', 'high'] as const).flatMap(priority => {
          const { side, levels } = limits[alarm]
          const level = levels[priority]
          if (!level || (name === 'pulse' && priority === 'high')) return []
          const y = plot.y(level.limit)
          const moved = movedFrom(changes, alarm, priority) !== null
          return [
            <g key={`${alarm}-${priority}`} className={`limit limit-${name} ${priority}`}>
              <path d={`M${left} ${y}h${width}`} />
              <text x={left + 4} y={y - 3}>
                {text.chart.limit(text.chart.limitNames[name], side, String(level.limit))}
                {moved ? ` ${text.chart.limitMoved}` : ''}
              </text>
            </g>,
          ]
        }),
      )}
    </g>
  )
}

/** Room that the words of a mark may need. */
const LABEL_PX = 110

/** Doses as lines with their milligrams, marks and medicines as ticks with a word. */
export function MarkLayer({
  session,
  words,
}: {
  session: Session
  words: (mark: Session['marks'][number]) => string
}) {
  const plot = usePlot()
  if (!plot) return null
  const { x: left, y: top, width, height } = plot.area
  const inside = (monoMs: number) => plot.x(monoMs) >= left && plot.x(monoMs) <= left + width
  // Words stand after their line, and before it where the plot ends.
  const beside = (monoMs: number) => {
    const x = plot.x(monoMs)
    return left + width - x < LABEL_PX
      ? ({ x: x - 4, textAnchor: 'end' } as const)
      : ({ x: x + 4, textAnchor: 'start' } as const)
  }
  return (
    <g className="marks">
      {session.doses
        .filter(({ at }) => inside(at.monoMs))
        .map(({ id, mg, at }) => (
          <g key={id} className="dose">
            <path d={`M${plot.x(at.monoMs)} ${top}v${height}`} />
            <text {...beside(at.monoMs)} y={top + height - 24}>
              {mg} mg
            </text>
          </g>
        ))}
      {session.marks
        .filter(({ at, withdrawn }) => !withdrawn && inside(at.monoMs))
        .map((mark, index) => (
          <g key={mark.id} className="mark">
            <path d={`M${plot.x(mark.at.monoMs)} ${top + height}v-14`} />
            <text {...beside(mark.at.monoMs)} y={top + height - 6 - (index % 2) * 11}>
              {words(mark)}
            </text>
          </g>
        ))}
    </g>
  )
}

/** Where an alarm began or rose, as triangles standing on the axis; one, two or three strokes tell the priority. */
export function AlarmLayer({ log }: { log: readonly LogEntry[] }) {
  const plot = usePlot()
  if (!plot) return null
  const { x: left, y: top, width, height } = plot.area
  const base = top + height
  return (
    <g className="alarm-ticks">
      {log.filter(isAlarmStart).map(({ seq, at, entry }) => {
        const x = plot.x(at.monoMs)
        if (x < left || x > left + width) return null
        return (
          <g key={seq} className={`alarm-tick ${entry.priority}`}>
            <path d={`M${x} ${base - 9}l5 9h-10z`} />
          </g>
        )
      })}
    </g>
  )
}

/** The moment that is being looked at. */
export function CursorLayer({ atMs }: { atMs: number }) {
  const plot = usePlot()
  if (!plot) return null
  const { x: left, y: top, width, height } = plot.area
  const x = plot.x(atMs)
  return x < left || x > left + width ? null : <path className="chart-cursor" d={`M${x} ${top}v${height}`} />
}

export function isAlarmStart(entry: LogEntry): entry is LogEntry & { entry: AlarmEvent } {
  const { entry: event } = entry
  return event.event === 'alarm' && (event.transition === 'raised' || event.transition === 'escalated')
}
