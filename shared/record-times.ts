import type { Session } from './session/types.ts'
import { refusal, type WhyNot } from './words/refusal.ts'

/* How long the record keeps what where, as a clinic may set it. */

/** Days after its close, and after what was last added to it, at which a session is sealed. */
export const sealAfterDays = { least: 0, most: 3650, usual: 7 } as const

/** Years from its close for which a session is kept, where the clinic has said so; else it is kept for ever. */
export const keepYears = { least: 1, most: 100 } as const

/** So many sessions that may be deleted are listed at once, the oldest; the rest follows when these are gone. */
export const MOST_DUE = 200

/** As stored: a whole number of years within the range; null: for ever. */
export function readKeepYears(stored: string | null | undefined): number | null {
  const years = Number(stored || Number.NaN)
  return Number.isInteger(years) && years >= keepYears.least && years <= keepYears.most ? years : null
}

/** The moment at which a session that was closed then has been kept for so many calendar years. */
export function keptUntil(closedWallMs: number, years: number): number {
  const until = new Date(closedWallMs)
  // The 29th of February ends on the 1st of March: never a day early.
  until.setUTCFullYear(until.getUTCFullYear() + years)
  return until.getTime()
}

/** What is asked of a session before it may be deleted. */
export interface Deletable {
  /** null: it is open. */
  readonly closedWallMs: number | null
  /** Nobody was treated: simulated faster than a patient is, or a capture played again. */
  readonly isPractice: boolean
}

/**
 * What its deletion depends on. A simulated session that ran at the pace of a patient counts as a treatment: a simulated monitor among
 * others looks the same.
 */
export const deletableOf = ({ closed, speed, replayed }: Session): Deletable => ({
  closedWallMs: closed?.at.wallMs ?? null,
  isPractice: replayed || speed !== 1,
})

/**
 * Why a session may not be deleted now; null: it may, by two people. Practice may at any time after its close, a treatment only once the
 * years have passed for which the clinic keeps it.
 *
 * @param years null: for ever
 */
export function whyKept(
  { closedWallMs, isPractice }: Deletable,
  years: number | null,
  nowWallMs: number,
): WhyNot | null {
  if (closedWallMs === null) return refusal('deleteOpen')
  if (isPractice) return null
  if (years === null) return refusal('keptForEver')
  const until = keptUntil(closedWallMs, years)
  return nowWallMs < until ? refusal('keptUntil', years, new Date(until).toISOString().slice(0, 10)) : null
}
