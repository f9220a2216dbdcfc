import type { AlarmEvent } from '../alarm/types.ts'
import type { Words } from '../words/index.ts'

/* What a person saw who acknowledged an alarm (AR-24). Without schemas: a window shows it from its start. */

type Seen = NonNullable<AlarmEvent['seen']>

/** What was seen, if it was not what stood there when the acknowledgement was taken (AR-24). */
export function sawOtherThan({ seen, priority, value }: AlarmEvent): Seen | undefined {
  return seen?.priority === priority && seen.value === value ? undefined : seen
}

/** 'seen: HIGH 186'; '' where what was acknowledged is what was seen. */
export function saySeen(seen: Seen | undefined, words: Words): string {
  if (seen === undefined) return ''
  const { priority, value } = seen
  const figures = value === null ? '' : Number.isInteger(value) ? String(value) : value.toFixed(1)
  return words.sawOther(words.priorities[priority], figures)
}
