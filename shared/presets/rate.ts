import type { ScaleId } from '../session/scales.ts'
import type { DueRule } from './preset.ts'

/** Sources of the ratings among these rules, by their paths. */
export function ratingSources(rules: readonly DueRule[], source: string): Readonly<Record<string, string>> {
  return Object.fromEntries(rules.flatMap(({ id, ratings }) => (ratings ? [[`due.${id}`, source]] : [])))
}

/**
 * The patient is to be rated in the same window as this measurement (monitoring protocols, 8.2, 8.3). `recommended` throughout:
 * what the label and the REMS form record at these times is the pressure, and its absence alarms; that of a rating is seen in
 * the list and in the report. Nobody goes home without the last ratings (discharge checklist, D2, D5, D6).
 */
export function rateWith(rule: DueRule, label: string, ratings: readonly ScaleId[]): DueRule {
  return { ...rule, id: `${rule.id}r`, label, class: 'recommended', ratings }
}
