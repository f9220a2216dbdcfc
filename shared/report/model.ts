import type { AlarmEvent } from '../alarm/types.ts'
import type { Limits } from '../limits.ts'
import type { NibpReading, Reading } from '../reading.ts'
import { upcast } from '../record/upcast.ts'
import type { Check } from '../session/checklist.ts'
import { elapsedMs, gapsBefore, isTimeUnsure } from '../session/elapsed.ts'
import { lineFrom } from '../session/line.ts'
import { windowFrom } from '../session/move-due.ts'
import type { DueItem, DueStatus, Session } from '../session/types.ts'
import { isUnconfirmed, openQuestion } from '../session/unconfirmed.ts'
import { byTimeTaken, type Instant, MINUTE_MS } from '../time.ts'
import type { LogEntry, LogRecord } from '../views.ts'
import type { ReportWords } from '../words/report.ts'
import { type ClockStep, findClockSteps } from './clock-steps.ts'
import { type AlarmEpisode, readEpisodes } from './episodes.ts'
import { findGaps, type ReportGap } from './gaps.ts'
import { type AlarmLoad, alarmLoad } from './load.ts'
import { type MinuteRow, type MinuteValue, perMinute } from './minutes.ts'
import { ownPart } from './own-alarms.ts'
import { findPeaks, type Peak } from './peaks.ts'
import { describeUnsure, type Held } from './unsure.ts'
import { valuesOf, withWorst } from './worst.ts'
import { findZones, type Zone } from './zones.ts'

/** Makes the report of the command line: no person. */
export const HEADLESS = 'vigil report'

/** Where the session took place, and whom the clinic names for its monitoring. Empty: not entered. */
export interface Setting {
  readonly clinic: string
  readonly address?: string
  readonly provider?: { readonly name: string; readonly phone: string; readonly email: string }
  readonly room: string
  readonly software: string
}

/** Everything a report is made from; nothing else is looked at. */
export interface ReportInput {
  readonly session: Session
  readonly readings: readonly Reading[]
  readonly log: readonly LogEntry[]
  /** The same, with all that was written down beside each entry; absent for what never was in a store. */
  readonly records?: readonly LogRecord[]
  /** What the installation noted of the session: reports made of it, its import. */
  readonly notes?: readonly LogEntry[]
  /** In force at the end. */
  readonly limits: Limits
  readonly setting: Setting
  /** The discharge checklist, at the close or now; null before a drug was given. */
  readonly discharge?: readonly Check[] | null
  /** Of the newest record of the session's audit chain. */
  readonly recordHash: string | null
  /** Absent for what never was in a store. */
  readonly vouching?: Vouching
  readonly generatedAt: Instant
  readonly generatedBy: string
  /** Minutes east of UTC in which times are printed: those of the place where the session was held. */
  readonly utcOffsetMin: number
}

/** What stands beside the hash of a record on paper. */
export interface Vouching {
  /** The number of that record in this installation; null: it is of another one. */
  readonly entry: number | null
  /** Of the key that signs the record: 16 hex digits in groups of four. */
  readonly fingerprint: string
}

/** By what a page can be held against the record, in one line. */
export function sayRecord(
  { recordHash, vouching }: Pick<Report, 'recordHash' | 'vouching'>,
  words: ReportWords,
): string {
  const { head } = words.report
  const { entry = null, fingerprint = null } = vouching ?? {}
  return [
    recordHash ?? head.withoutHash,
    ...(recordHash !== null && entry !== null ? [head.entry(String(entry))] : []),
    // Not in groups with spaces, as hashes may be typed from paper: it is no anchor.
    ...(fingerprint === null ? [] : [head.signedBy(fingerprint.replaceAll(' ', '-'))]),
  ].join(' · ')
}

