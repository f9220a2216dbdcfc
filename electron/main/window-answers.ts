/*
 * Which windows still render (alarm standard, 9: sound when Vigil stops rendering for 5 s). A window answers every second
 * heartbeat of the core by telling how it sounds. Counted in heartbeats, not by a clock: while the computer sleeps or the
 * core is held up there are none, and no window is to blame.
 */

/** Heartbeats, one a second, in which a window that renders has answered. */
export const ANSWERS_WITHIN = 6
/** The same for a window that is being loaded. With the sound's length inside, bursts repeat within the 15 s of HIGH. */
export const LOADS_WITHIN = 15

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

export function followAnswers(): WindowAnswers {
  const windows = new Map<number, { readonly beatsLeft: number; readonly renders: boolean }>()
  const loading = { beatsLeft: LOADS_WITHIN, renders: false }

  return {
    hear: id => void windows.set(id, { beatsLeft: ANSWERS_WITHIN, renders: true }),
    beat(ids) {
      for (const id of windows.keys()) if (!ids.includes(id)) windows.delete(id)
      const lost: number[] = []
      for (const id of ids) {
        const { beatsLeft, renders } = windows.get(id) ?? loading
        if (beatsLeft <= 1) lost.push(id)
        windows.set(id, beatsLeft <= 1 ? loading : { beatsLeft: beatsLeft - 1, renders })
      }
      return { lost, noneLeft: lost.length > 0 && ![...windows.values()].some(({ renders }) => renders) }
    },
  }
}
