import { outranks } from '../../../shared/alarm/ids.ts'
import type { AlarmView } from '../../../shared/alarm/types.ts'

/**
 * Which alarms a person takes who was shown `shown` and confirms now: those that still wait, each once, and none that has
 * come or risen a level since. Nobody acknowledges what nobody has seen (AR-6).
 */
export function findShown(
  shown: readonly AlarmView[],
  present: readonly AlarmView[],
): readonly Pick<AlarmView, 'alarm' | 'deviceId'>[] {
  const found = new Map<string, Pick<AlarmView, 'alarm' | 'deviceId'>>()
  for (const { alarm, deviceId, priority } of shown) {
    const same = present.filter(now => now.alarm === alarm && now.deviceId === deviceId && !now.acknowledged)
    if (same.length === 0 || same.some(now => outranks(now.priority, priority))) continue
    found.set(keyOf({ alarm, deviceId }), deviceId === undefined ? { alarm } : { alarm, deviceId })
  }
  return [...found.values()]
}

/** One alarm condition, whatever its state. */
export function keyOf({ alarm, deviceId }: { alarm: string; deviceId?: string | undefined }): string {
  return `${alarm} ${deviceId ?? ''}`
}
