import { outranks } from '../../../shared/alarm/ids.ts'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import type { Payload } from '../../../shared/ipc.ts'

type Answer = Pick<
  Payload<'acknowledge'>,
  'alarm' | 'deviceId' | 'occurrence' | 'call' | 'priority' | 'value'
>

/**
 * The answers of a person who was shown these alarms: each occurrence once, by what stood on the screen (AR-24). A HIGH that is
 * latched beside its own alarm at a lower level is one occurrence with it, seen as HIGH.
 */
export function answersTo(shown: readonly AlarmView[]): readonly Answer[] {
  const answers = new Map<number, Answer>()
  for (const { alarm, deviceId, occurrence, call, priority, value, state } of shown) {
    const other = answers.get(occurrence)
    const seen = other && outranks(other.priority, priority) ? other.priority : priority
    const device = deviceId === undefined ? {} : { deviceId }
    const isNewer = !other || state === 'active'
    answers.set(
      occurrence,
      isNewer ? { alarm, ...device, occurrence, call, value, priority: seen } : { ...other, priority: seen },
    )
  }
  return [...answers.values()]
}

/** One alarm condition, whatever its state and occurrence. */
export function keyOf({ alarm, deviceId }: { alarm: string; deviceId?: string | undefined }): string {
  return `${alarm} ${deviceId ?? ''}`
}
