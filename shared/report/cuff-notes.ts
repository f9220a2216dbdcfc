import type { NibpReading } from '../reading.ts'
import type { Words } from '../words/index.ts'

/** What stands beside a cuff reading: where it came from, and what is odd about it. */
export function describeCuffNotes(reading: NibpReading, words: Words): string {
  const { source, validity, flags, error, existing } = reading
  return [
    source.origin === 'device' ? '' : words.origins[source.origin],
    source.origin === 'manual' ? `by ${source.id}` : '',
    existing ? 'taken before the session, or before its monitor came to it' : '',
    words.validity[validity],
    flags.map(flag => words.flags[flag]).join(', '),
    error ?? '',
  ]
    .filter(part => part !== '')
    .join('; ')
}