/** The report of one session: every decision about its content is made here, the formats only write it down. */
export interface Report {
  readonly session: Session
  readonly limits: Limits
  readonly setting: Setting
  /** Made by `pseudonymise`: every page says so. */
  readonly pseudonymised: boolean
  readonly discharge: readonly Check[] | null
  readonly recordHash: string | null
  readonly vouching?: Vouching
  readonly generatedAt: Instant
  readonly generatedBy: string
  readonly utcOffsetMin: number
  /** The clock's offset as it was from moment to moment; more than one where it changed. */
  readonly zones: readonly Zone[]
  /** T0, or the opening when nothing was given: times in the report count from here. */
  readonly zero: Instant
  readonly end: Instant
  readonly readings: readonly Reading[]
  /** By the time taken, oldest first. */
  readonly cuff: readonly NibpReading[]
  readonly minutes: readonly MinuteRow[]
  readonly alarms: readonly AlarmEpisode[]
  /** Of the whole session, from its opening on. */
  readonly load: AlarmLoad
  readonly gaps: readonly ReportGap[]
  readonly peaks: readonly Peak[]
  readonly due: readonly {
    readonly label: string
    readonly required: boolean
    /** Asked for after a blood pressure alarm, not by the preset. */
    readonly extra: boolean
    readonly status: DueStatus
    readonly windowMin: readonly [number, number]
    readonly at: Instant | null
    /** Why it was not taken, and who said so. */
    readonly excused: { readonly reason: string; readonly by: string } | null
  }[]
  readonly events: readonly LogEntry[]
  /** Every entry of the session's log, for a file that is read again. */
  readonly records: readonly LogRecord[]
  /** Every transition of every alarm. */
  readonly alarmLog: readonly AlarmLogEntry[]
  /** Minutes from the first and from the last device (or end of infusion) to the end; null before T0. */
  readonly totals: {
    readonly fromFirstMin: number
    readonly fromLastMin: number | null
    /** They rest on a wall clock that nobody has confirmed (AR-22). */
    readonly unsure?: true
  } | null
  /** When the computer's clock was set, by its own times; all other times are on one anchor once printed. */
  readonly clockSteps: readonly ClockStep[]
  /** Sentences that stand on the first page. */
  readonly statements: readonly string[]
  /** What kind of values these are: on every page, see `sayMarks`. */
  readonly marks: readonly ReportMark[]
}

export type ReportMark = 'pseudonymised' | 'simulated' | 'replayed' | 'manual' | 'unconfirmed'

export type AlarmLogEntry = LogEntry & { readonly entry: AlarmEvent }

function isAlarmEntry(logged: LogEntry): logged is AlarmLogEntry {
  return logged.entry.event === 'alarm'
}

export type { AlarmEpisode, AlarmLoad, MinuteRow, MinuteValue, Peak, ReportGap }

