import type { Sample } from '../../shared/reading.ts'
import type { Driver } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'

/** Lines on which both sides answer at once must come to rest. */
const TURNS_AT_MOST = 20

/**
 * A monitor and its host on a line without delay: shows samples to the one, gives what the other's parser makes of what is
 * said.
 */
export function createTalk(driver: Driver): (samples: readonly Sample[], nowMs: number) => readonly Sample[] {
  const side = driver.createMonitorSide?.()
  const encoder = side ? null : driver.createEncoder()
  const host = driver.createHost?.()
  const parser = driver.createParser()

  return (shown, nowMs) => {
    const heard: Sample[] = []
    let bytes = side?.show(shown, nowMs) ?? encoder?.encode(shown) ?? new Uint8Array(0)
    for (let turn = 0; turn < TURNS_AT_MOST; turn++) {
      const framesBefore = parser.goodFrames
      const samples = parser.push(bytes, nowMs)
      heard.push(...samples)
      if (!host || !side) break
      if (bytes.length > 0) host.hear?.(bytes, nowMs)
      const { send } = host.step(nowMs, samples, parser.goodFrames > framesBefore)
      if (send.length === 0) break
      bytes = side.hear(concatBytes(send), nowMs).reply
    }
    return heard
  }
}
