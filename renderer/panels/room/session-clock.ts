import { isTimeUnsure, overcountMs } from '../../../shared/session/elapsed.ts'
import type { Session } from '../../../shared/session/types.ts'
import { formatSessionClock } from '../../live/clock.ts'
import { text } from '../../text/text.ts'

const words = text.room

/** The observation clock: what has passed since T0, with the word where nobody has confirmed how long Vigil did not run (AR-22). */
export function describeClock(
  session: Session,
  nowMs: number,
): { readonly shown: string; readonly unsure: boolean } {
  const { t0 } = session
  if (!t0) return { shown: words.beforeT0, unsure: false }
  const passedMs = nowMs - t0.monoMs - overcountMs(session, t0.monoMs)
  return { shown: words.clock(formatSessionClock(passedMs)), unsure: isTimeUnsure(session, t0) }
}
