import { partOf, tellsMoreThanTime } from '../../shared/ipc/room-part.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { RoomView } from '../../shared/views.ts'
import type { Guard } from './guard.ts'
import type { Timers } from './timers.ts'

/** A figure is told at once, but no room more often than this, ms: a screen draws no faster. */
const APART_MS = 33

export interface RoomTellingOptions {
  /** The room as it is now, as the telling of this number. */
  readonly view: (version: number) => RoomView
  readonly publish: (event: CoreEvent) => void
  /** The core's own time, whatever the room's does. */
  readonly timers: Timers
  readonly guard: Guard
}

/** What windows are told of one room, and when. */
export interface RoomTelling {
  /** Something that people act on has changed: told in this turn, once for all that happens in it. */
  now(): void
  /** A figure has changed. */
  soon(): void
  /** Time has passed for an open session. */
  pass(): void
  /** The room as windows have been told of it, after telling what they have not. */
  told(): RoomView
  close(): void
}

export function createRoomTelling({ view, publish, timers, guard }: RoomTellingOptions): RoomTelling {
  let last: RoomView | null = null
  let lastMs = Number.NEGATIVE_INFINITY
  let isQueued = false
  let isClosed = false
  let cancel: (() => void) | null = null

  function tell(timePassed: boolean): RoomView {
    cancel?.()
    cancel = null
    const before = last
    const shown = view((before?.version ?? 0) + 1)
    const part = before && partOf(before, shown)
    if (before && part && !timePassed && !tellsMoreThanTime(part)) return before
    last = shown
    lastMs = timers.now().monoMs
    publish(part ? { kind: 'roomPart', part } : { kind: 'room', room: shown })
    return shown
  }

  function now(): void {
    if (isQueued) return
    isQueued = true
    queueMicrotask(() => {
      isQueued = false
      if (!isClosed) guard(() => void tell(false))
    })
  }

  return {
    now,
    soon() {
      if (cancel || isQueued) return
      const restMs = lastMs + APART_MS - timers.now().monoMs
      if (restMs <= 0) now()
      else
        cancel = timers.setTimer(Math.min(restMs, APART_MS), () => {
          cancel = null
          if (!isClosed) guard(() => void tell(false))
        })
    },
    pass: () => void tell(true),
    told: () => tell(false),
    close() {
      isClosed = true
      cancel?.()
    },
  }
}
