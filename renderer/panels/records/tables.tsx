import type { Preset } from '../../../shared/presets/preset.ts'
import { say } from '../../../shared/record/index.ts'
import { isAfterwards } from '../../../shared/report/afterwards.ts'
import type { SessionCourse } from '../../../shared/review/course.ts'
import type { TrendRow } from '../../../shared/review/trend.ts'
import type { Line } from '../../../shared/session/line.ts'
import type { LogEntry } from '../../../shared/views.ts'
import { printValue, type StreamVitalId, vitals } from '../../../shared/vitals.ts'
import { wordsWith } from '../../../shared/words/phases.ts'
import { formatLength, formatSessionClock } from '../../live/clock.ts'
import { format, sayKept, words as shared, text } from '../../text/text.ts'
import { openPage } from '../../window/ui.ts'
import { describePeak, describeSpread, SPO2_BELOW, type StatisticsRow } from './summary.ts'

const words = text.review
const { tiles } = text.room

export function StatisticsTable({ rows }: { readonly rows: readonly StatisticsRow[] }) {
  return (
    <table className="review-table" data-testid="review-statistics">
      <caption>{words.ofSight}</caption>
      <thead>
        <tr>
          <th scope="col">{words.vital}</th>
          <th scope="col">{words.median}</th>
          <th scope="col">{words.min}</th>
          <th scope="col">{words.max}</th>
          <th scope="col">{words.mean}</th>
          <th scope="col">{words.values}</th>
          <th scope="col">{words.covered}</th>
          <th scope="col">{words.below(SPO2_BELOW)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ vital, statistics, isStream }) => (
          <tr key={vital}>
            <th scope="row">
              {shared.vitals.names[vital]} <small>{vitals[vital].unit}</small>
            </th>
            <td>{statistics ? printValue(vital, statistics.median) : tiles.none}</td>
            <td>{statistics ? printValue(vital, statistics.min) : tiles.none}</td>
            <td>{statistics ? printValue(vital, statistics.max) : tiles.none}</td>
            <td>{statistics?.mean.toFixed(1) ?? tiles.none}</td>
            <td>{statistics?.count ?? 0}</td>
            <td>
              {!statistics
                ? words.coveredNot
                : isStream
                  ? formatLength(statistics.coveredS * 1000)
                  : words.coveredReadings}
            </td>
            {/* Of SpO2 alone. */}
            <td>{statistics?.belowS == null ? '' : formatLength(statistics.belowS * 1000)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface TimedProps {
  /** Somebody wants to see this moment; ms from zero. */
  readonly onMoment: (atMs: number) => void
}

interface TrendProps extends TimedProps {
  readonly rows: readonly TrendRow[]
  /** Of the columns of streams, in order. */
  readonly vitals: readonly StreamVitalId[]
}

export function TrendTable({ rows, vitals: columns, onMoment }: TrendProps) {
  const { trendUnits: units } = words
  return (
    <table className="review-table" data-testid="review-trend">
      <caption>{words.trendNote}</caption>
      <thead>
        <tr>
          <th scope="col">{words.time}</th>
          {columns.map(vital => (
            <th key={vital} scope="col">
              {words.inUnit(shared.vitals.names[vital], vitals[vital].unit)}
            </th>
          ))}
          <th scope="col">{units.bp}</th>
          <th scope="col">{units.map}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ minute, fromMs, streams, cuff }) => (
          <tr key={minute}>
            <th scope="row">
              <Moment atMs={fromMs} onMoment={onMoment} />
            </th>
            {columns.map((vital, index) => (
              <td key={vital}>{describeSpread(vital, streams[index] ?? null)}</td>
            ))}
            <td>{cuff ? `${cuff.systolic}/${cuff.diastolic}` : tiles.none}</td>
            <td>{cuff?.mean == null ? tiles.none : Math.round(cuff.mean)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

interface AuditProps extends TimedProps {
  readonly preset: Preset
  readonly log: readonly LogEntry[]
  readonly line: Line
}

/** Every record of the session, as it stands in the audit trail. */
export function AuditTable({ preset, log, line, onMoment }: AuditProps) {
  const { audit } = words
  const told = wordsWith(preset, shared)
  return (
    <table className="review-table" data-testid="review-audit">
      <thead>
        <tr>
          <th scope="col">{audit.number}</th>
          <th scope="col">{audit.time}</th>
          <th scope="col">{audit.from}</th>
          <th scope="col">{audit.what}</th>
          <th scope="col">{audit.who}</th>
        </tr>
      </thead>
      <tbody>
        {log.map(logged => (
          <tr key={logged.seq}>
            <td>{logged.seq}</td>
            <td>{timeOf(logged)}</td>
            <td>
              {isAfterwards(logged) ? (
                tiles.none
              ) : (
                <Moment atMs={line.at(logged.at.monoMs)} onMoment={onMoment} />
              )}
            </td>
            <td>{say(logged.entry, told) ?? describeBare(logged)}</td>
            <td>{('by' in logged.entry && logged.entry.by) || ''}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** What was done afterwards may have been done on another day. */
function timeOf(logged: LogEntry): string {
  const { wallMs } = logged.at
  return isAfterwards(logged) ? format().dayTime(wallMs) : format().time(wallMs)
}

/** What the live list leaves out still stands in the record. */
function describeBare({ entry }: LogEntry): string {
  if (entry.event === 'alarm') return text.room.names[entry.alarm]
  const { record } = shared
  if (entry.kind === 'sound') return record.soundStarted
  if (entry.kind === 'nibp' && (entry.state === 'cuffInflating' || entry.state === 'cuffIdle'))
    return record.monitor(record.monitorStates[entry.state])
  return entry.kind
}

function Moment({ atMs, onMoment }: TimedProps & { readonly atMs: number }) {
  return (
    <button type="button" className="quiet" onClick={() => onMoment(atMs)}>
      {formatSessionClock(atMs)}
    </button>
  )
}

interface CourseTableProps {
  readonly courses: readonly SessionCourse[]
  readonly sessionId: string
}

export function CourseTable({ courses, sessionId }: CourseTableProps) {
  const { courses: said } = words
  return (
    <table className="review-table" data-testid="review-courses">
      <caption>{said.note}</caption>
      <thead>
        <tr>
          {[
            said.session,
            said.preset,
            said.dose,
            said.baseline,
            said.systolic,
            said.diastolic,
            said.pulse,
            said.spo2,
            said.alarms,
            said.length,
          ].map(head => (
            <th key={head} scope="col">
              {head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {courses.map(course => (
          <tr key={course.sessionId}>
            <th scope="row">
              <CourseName course={course} isThis={course.sessionId === sessionId} />
            </th>
            <td>{sayKept(course.presetLabel)}</td>
            <td>{course.doseMg === 0 ? tiles.none : course.doseMg}</td>
            <td>
              {course.baseline
                ? `${Math.round(course.baseline.systolic)}/${Math.round(course.baseline.diastolic)}`
                : tiles.none}
            </td>
            <td>{describePeak(course.peaks, 'systolic', 'high')}</td>
            <td>{describePeak(course.peaks, 'diastolic', 'high')}</td>
            <td>{describePeak(course.peaks, 'pulseRate', 'high')}</td>
            <td>{describePeak(course.peaks, 'spo2', 'low')}</td>
            <td>
              {course.alarms.high} / {course.alarms.medium} / {course.alarms.low}
            </td>
            <td>{course.lengthMin === null ? tiles.none : words.minutes(course.lengthMin)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function CourseName({ course, isThis }: { readonly course: SessionCourse; readonly isThis: boolean }) {
  const { courses: said } = words
  const day = format().dayMinute(course.openedAt.wallMs)
  const marks = [course.simulated ? said.simulated : '', course.replayed ? said.replayed : '']
    .filter(Boolean)
    .join(' ')
  return isThis ? (
    <>
      {day} <small>{said.thisOne}</small> <small>{marks}</small>
    </>
  ) : (
    <button
      type="button"
      className="quiet"
      onClick={() => openPage({ name: 'review', sessionId: course.sessionId })}
    >
      {day} <small>{marks}</small>
    </button>
  )
}
