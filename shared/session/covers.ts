import type { Override } from './checklist.ts'
import { isWorse, type Shortcomings, STEPS } from './shortcomings.ts'
import { newestRisk } from './suicide-risk.ts'
import type { Dose, Session } from './types.ts'

/**
 * Does this override of the discharge checklist cover what is wrong with its item now? One of an earlier version, which kept
 * nothing of what it had weighed, stands in a closed session and must be given again in an open one.
 */
export function covers(override: Override, session: Session, now: Shortcomings): boolean {
  if (override.ended || isOutdated(override, session)) return false
  return override.weighed ? !isWorse(now, override.weighed, marginsOf(now)) : session.closed !== undefined
}

/** SpO2 never stands still: so many points lower are worse (AR-6), as at the gate. */
const SPO2_STEP = 3

function marginsOf(now: Shortcomings): Shortcomings {
  const steps = Object.keys(now).filter(name => name.startsWith(STEPS))
  return { spo2: SPO2_STEP, ...Object.fromEntries(steps.map(name => [name, 1])) }
}

/** T0, a dose or an answer that came after the decision has not been decided on. */
function isOutdated({ check, at }: Override, session: Session): boolean {
  const isLater = (monoMs: number | undefined) => monoMs !== undefined && monoMs > at.monoMs
  if (isLater(session.t0?.monoMs)) return true
  switch (check) {
    case 'D9':
      return false
    case 'D10':
      return isLater(newestRisk(session.confirmations ?? [])?.at.monoMs)
    case 'D1':
    case 'D2':
    case 'D3':
    case 'D4':
    case 'D5':
    case 'D6':
    case 'D7':
    case 'D8':
      return session.doses.some(dose => isLater(lastChangeMs(dose)))
    default:
      return isLater(session.ownAnswers?.findLast(({ id }) => id === check)?.at.monoMs)
  }
}

/** When a dose was recorded, or last became another one: of more, or at another time. A lot that is put right changes nothing. */
function lastChangeMs({ at, recordedAt = at, mg, corrections = [] }: Dose): number {
  const changed = corrections.filter(({ before }) => before.mg !== mg || before.at.monoMs !== at.monoMs)
  return Math.max(recordedAt.monoMs, ...changed.map(correction => correction.at.monoMs))
}
