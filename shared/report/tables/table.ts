import { elapsedMs, passedMs } from '../../session/elapsed.ts'
import { doubtOfPatient } from '../../session/unconfirmed.ts'
import type { Instant } from '../../time.ts'
import type { ReportWords } from '../../words/report.ts'
import type { Report } from '../model.ts'
import { clockTime, dateOf, duration, fromZero } from '../times.ts'
import { readAlone, readInOrder } from '../zones.ts'

/** Which table it is, whatever its title says. */
export type TableKey =
  | 'alarms'
  | 'amendments'
  | 'answers'
  | 'baseline'
  | 'checklist'
  | 'cuff'
  | 'discharge'
  | 'doseChanges'
  | 'doses'
  | 'doubts'
  | 'due'
  | 'events'
  | 'gaps'
  | 'gate'
  | 'handOvers'
  | 'limitChanges'
  | 'limits'
  | 'load'
  | 'marks'
  | 'minutes'
  | 'pauses'
  | 'quality'
  | 'rems'
  | 'scales'
  | 'signals'
  | 'signatures'
  | 'sites'

/** A table in words, as the PDF and the HTML draw it. */
export interface ReportTable {
  readonly key: TableKey
  readonly title: string
  /** What the document's section is called, where it is not the title. */
  readonly section?: string
  /** Begins a page, and nothing else follows on its last. */
  readonly ownPage?: true
  /** A sentence between the title and the rows. */
  readonly note?: string
  /** Heads with their units, and the share of the width that each wants. */
  readonly columns: readonly { readonly head: string; readonly share: number }[]
  readonly rows: readonly (readonly string[])[]
}

export const NONE = '–'

export interface Instants {
  /** 09:12:05, with the date or the offset where that is another than of the time before it: ask in the order of reading. */
  time(at: Instant): string
  /** The same for a time that stands by itself: with the date unless it is the day of the opening. */
  alone(at: Instant): string
  /** 2026-11-23 09:12:05: for what may be days later. */
  moment(at: { readonly wallMs: number }): string
  /** 12:05, as it really passed */
  from(at: { readonly monoMs: number }): string
  /** 1 min 12 s, as it really passed */
  lasted(from: Instant, to: Instant): string
}

export function instants(report: Report): Instants {
  const { session, utcOffsetMin, zero } = report
  return {
    time: readInOrder(report),
    alone: at => readAlone(report, at),
    moment: at => `${dateOf(at.wallMs, utcOffsetMin)} ${clockTime(at.wallMs, utcOffsetMin)}`,
    from: at => fromZero(passedMs(session, zero.monoMs, at.monoMs)),
    lasted: (from, to) => duration(elapsedMs(session, from, to)),
  }
}

export function columns(
  ...entries: readonly (readonly [head: string, share: number])[]
): ReportTable['columns'] {
  return entries.map(([head, share]) => ({ head, share }))
}

/** That something of that moment may be, or is, another patient's (AR-23); empty: it is this one's. */
export function sayWhose({ session }: Report, at: Instant, words: ReportWords): string {
  const doubt = doubtOfPatient(session, at)
  return doubt ? words.flags[doubt] : ''
}

/** ' (chronic lung disease)', or nothing. */
export function because(reason: string | null | undefined, words: ReportWords): string {
  return reason ? words.record.because(reason) : ''
}

/** What is there, one after the other. */
export function join(...parts: readonly (string | null | undefined | false)[]): string {
  return parts.filter(Boolean).join('; ')
}

/** '126/78', or a dash. */
export function pressure(systolic: number | null, diastolic: number | null): string {
  return systolic === null || diastolic === null ? NONE : `${Math.round(systolic)}/${Math.round(diastolic)}`
}
