import type { Instant } from '../time.ts'
import type { Mark } from './marks.ts'
import type { Session } from './types.ts'

/** Is oxygen being given, as the marks say? A mark of severity `none` says that it was stopped. */
export function isOnOxygen(session: Pick<Session, 'marks'>): boolean {
  const last = lastMark(session)
  return last !== undefined && last.severity !== 'none'
}

/** Was it being given at that moment? What is noted afterwards says nothing of it. */
export function wasOnOxygen({ marks }: Pick<Session, 'marks'>, at: Instant): boolean {
  return isOnOxygen({ marks: marks.filter(mark => mark.at.monoMs <= at.monoMs) })
}

/** When the oxygen was stopped; null: it was never given, or still is. */
export function oxygenStopped(session: Pick<Session, 'marks'>): Instant | null {
  const last = lastMark(session)
  const given = session.marks.some(mark => isOxygen(mark) && mark.severity !== 'none')
  return given && last?.severity === 'none' ? last.at : null
}

function lastMark({ marks }: Pick<Session, 'marks'>): Mark | undefined {
  return marks.findLast(isOxygen)
}

function isOxygen({ mark, withdrawn }: Mark): boolean {
  return mark === 'oxygen' && !withdrawn
}
