import { phrase } from '../../shared/words/host.ts'
import { say } from '../process/say.ts'

/**
 * What can be read of rows; one that cannot is said once a minute and left out, so that it does not take the rest with it. It stays in
 * the record as it is, and `verify` names it if it was changed.
 *
 * @param name of a row, for people
 */
export function readable<Row, Read>(
  rows: readonly Row[],
  read: (row: Row) => Read,
  name: (row: Row) => string,
): readonly Read[] {
  return rows.flatMap(row => {
    try {
      return [read(row)]
    } catch (error) {
      // A schema tells all that is wrong, over many lines.
      const why = (error instanceof Error ? error.message : String(error))
        .replaceAll(/\s+/g, ' ')
        .slice(0, 120)
      say(phrase.record.leftOutUnreadable(name(row), why))
      return []
    }
  })
}
