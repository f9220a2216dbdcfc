import type { RemsItem, RemsValue } from '../../../shared/session/rems.ts'
import { remsAnswers } from '../../../shared/session/rems-answers.ts'
import type { Session } from '../../../shared/session/types.ts'
import { text, words } from '../../text/text.ts'
import { numberOf } from '../fields/number.ts'

/** As the fields hold them: 'yes', 'no', figures and words; empty: not answered. */
export type Answers = Readonly<Record<string, string>>

export function isAsked({ kind }: RemsItem): boolean {
  return kind !== 'record' && kind !== 'hand'
}

export function knownAnswers(session: Pick<Session, 'rems' | 'preDose' | 'patientQuestions'>): Answers {
  return Object.fromEntries(remsAnswers(session).map(({ item, value }) => [item, writeValue(value)]))
}

function writeValue(value: RemsValue): string {
  return typeof value === 'boolean' ? (value ? 'yes' : 'no') : String(value)
}

/**
 * What a person has answered otherwise than before; null takes an answer back.
 *
 * @throws Error naming the item whose minutes are no whole number
 */
export function changedAnswers(
  items: readonly RemsItem[],
  before: Answers,
  now: Answers,
): Readonly<Record<string, RemsValue | null>> {
  return Object.fromEntries(
    items.flatMap(item => {
      const value = now[item.id]?.trim() ?? ''
      return value === (before[item.id] ?? '') ? [] : [[item.id, readValue(item, value)]]
    }),
  )
}

function readValue({ id, kind }: RemsItem, value: string): RemsValue | null {
  if (value === '') return null
  if (kind === 'yesNo') return value === 'yes'
  if (kind !== 'minutes') return value
  const minutes = numberOf(value)
  if (minutes === undefined || !Number.isInteger(minutes) || minutes < 0)
    throw new Error(text.sheets.rems.wholeMinutes(words.remsForm.items[id]))
  return minutes
}
