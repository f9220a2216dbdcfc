import type { AlarmId } from '../alarm/ids.ts'
import { parameterOf } from '../alarm/parameter.ts'
import type { Limits } from '../limits.ts'
import type { EventOf } from '../record/event.ts'
import type { alarms } from '../record/inactivate.ts'
import type { VitalId } from '../vitals.ts'

/** ALARM PAUSED and the parameters of ALARM OFF at one point of the log. */
export interface SignalsOff {
  readonly paused: boolean
  readonly parameters: ReadonlySet<VitalId>
}

export const SIGNALS_ON: SignalsOff = { paused: false, parameters: new Set() }

/** What holds after an event of kind `alarms`: with a parameter it is about ALARM OFF, without about ALARM PAUSED. */
export function followSignals(before: SignalsOff, { state, parameter }: EventOf<typeof alarms>): SignalsOff {
  if (state === 'reminder') return before
  if (parameter === undefined) return { ...before, paused: state === 'paused' }
  const parameters = new Set(before.parameters)
  if (state === 'off') parameters.add(parameter)
  else parameters.delete(parameter)
  return { ...before, parameters }
}

/** Are the signals of this alarm held back? */
export function withheldIn({ paused, parameters }: SignalsOff, alarm: AlarmId, limits: Limits): boolean {
  const parameter = parameterOf(alarm, limits)
  return paused || (parameter !== null && parameters.has(parameter))
}
