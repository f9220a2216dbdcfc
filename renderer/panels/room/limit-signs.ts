import { limitAlarmIds, priorities } from '../../../shared/alarm/ids.ts'
import type { Limits } from '../../../shared/limits.ts'
import { movedFrom } from '../../../shared/session/moved-limits.ts'
import type { Session } from '../../../shared/session/types.ts'
import type { RoomView } from '../../../shared/views.ts'
import type { VitalId } from '../../../shared/vitals.ts'
import { words as shared, text } from '../../text/text.ts'

/* What stands beside a figure of the limits that it is held to. */

/** Values of one side stay on one line, as far as there is room for that (`tiles.css`). */
const BETWEEN = ', '

/** The limits of a tile, MEDIUM before HIGH, each with its mark: 'low 50!!, 40!!!', 'high 120!!, 140!!!'; and in a sentence. The same values that the alarms use. */
export function describeLimits(
  limits: Limits,
  parameter: VitalId,
): { readonly sides: readonly string[]; readonly said: string } {
  const { tiles, priorities: names } = text.room
  const found = (['low', 'high'] as const).flatMap(side => {
    const levels = limitAlarmIds
      .map(alarm => limits[alarm])
      .filter(limit => limit.parameter === parameter && limit.side === side && limit.reference !== 'rise')
      .flatMap(limit =>
        (['medium', 'high'] as const).flatMap(priority => {
          const value = limit.levels[priority]?.limit
          return value === undefined ? [] : [{ priority, value: String(value) }]
        }),
      )
    if (levels.length === 0) return []
    return [
      {
        short: tiles.limits[side](
          levels.map(({ priority, value }) => `${value}${text.room.priorityMarks[priority]}`).join(BETWEEN),
        ),
        levels: levels.map(({ priority, value }) => tiles.limitLevels[side](names[priority], value)),
      },
    ]
  })
  const sentence = found.flatMap(({ levels }) => levels).join(', ')
  return {
    sides: found.map(({ short }) => short),
    said: sentence === '' ? '' : tiles.limitsOf(shared.vitals.names[parameter], sentence),
  }
}

/** Does any limit of a parameter stand elsewhere than the preset has it? */
export function areLimitsChanged({ limitChanges }: Session, parameter: VitalId, limits: Limits): boolean {
  return limitAlarmIds.some(
    alarm =>
      limits[alarm].parameter === parameter &&
      priorities.some(priority => movedFrom(limitChanges, alarm, priority) !== null),
  )
}

/** What stands beside a figure of its limits: the values, or that its alarms are off. */
export interface LimitSign {
  readonly parameter: VitalId
  /** Low and high, as far as there are any. */
  readonly sides: readonly string[]
  readonly said: string
  readonly changed: boolean
  /** Alarms off: who and why; the symbol then stands in place of the limits. */
  readonly off: string | null
}

/** None for what has no limits and no alarm that is off. */
export function signLimits(view: RoomView, parameters: readonly VitalId[]): readonly LimitSign[] {
  const { session, limits, inactivation } = view
  if (!session || !limits) return []
  return parameters.flatMap(parameter => {
    const off = inactivation.off[parameter]
    const described = describeLimits(limits, parameter)
    if (!off && described.sides.length === 0) return []
    return [
      {
        parameter,
        ...described,
        changed: areLimitsChanged(session, parameter, limits),
        off: off ? text.signals.tileOff(shared.vitals.names[parameter], off.by, off.reason) : null,
      },
    ]
  })
}
