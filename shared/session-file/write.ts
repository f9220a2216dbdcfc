import { onOneAnchor } from '../report/anchor.ts'
import { sayGapCause } from '../report/gaps.ts'
import { type MinuteRow, type Peak, type Report, sayMarks } from '../report/model.ts'
import { namePeak } from '../report/peaks.ts'
import { english } from '../words/en/index.ts'
import {
  type DigestText,
  type FileRecord,
  PSEUDONYMISED_FORMAT,
  SESSION_FORMAT,
  SESSION_FORMAT_VERSION,
} from './format.ts'

/** The session of a report as a file. Who makes the report, and when, leaves no trace in it. */
export function writeSessionFile(report: Report, digest: DigestText): string {
  const body = [
    `"session":${JSON.stringify(report.session)},`,
    `"recordHash":${JSON.stringify(report.recordHash)},`,
    ...writeList('records', report.records.map(toFileRecord)),
    ...writeList('readings', report.readings),
    `"derived":${JSON.stringify(derive(report))}}`,
    '',
  ].join('\n')
  const format = report.pseudonymised ? PSEUDONYMISED_FORMAT : SESSION_FORMAT
  return `${writeHead(digest(body), format)}\n${body}`
}

/** The first line. The digest stands on everything after it. */
export function writeHead(digest: string, format = SESSION_FORMAT): string {
  return `{"format":"${format}","version":${SESSION_FORMAT_VERSION},"digest":"${digest}",`
}

function writeList(name: string, items: readonly object[]): readonly string[] {
  return [
    `"${name}":[`,
    ...items.map((item, index) => `${JSON.stringify(item)}${index < items.length - 1 ? ',' : ''}`),
    '],',
  ]
}

function toFileRecord({ sessionId: _session, seq: _seq, ...record }: Report['records'][number]): FileRecord {
  return record
}

/**
 * In English wherever it is written: a file is the same in every place. What readers of the file would else have to work out. An import takes none of it: it works it out anew. Alarms name their
 * records by their places in the file, from 1.
 */
function derive(recorded: Report): object {
  const report = onOneAnchor(recorded)
  const places = new Map(report.records.map(({ seq }, index) => [seq, index + 1]))
  const { zero, end, marks, limits, load, gaps, peaks, due, totals, minutes, clockSteps } = report
  const setting = { room: report.session.room, utcOffsetMin: report.utcOffsetMin }
  const alarms = report.alarms.map(({ seqs, ...alarm }) => ({
    ...alarm,
    records: seqs.map(seq => places.get(seq) ?? 0),
  }))
  return {
    setting,
    zero,
    end,
    marks: sayMarks({ marks }, english),
    limits,
    alarms,
    load,
    gaps: gaps.map(gap => ({ ...gap, cause: sayGapCause(gap, english) })),
    peaks: peaks.map(writePeak),
    due,
    totals,
    minutes: minutes.map(writeMinute),
    ...(clockSteps.length > 0 ? { clockSteps } : {}),
  }
}

/** By its name, as ever. */
function writePeak(peak: Peak): object {
  const { vital: _vital, side: _side, settling: _settling, ...figures } = peak
  return { label: namePeak(peak, english), ...figures }
}

/** SpO2 and pulse have the names that they had when there were no others; these go by their own. */
function writeMinute({ minute, at, values, ...rest }: MinuteRow): object {
  const { spo2 = null, pulseRate: pulse = null, ...others } = values
  return { minute, at, spo2, pulse, ...rest, ...others }
}
