import type { RecordCareView } from '../../../shared/care-views.ts'
import { DAY_MS } from '../../../shared/time.ts'
import { format, text } from '../../text/text.ts'

/** For so long the first page says that a backup took the place of the record. */
const TOLD_MS = 7 * DAY_MS

type Restored = NonNullable<RecordCareView['restored']>

export const isRecent = ({ wallMs }: Restored, nowMs: number): boolean => nowMs - wallMs < TOLD_MS

/** When, by whom, and what is not in the record any more, as it says itself. */
export const sayRestored = ({ wallMs, by, sentence }: Restored): string =>
  text.recordCare.restore.notice(format().dayMinute(wallMs), by, sentence)
