import { isUnsure } from '../session/elapsed.ts'
import type { GapRecord, Session } from '../session/types.ts'
import type { Instant } from '../time.ts'
import type { ReportWords } from '../words/report.ts'
import { anchoredMs, duration } from './times.ts'
import { readAlone, type Zone } from './zones.ts'

/** The session, and which clock hung on the wall. */
export interface Held {
  readonly session: Session
  readonly zones: readonly Zone[]
  readonly utcOffsetMin: number
}

/** What of a session nobody has confirmed: a sentence each, for the first page. */
export function describeUnsure(held: Held, words: ReportWords): readonly string[] {
  const open = held.session.gaps.filter(({ confirmed }) => !confirmed)
  return [...describePatientQuestion(held, words), ...open.map(gap => describeGap(held, gap, words))]
}

/** Whose the last readings are is not known, or they are known to be another patient's (AR-23). */
function describePatientQuestion(held: Held, words: ReportWords): readonly string[] {
  const question = (held.session.patientQuestions ?? []).find(({ answer }) => answer?.same !== true)
  if (!question) return []
  const from = timeOf(held, question.from)
  const { answer, why } = question
  return [
    answer
      ? words.report.otherPatient(from, answer.by)
      : words.report.patientUnconfirmed(from, words.record.samePatient.why[why]),
  ]
}

/** By the session's anchor, with the date unless it is the day of the opening. */
function timeOf(held: Held, { monoMs }: Instant): string {
  return readAlone(held, { monoMs, wallMs: anchoredMs(held.session, { monoMs }) })
}

function describeGap(held: Held, gap: GapRecord, words: ReportWords): string {
  const from = timeOf(held, gap.from)
  if (gap.byWallMs !== undefined && gap.byWallMs < 0)
    return words.report.gapBack(from, duration(-gap.byWallMs))
  const say = isUnsure(gap) ? words.report.gapUnsure : words.report.gapOpen
  return say(from, timeOf(held, gap.to), duration(gap.to.monoMs - gap.from.monoMs))
}
