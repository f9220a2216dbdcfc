import type { PinReset } from '../../authority.ts'
import { unknownClinic } from '../../clinic.ts'
import { openRemsItems } from '../../session/rems-answers.ts'
import { words } from '../../text/en.ts'
import type { Report } from '../model.ts'
import { dateOf } from '../times.ts'
import { columns, instants, NONE, type ReportTable } from './table.ts'

/** What was put right after the close; the old value stays to be read. */
export function amendmentTable(report: Report): ReportTable {
  const { moment } = instants(report)
  const { amendments = [], signatures = [], doses } = report.session
  return {
    title: 'Amendments',
    columns: columns(
      ['Time', 12],
      ['What', 15],
      ['Old value', 16],
      ['New value', 17],
      ['Reason', 16],
      ['By', 12],
      ['Signatures made void', 12],
    ),
    rows: amendments.map(({ id, field, doseId, before, after, reason, by, at }) => {
      const dose = doseId === undefined ? -1 : doses.findIndex(known => known.id === doseId)
      const voided = signatures.filter(({ voidedBy }) => voidedBy === id)
      return [
        moment(at),
        `${words.amendables[field]}${dose < 0 ? '' : `, dose ${dose + 1}`}`,
        before ?? 'nothing',
        after,
        reason,
        by,
        voided.map(one => one.by).join(', ') || NONE,
      ]
    }),
  }
}

/** Printed name, role, time, meaning and the hash that was signed; one made void says so. */
export function signatureTable(report: Report): ReportTable {
  const { moment } = instants(report)
  const open = openRems(report)
  return {
    title: 'Signatures',
    ...(open === '' ? {} : { note: open }),
    columns: columns(
      ['Name', 20],
      ['Role', 12],
      ['Meaning', 18],
      ['Time', 12],
      ['State', 14],
      ['Record that was signed', 24],
    ),
    rows: (report.session.signatures ?? []).map(
      ({ by, role, meaning, at, voidedBy, recordHash, pinReset }) => [
        by,
        role,
        words.meanings[meaning],
        moment(at),
        [voidedBy === undefined ? 'valid' : 'VOID: amended since', sayReset(pinReset, report)]
          .filter(Boolean)
          .join('; '),
        groupHash(recordHash),
      ],
    ),
  }
}

/** Whose PIN was reset signs with one that an administrator could have chosen: whoever reads that is told. */
function sayReset(reset: PinReset | undefined, report: Report): string {
  return reset ? words.pinReset(reset.by, dateOf(reset.wallMs, report.utcOffsetMin)) : ''
}

/** What of the REMS field sheet nobody has answered, so that whoever signs sees it. */
function openRems({ session, setting: { clinic, address = '', provider } }: Report): string {
  const named = { name: clinic, address, provider: { ...unknownClinic.provider, ...provider } }
  const open = openRemsItems(session, named)
  return open.length === 0
    ? ''
    : `REMS field sheet, not answered: ${open.map(({ label }) => label).join('; ')}.`
}

/** In groups, so that it wraps between them. */
function groupHash(hash: string): string {
  return hash.match(/.{1,16}/g)?.join(' ') ?? NONE
}
