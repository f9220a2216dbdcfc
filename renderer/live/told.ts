import type { RoomView } from '../../shared/views.ts'

/** Nothing waits longer on its way: a difference beyond this is a clock that was set meanwhile. */
const MOST_ON_THE_WAY_MS = 60_000

/**
 * When a view was told, on this window's own clock. Core and window are on one computer: by its wall clock a view says how long it was on its
 * way, behind a window that was held up or a core that was.
 */
export function whenTold(
  { clock }: Pick<RoomView, 'clock'>,
  nowMs = performance.now(),
  nowWallMs = Date.now(),
): number {
  const onTheWayMs = nowWallMs - (clock.toldWallMs ?? nowWallMs)
  return onTheWayMs > 0 && onTheWayMs <= MOST_ON_THE_WAY_MS ? nowMs - onTheWayMs : nowMs
}
