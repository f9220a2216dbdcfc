import { isUnsure } from '../session/elapsed.ts'
import type { GapRecord, Session } from '../session/types.ts'
import { words } from '../text/en.ts'
import { anchoredMs, clockTime, dateOf, duration } from './times.ts'

/** What of a session nobody has confirmed: a sentence each, for the first page. */
export function describeUnsure(session: Session, utcOffsetMin: number): readonly string[] {
  return session.gaps
    .filter(({ confirmed }) => !confirmed)
    .map(gap => describeGap(session, gap, utcOffsetMin))
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
