import type { AlarmEvent } from '../../shared/alarm/types.ts'
import type { NibpReading } from '../../shared/reading.ts'
import type { Session } from '../../shared/session/types.ts'
import type { LogEntry } from '../../shared/views.ts'
import { isBesidePulse, panelOf, type StreamVitalId } from '../../shared/vitals.ts'
import type { ChartPoint } from './decimate.ts'
import { labelDoses } from './dose-labels.ts'
import { isAtEnd, type Plot, usePlot } from './plot.ts'

/*
 * What is drawn between Recharts' axes. Each layer asks the chart for its scales and draws a handful of shapes: a path of
 * decimated points costs the same for five minutes and for three hours.
 */

/** A line of decimated points, open wherever a value is missing; lonely points get a dot. */
export function LineLayer({ points, vital }: { points: readonly ChartPoint[]; vital: StreamVitalId }) {
  const plot = usePlot(panelOf(vital))
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
    <g className={`line line-${vital} ${isBesidePulse(vital) ? 'beside-pulse' : ''}`}>
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

function PressureBar({ reading, plot }: { reading: NibpReading; plot: Plot }) {
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
    return isAtEnd(x, plot.area)
      ? ({ x: x - 4, textAnchor: 'end' } as const)
      : ({ x: x + 4, textAnchor: 'start' } as const)
  }
  const doses = session.doses.filter(({ at }) => inside(at.monoMs))
  const labels = new Map(labelDoses(doses, plot.x).map(({ id, said }) => [id, said]))
  return (
    <g className="marks">
      {doses.map(({ id, at }) => (
        <g key={id} className="dose">
          <path d={`M${plot.x(at.monoMs)} ${top}v${height}`} />
          {labels.has(id) ? (
            <text {...beside(at.monoMs)} y={plot.doseY}>
              {labels.get(id)}
            </text>
          ) : null}
        </g>
      ))}
      {session.marks
        .filter(({ at, withdrawn }) => !withdrawn && inside(at.monoMs))
        .map((mark, index) => (
          <g key={mark.id} className="mark">
            <path d={`M${plot.x(mark.at.monoMs)} ${plot.base}v-14`} />
            <text {...beside(mark.at.monoMs)} y={plot.base - 6 - (index % 2) * 11}>
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

/** The moment that is being looked at, in ms from zero. */
export function CursorLayer({ atMs }: { atMs: number }) {
  const plot = usePlot()
  if (!plot) return null
  const { x: left, y: top, width, height } = plot.area
  const x = plot.xPassed(atMs)
  return x < left || x > left + width ? null : <path className="chart-cursor" d={`M${x} ${top}v${height}`} />
}

export function isAlarmStart(entry: LogEntry): entry is LogEntry & { entry: AlarmEvent } {
  const { entry: event } = entry
  return event.event === 'alarm' && (event.transition === 'raised' || event.transition === 'escalated')
}
