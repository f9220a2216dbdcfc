import type { NibpReading } from '../reading.ts'
import type { ReportWords } from '../words/report.ts'

/** What stands beside a cuff reading: where it came from, and what is odd about it. */
export function describeCuffNotes(reading: NibpReading, words: ReportWords): string {
  const { source, validity, flags, error, existing } = reading
  const { cuff: said } = words.report.tables
  return [
    source.origin === 'device' ? '' : words.origins[source.origin],
    source.origin === 'manual' ? said.typedBy(source.id) : '',
    existing ? said.existing : '',
    words.validity[validity],
    flags.map(flag => words.flags[flag]).join(', '),
    error ?? '',
  ]
    .filter(part => part !== '')
    .join('; ')
}
