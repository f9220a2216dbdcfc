import { type Authority, hasRole, isReplay } from '../authority.ts'
import { prescribers } from '../roles.ts'
import { type DoseDoubt, sayDoubt } from '../session/dose-plan.ts'
import type { Session } from '../session/types.ts'
import { isWeightOff, knownKg, readWeight, shareOff, type TypedWeight } from '../session/weight.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { doseQuestion } from './dose-events.ts'
import type { EventOf } from './event.ts'

type Question = EventOf<typeof doseQuestion>

/** What asking comes to: refused with a sentence, or done; either way with what is written down of it. */
export type Asked =
  | { readonly refused: WhyNot; readonly events: readonly Question[] }
  | { readonly events: readonly Question[] }

interface Asking {
  /** The act that asks. */
  readonly do: string
  readonly by: string
  readonly reason?: string | undefined
}

/**
 * Asks about a dose or a rate. Over the ceiling it is refused, whoever asks. Off the plan a person is refused until there is a
 * reason, and a prescriber where it is far off; in a replay, where nobody answers, the question is written down instead.
 */
export function askAboutDose(doubt: DoseDoubt | null, asking: Asking, authority: Authority): Asked {
  if (doubt === null) return { events: [] }
  const isFar = doubt.step === 'askPrescriber'
  const isRefused = doubt.step === 'refuse'
  if (asking.reason !== undefined && !isRefused && (!isFar || mayDecide(authority))) return { events: [] }
  const refused = isRefused || !isReplay(authority)
  const { about, figure, planned, ceiling, before } = doubt
  const event = doseQuestion.of({
    about,
    do: asking.do,
    figure,
    known: planned,
    ceiling: isRefused ? ceiling : undefined,
    before: before === 0 ? undefined : before,
    refused: refused || undefined,
    by: asking.by,
    reason: asking.reason,
  })
  if (!refused) return { events: [event] }
  // Whoever only has to say why is asked by the sheet; what was tried beyond that is worth a line.
  return { refused: sayDoubt(doubt), events: doubt.step === 'askReason' ? [] : [event] }
}

function mayDecide(authority: Authority): boolean {
  return isReplay(authority) || hasRole(authority, prescribers)
}

/** Asks for a second look at a weight that is 10 % or more off the last known one. */
export function askAboutWeight(
  session: Session,
  typed: TypedWeight & { readonly weightConfirmed?: boolean | undefined },
  asking: Asking,
  authority: Authority,
): Asked {
  const kg = readWeight(typed)
  const known = knownKg(session)
  if (kg === undefined || known === undefined || !isWeightOff(kg, known) || typed.weightConfirmed)
    return { events: [] }
  const { do: act, by } = asking
  if (isReplay(authority))
    return { events: [doseQuestion.of({ about: 'weight', do: act, figure: kg, known, by })] }
  return { refused: sayWeightDoubt(kg, known), events: [] }
}

export function sayWeightDoubt(kg: number, known: number): WhyNot {
  const percent = Math.round(shareOff(kg, known) * 100)
  return refusal('weightFarOff', kg, percent, known)
}