export function makeReport(input: ReportInput, words: ReportWords): Report {
  const { session, readings } = input
  const log = input.log.map(logged => ({ ...logged, entry: upcast(logged.entry) }))
  const zero = session.t0 ?? session.opened.at
  const end = endOf(session, readings, log)
  const zones = findZones(input.records ?? [], input.utcOffsetMin)
  const minutes = (ms: number) => Math.round(ms / MINUTE_MS)
  const episodes = readEpisodes(log, input.limits, session.gaps)
  const isForeign = (reading: Reading) => isUnconfirmed(session, reading)
  const ownValues = valuesOf(readings.filter(reading => !isForeign(reading)))
  const ownAlarms = episodes.map(episode => {
    const own = ownPart(episode, session, input.limits)
    // Of one that began at values of doubt, these are all there is.
    const values = isUnconfirmed(session, own.start) ? valuesOf(readings) : ownValues
    return withWorst(own, values, input.limits, session.baseline)
  })
  return {
    session,
    limits: input.limits,
    setting: input.setting,
    pseudonymised: false,
    discharge: session.closed?.checks ?? input.discharge ?? null,
    recordHash: input.recordHash,
    ...(input.vouching ? { vouching: input.vouching } : {}),
    generatedAt: input.generatedAt,
    generatedBy: input.generatedBy,
    utcOffsetMin: input.utcOffsetMin,
    zones,
    zero,
    end,
    readings,
    cuff: readings.filter(reading => reading.kind === 'nibp').toSorted(byTimeTaken),
    minutes: perMinute(readings, zero, lineFrom(session, zero.monoMs), isForeign),
    alarms: ownAlarms,
    load: alarmLoad({
      episodes,
      log,
      gaps: session.gaps,
      from: session.opened.at,
      to: end,
    }),
    gaps: findGaps(session, readings, end),
    // What may be another patient's is no extreme of this one (AR-23).
    peaks: findPeaks(
      readings.filter(reading => !isForeign(reading)),
      zero,
      session,
    ),
    due: session.due.map(item => ({
      label: item.label,
      required: item.class === 'required',
      extra: item.extra ?? false,
      status: item.status,
      windowMin: windowMinutes(session, item, zero),
      at: item.doneAt ?? null,
      excused: item.excused ? { reason: item.excused.reason, by: item.excused.by } : null,
    })),
    events: [...log.filter(({ entry }) => entry.event !== 'alarm'), ...(input.notes ?? [])].toSorted(
      (a, b) => a.seq - b.seq,
    ),
    records: input.records ?? log.map(logged => unstored(logged, input)),
    alarmLog: log.filter(isAlarmEntry),
    totals: session.t0
      ? {
          fromFirstMin: minutes(elapsedMs(session, session.t0, end)),
          fromLastMin: session.dosingEnd ? minutes(elapsedMs(session, session.dosingEnd, end)) : null,
          ...(isTimeUnsure({ gaps: gapsBefore(session, end) }, session.t0) ? { unsure: true as const } : {}),
        }
      : null,
    clockSteps: findClockSteps(log),
    statements: makeStatements({ session, zones, utcOffsetMin: input.utcOffsetMin }, words),
    marks: makeMarks(session),
  }
}

function windowMinutes(session: Session, item: DueItem, zero: Instant): readonly [number, number] {
  const { fromMs, toMs } = windowFrom(session, item, zero.monoMs)
  return [Math.round(fromMs / MINUTE_MS), Math.round(toMs / MINUTE_MS)]
}

/** An entry of a session script, which no computer has recorded. */
function unstored(logged: LogEntry, { utcOffsetMin, setting }: ReportInput): LogRecord {
  return { ...logged, utcOffsetMin, context: {}, station: '', software: setting.software }
}

/** The close of a session, or the last thing that is recorded of an open one. */
export function endOf(session: Session, readings: readonly Reading[], log: readonly LogEntry[]): Instant {
  if (session.closed) return session.closed.at
  return [session.opened.at, ...log.map(({ at }) => at), readings.at(-1)?.at].reduce<Instant>(
    (newest, at) => (at && at.monoMs > newest.monoMs ? at : newest),
    session.opened.at,
  )
}

function makeStatements(held: Held, words: ReportWords): string[] {
  const { session } = held
  const { statements: said } = words.report.head
  const statements = [...describeUnsure(held, words), said.secondary, said.oximetry]
  if (session.simulated) statements.unshift(said.simulated)
  if (session.replayed) statements.unshift(said.replayed)
  if (!session.closed) statements.unshift(said.open)
  return statements
}

function makeMarks(session: Session): ReportMark[] {
  const marks: ReportMark[] = []
  if (session.simulated) marks.push('simulated')
  if (session.replayed) marks.push('replayed')
  if (session.manual) marks.push('manual')
  if (openQuestion(session)) marks.push('unconfirmed')
  return marks
}

/** 'SIMULATED', 'contains manual values' … */
export function sayMarks({ marks }: Pick<Report, 'marks'>, words: ReportWords): readonly string[] {
  return marks.map(mark => words.report.head.marks[mark])
}
