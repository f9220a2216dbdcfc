import type { ReportWords } from '../words/report.ts'
import { sayShipped } from '../words/shipped.ts'
import type { Report } from './model.ts'
import { sayWhose } from './tables/table.ts'

type Due = Report['due'][number] & { readonly whose: string }

/**
 * Of the required measurements how many were taken when they should be, and each that was not, by name; of the recommended
 * ones, of those that came due, the same.
 */
export function describeMeasurements(report: Report, words: ReportWords): string {
  const { story } = words.report
  const due = report.due.map(item => ({ ...item, whose: item.at ? sayWhose(report, item.at, words) : '' }))
  const required = due.filter(item => item.required)
  const recommended = due.filter(item => !item.required && cameDue(item))
  const kept = (items: readonly Due[]) => items.filter(isKept).length
  return [
    ...(required.length === 0
      ? [story.noneRequired]
      : [story.onTime(kept(required), required.length), ...listOthers(required, words)]),
    ...(recommended.length === 0
      ? []
      : [story.recommended(kept(recommended), recommended.length), ...listOthers(recommended, words)]),
  ].join('; ')
}

/** Another patient's reading was taken on time of another patient (AR-23). */
function isKept({ status, whose }: Due): boolean {
  return status === 'done' && whose === ''
}

function cameDue({ status }: Due): boolean {
  return status !== 'upcoming' && status !== 'due'
}

/** Those that were not kept, by their state and what is said of it: 'missed: BP 30 · BP 60'. */
function listOthers(items: readonly Due[], words: ReportWords): readonly string[] {
  const states = Map.groupBy(
    items.filter(item => !isKept(item)),
    ({ status, excused, whose }) =>
      [
        words.due[status],
        excused ? ` (${excused.reason}, ${excused.by})` : '',
        whose === '' ? '' : ` (${whose})`,
      ].join(''),
  )
  return [...states].map(([state, those]) =>
    words.report.story.ofState(state, those.map(({ label }) => sayShipped(label, words)).join(' · ')),
  )
}
