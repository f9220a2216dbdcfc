import { parameterOf } from '../../../shared/alarm/parameter.ts'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import type { RoomView } from '../../../shared/views.ts'
import { describeDoubt, isDoubtful } from '../room/figures.ts'

/** That the value which keeps an alarm up is questionable, and why; '' while it is not. */
export function doubtOf(
  { alarm, state, frozen }: AlarmView,
  { limits, current, nibp }: Pick<RoomView, 'limits' | 'current' | 'nibp'>,
): string {
  const parameter = limits && parameterOf(alarm, limits)
  if (state === 'latched' || frozen || !parameter) return ''
  if (parameter === 'systolic' || parameter === 'diastolic' || parameter === 'mean')
    return nibp.last && isDoubtful(nibp.last) ? describeDoubt(nibp.last.flags) : ''
  const value = current.find(({ vital }) => vital === parameter)
  return value?.validity === 'questionable' ? describeDoubt(value.flags) : ''
}
