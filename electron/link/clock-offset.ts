import type { Driver } from '../../devices/driver.ts'
import { MINUTE_MS, SECOND_MS } from '../../shared/time.ts'

/**
 * How far the monitor's clock is ahead of ours, in whole seconds (behind: below 0); null where what it tells is no time. What cannot
 * be told apart counts for the monitor: within the minute of one that tells no seconds, and in either zone of one that tells
 * none, it is right.
 *
 * @param told ISO 8601 without zone; read as local time, which is what a monitor shows
 */
export function clockOffsetS(
  told: string,
  wallMs: number,
  { clockZone }: Pick<Driver, 'clockZone'>,
): number | null {
  const readings = clockZone === 'unknown' ? [told, `${told}Z`] : [told]
  const offsets = readings.map(text => offsetMs(new Date(text).getTime(), wallMs, isToTheMinute(told)))
  const [nearest] = offsets.toSorted((a, b) => Math.abs(a) - Math.abs(b))
  return nearest === undefined || Number.isNaN(nearest) ? null : Math.round(nearest / SECOND_MS)
}

function isToTheMinute(told: string): boolean {
  return /T\d\d:\d\d$/.test(told)
}

function offsetMs(toldMs: number, wallMs: number, toTheMinute: boolean): number {
  const offset = toldMs - wallMs
  if (!toTheMinute || offset >= 0) return offset
  return Math.min(0, offset + MINUTE_MS)
}
