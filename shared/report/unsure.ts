import { isUnsure } from '../session/elapsed.ts'
import type { GapRecord, Session } from '../session/types.ts'
import { words } from '../text/en.ts'
import { anchoredMs, clockTime, dateOf, duration } from './times.ts'

/** What of a session nobody has confirmed: a sentence each, for the first page. */
export function describeUnsure(session: Session, utcOffsetMin: number): readonly string[] {
  return [
    ...describePatientQuestion(session, utcOffsetMin),
    ...session.gaps.filter(({ confirmed }) => !confirmed).map(gap => describeGap(session, gap, utcOffsetMin)),
  ]
}

/** Whose the last readings are is not known, or they are known to be another patient's (AR-23). */
function describePatientQuestion(session: Session, utcOffsetMin: number): readonly string[] {
  const question = (session.patientQuestions ?? []).find(({ answer }) => answer?.same !== true)
  if (!question) return []
  const from = clockTime(anchoredMs(session, question.from), utcOffsetMin)
  const { answer, why } = question
  return [
    answer
      ? words.report.otherPatient(from, answer.by)
      : words.report.patientUnconfirmed(from, words.record.samePatient.why[why]),
  ]
}

function describeGap(session: Session, gap: GapRecord, utcOffsetMin: number): string {
  const [fromMs, toMs] = [anchoredMs(session, gap.from), anchoredMs(session, gap.to)]
  const from = clockTime(fromMs, utcOffsetMin)
  if (gap.byWallMs !== undefined && gap.byWallMs < 0)
    return words.report.gapBack(from, duration(-gap.byWallMs))
  const day = dateOf(toMs, utcOffsetMin)
  const to = clockTime(toMs, utcOffsetMin)
  const isSameDay = day === dateOf(fromMs, utcOffsetMin)
  const say = isUnsure(gap) ? words.report.gapUnsure : words.report.gapOpen
  return say(from, isSameDay ? to : `${day} ${to}`, duration(toMs - fromMs))
}
