import type { RecordCareView } from '../../../shared/care-views.ts'
import { text } from '../../text/text.ts'

/** How many sessions may be deleted by now. */
export function sayDue({ due, areMoreDue }: RecordCareView['retention']): string {
  const words = text.recordCare.retention
  return areMoreDue ? words.moreDue(due) : words.due(due)
}
