/*
 * Which windows still render (alarm standard, 9: sound when Vigil stops rendering for 5 s). A window answers every second
 * heartbeat of the core by telling how it sounds. Counted in heartbeats, not by a clock: while the computer sleeps or the
 * core is held up there are none, and no window is to blame.
 */

/** Heartbeats, one a second, in which a window that renders has answered. */
export const ANSWERS_WITHIN = 6
/** The same for a window that is being loaded. With the sound's length inside, bursts repeat within the 15 s of HIGH. */
export const LOADS_WITHIN = 15
/**
 * So often it may take that long before it is loaded anew: twice at first, then twice as often each time, up to the last. On a computer
 * that is overloaded a window that is ended while it loads would never open.
 */
const LOADS = { first: 2, most: 8 } as const

export interface Unanswered {
  /** To be loaded anew: these windows have stopped to answer, or have not begun to in time. */
  readonly lost: readonly number[]
  /** No window at all renders: nothing is seen, and nobody plays what the core orders. */
  readonly noneLeft: boolean
}

export interface WindowAnswers {
  /** Something has come from this window. */
  hear(id: number): void
  /** To be called with each heartbeat, and the windows that there are. */
  beat(ids: readonly number[]): Unanswered
}

interface Window {
  readonly beatsLeft: number
  readonly renders: boolean
  /** How often it may be late before it is loaded anew, and how often the next time. */
  readonly loadsLeft: number
  readonly loads: number
}

export function followAnswers(): WindowAnswers {
  const windows = new Map<number, Window>()
  const loading = (loads: number): Window => ({
    beatsLeft: LOADS_WITHIN,
    renders: false,
    loadsLeft: loads,
    loads,
  })
  const rendering: Window = {
    beatsLeft: ANSWERS_WITHIN,
    renders: true,
    loadsLeft: 1,
    loads: LOADS.first / 2,
  }

  return {
    hear: id => void windows.set(id, rendering),
    beat(ids) {
      for (const id of windows.keys()) if (!ids.includes(id)) windows.delete(id)
      const lost: number[] = []
      let late = false
      for (const id of ids) {
        const window = windows.get(id) ?? loading(LOADS.first)
        if (window.beatsLeft > 1) windows.set(id, { ...window, beatsLeft: window.beatsLeft - 1 })
        else {
          late = true
          if (window.loadsLeft <= 1) lost.push(id)
          windows.set(
            id,
            window.loadsLeft > 1
              ? { ...window, beatsLeft: LOADS_WITHIN, loadsLeft: window.loadsLeft - 1 }
              : loading(Math.min(LOADS.most, window.loads * 2)),
          )
        }
      }
      return { lost, noneLeft: late && ![...windows.values()].some(({ renders }) => renders) }
    },
  }
}
