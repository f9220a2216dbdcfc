import type { DeviceState, Sample } from '../../shared/reading.ts'

/**
 * Tells a state of one aspect of the monitor (sensor, battery, cuff) when it changes, or when the reason for it does.
 *
 * @param first holds at the start without being said
 */
export function createStateChange(
  first: DeviceState,
): (now: DeviceState, samples: Sample[], detail?: string) => void {
  let state = first
  let why: string | undefined
  return (now, samples, detail) => {
    if (now === state && detail === why) return
    state = now
    why = detail
    samples.push(
      detail === undefined ? { kind: 'device', state: now } : { kind: 'device', state: now, detail },
    )
  }
}
