import { limitAlarmIds, type Priority, priorities } from '../../../alarm/ids.ts'
import type { LimitRow, Limits } from '../../../limits.ts'
import type { VitalId } from '../../../vitals.ts'
import type { ReportWords } from '../../../words/report.ts'
import { type Interpretation, interpreted, vitalQuantity } from './codes.ts'
import type { Measured, ReferenceRange } from './types.ts'

/**
 * How a value stands to the alarm limits that were in force, and these limits. They are no clinical normal range, and say
 * so. Rises over the baseline are judged by the alarms alone.
 */
export function judge(
  limits: Limits,
  vital: VitalId,
  value: number,
  words: ReportWords,
): Pick<Measured, 'interpretation' | 'referenceRange'> {
  const rows = rowsOf(limits, vital)
  const ranges = priorities.flatMap(priority => rangeOf(rows, vital, priority, words))
  if (ranges.length === 0) return {}
  return { interpretation: interpreted(interpret(rows, value)), referenceRange: ranges }
}

function rowsOf(limits: Limits, vital: VitalId): readonly LimitRow[] {
  return limitAlarmIds
    .map(alarm => limits[alarm])
    .filter(({ parameter, reference }) => parameter === vital && reference === 'absolute')
}

/** HH and LL are the limits of HIGH alarms, H and L those of any. */
function interpret(rows: readonly LimitRow[], value: number): Interpretation {
  for (const { side, levels } of rows) {
    const past = priorities.filter(priority => {
      const level = levels[priority]
      return level && (side === 'high' ? value >= level.limit : value < level.limit)
    })
    const urgent = past.includes('high')
    if (past.length > 0 && side === 'high') return urgent ? 'HH' : 'H'
    if (past.length > 0) return urgent ? 'LL' : 'L'
  }
  return 'N'
}

function rangeOf(
  rows: readonly LimitRow[],
  vital: VitalId,
  priority: Priority,
  words: ReportWords,
): ReferenceRange[] {
  const limitOf = (side: LimitRow['side']) => rows.find(row => row.side === side)?.levels[priority]?.limit
  const [low, high] = [limitOf('low'), limitOf('high')]
  if (low === undefined && high === undefined) return []
  return [
    {
      ...(low === undefined ? {} : { low: vitalQuantity(vital, low) }),
      ...(high === undefined ? {} : { high: vitalQuantity(vital, high) }),
      text: words.report.formats.fhir.alarmLimit(words.priorities[priority]),
    },
  ]
}
