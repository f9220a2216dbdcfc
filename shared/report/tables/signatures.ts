import type { PinReset } from '../../authority.ts'
import type { Amendment } from '../../session/signatures.ts'
import type { Session } from '../../session/types.ts'
import type { ReportWords } from '../../words/report.ts'
import type { Report } from '../model.ts'
import { dateOf } from '../times.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

/** What was put right after the close; the old value stays to be read. */
export function amendmentTable(report: Report, words: ReportWords): ReportTable {
  const { moment } = instants(report)
  const { amendments = [], signatures = [] } = report.session
  const { heads, amendments: said } = words.report.tables
  return {
    key: 'amendments',
    title: said.title,
    columns: columns(
      [heads.time, 12],
      [heads.what, 15],
      [said.before, 16],
      [said.after, 17],
      [heads.reason, 16],
      [heads.by, 12],
      [said.voided, 12],
    ),
    rows: amendments.map(amendment => {
      const { id, before, after, reason, by, at } = amendment
      const voided = signatures.filter(({ voidedBy }) => voidedBy === id)
      return [
        moment(at),
        nameAmended(report.session, amendment, words),
        before ?? words.report.story.nothing,
        after,
        reason,
        by,
        voided.map(one => one.by).join(', ') || NONE,
      ]
    }),
  }
}

/** What was amended: 'Lot number, dose 3'. */
export function nameAmended({ doses }: Session, { field, doseId }: Amendment, words: ReportWords): string {
  const dose = doseId === undefined ? -1 : doses.findIndex(known => known.id === doseId)
  return dose < 0 ? words.amendables[field] : words.report.amendedDose(words.amendables[field], dose + 1)
}

/** So many hex digits tell one record from another; the whole hash stands in the session file. */
const HASH_DIGITS = 16

/** Printed name, role, time, meaning and the record that was signed; one made void says so. */
export function signatureTable(report: Report, words: ReportWords): ReportTable {
  const { moment } = instants(report)
  const { heads, signatures: said } = words.report.tables
  return {
    key: 'signatures',
    title: said.title,
    columns: columns(
      [said.name, 17],
      [said.role, 10],
      [said.meaning, 21],
      [heads.time, 16],
      [said.state, 16],
      [said.record, 20],
    ),
    rows: (report.session.signatures ?? []).map(
      ({ by, role, meaning, at, voidedBy, recordHash, pinReset }) => [
        by,
        words.roles[role],
        words.meanings[meaning],
        moment(at),
        [voidedBy === undefined ? said.valid : said.void, sayReset(pinReset, report, words)]
          .filter(Boolean)
          .join('; '),
        recordHash.slice(0, HASH_DIGITS),
      ],
    ),
  }
}

/** Whose PIN was reset signs with one that an administrator could have chosen: whoever reads that is told. */
export function sayReset(reset: PinReset | undefined, report: Report, words: ReportWords): string {
  return reset ? words.pinReset(reset.by, dateOf(reset.wallMs, report.utcOffsetMin)) : ''
}
