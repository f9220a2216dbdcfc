import type { AlarmId } from '../alarm/ids.ts'
import { type Check, type OwnCheckId, ownCheckIds } from '../session/checklist.ts'
import type { Mark } from '../session/marks.ts'
import { scaleWords } from './en/scales.ts'
import type { Words } from './index.ts'
import { sayShippedList } from './shipped.ts'

/* What things are called that a clinic may have put into its own words. */

/** What a mark is called; the kind itself where this version has no word for it. */
export function nameMark({ mark, word }: Pick<Mark, 'mark' | 'word'>, words: Words): string {
  return word ?? words.marks[mark] ?? mark
}

/** Why an alarm ended or called again; the record's own word where an older Vigil wrote another. */
export function nameCause(cause: string, words: Words): string {
  const known: Readonly<Record<string, string>> = words.alarmCauses
  return known[cause] ?? cause
}

/** What an alarm tells besides its figures: the measurements that are missing, a rating; else a device, as it is called. */
export function nameDetail(alarm: AlarmId, detail: string, words: Words): string {
  if (alarm === 'measurement-missed') return sayShippedList(detail, words)
  // The record keeps it in English.
  if (alarm === 'sedation-deep') return detail.replace(scaleWords.moaas.label, words.scales.moaas.label)
  return detail
}

interface NamedCheck {
  readonly id: Check['id']
  /** Of the clinic's own: what is asked. */
  readonly text?: string | undefined
}

/** What an item of the discharge checklist is called; the clinic's own by what it asks. */
export function nameCheck({ id, text = id }: NamedCheck, words: Words): string {
  return isOwnCheck(id) ? text : words.checks[id]
}

export function isOwnCheck(id: Check['id']): id is OwnCheckId {
  return (ownCheckIds as readonly string[]).includes(id)
}
