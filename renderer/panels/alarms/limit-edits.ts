import { type LimitAlarmId, type Priority, priorities } from '../../../shared/alarm/ids.ts'
import { allowancesOf } from '../../../shared/limit-ranges.ts'
import type { Limits } from '../../../shared/limits.ts'
import { ownVitalOf, proposeLimit } from '../../../shared/session/own-limits.ts'
import type { RoomView } from '../../../shared/views.ts'
import { vitals } from '../../../shared/vitals.ts'
import { text } from '../../text/text.ts'
import { readNumber } from '../fields/fields.tsx'

/* What the sheet of limits asks the core for, from what was typed in it. */

const words = text.sheets.limits

/** Typed limits, by `limitKey`. */
export type LimitEdits = Readonly<Record<string, string>>

export function limitKey(alarm: LimitAlarmId, priority: Priority): string {
  return `${alarm} ${priority}`
}

export interface LimitAsked {
  readonly alarm: LimitAlarmId
  readonly priority: Priority
  readonly limit: number
  readonly reason?: string
  readonly fromOwn?: true
}

/**
 * Each limit that is to stand elsewhere, in an order in which none contradicts another on the way: what becomes looser from
 * HIGH down, then what becomes stricter from LOW up.
 *
 * @throws Error naming the limit that is no number
 */
export function askLimits(
  edits: LimitEdits,
  limits: Limits,
  ownLevels: RoomView['ownLevels'],
  reason: string,
): readonly LimitAsked[] {
  const asked = Object.entries(edits).flatMap(([key, value]) => {
    const [alarm, priority] = key.split(' ') as [LimitAlarmId, Priority]
    const limit = readNumber(words.names[alarm], value)
    const before = limits[alarm].levels[priority]?.limit
    if (limit === undefined || before === undefined || limit === before) return []
    const isLooser = limits[alarm].side === 'low' ? limit < before : limit > before
    const proposal = proposalOf(alarm, priority, ownLevels)
    const why = reason.trim()
    const ask: LimitAsked = {
      alarm,
      priority,
      limit,
      ...(why === '' ? {} : { reason: why }),
      ...(proposal?.limit === limit ? { fromOwn: true as const } : {}),
    }
    return [{ ask, isLooser }]
  })
  const rank = ({ ask: { priority }, isLooser }: (typeof asked)[number]) =>
    isLooser ? -priorities.indexOf(priority) - priorities.length : priorities.indexOf(priority)
  return asked.toSorted((a, b) => rank(a) - rank(b)).map(({ ask }) => ask)
}

/** The limit that stands as far from this patient's own level as the shipped one from a usual adult's, with its words. */
export function proposalOf(
  alarm: LimitAlarmId,
  priority: Priority,
  ownLevels: RoomView['ownLevels'],
): { readonly limit: number; readonly said: string } | null {
  const vital = ownVitalOf(alarm)
  const own = vital && ownLevels[vital]
  if (vital === null || own === null) return null
  const limit = proposeLimit(alarm, priority, own)
  if (limit === null) return null
  const { unit } = vitals[vital]
  // Where the ranges end sooner, what is left of the distance is said.
  return { limit, said: words.propose(limit, limit - Math.round(own), Math.round(own), unit) }
}

/** '88 to 94; 82 to 94 by a prescriber, with a reason'. */
export function describeRanges(alarm: LimitAlarmId, priority: Priority): string {
  return allowancesOf(alarm, priority)
    .map(({ range: [min, max], roles, fitted }) => {
      const [who] = roles
      return fitted
        ? words.fitted(words.range(min, max))
        : words.by(words.range(min, max), text.common.roles[who ?? 'prescriber'])
    })
    .join('; ')
}
