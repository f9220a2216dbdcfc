import type { History, HoldAt } from './history.ts'

/*
 * The slow model, a part of its own: when a cuff on the sensor's arm holds alarms back (AR-8), and when that ends (AR-21).
 */

const S = 1000

interface Hold {
  readonly fromMs: number
  /** When the cuff became slack; null while it is tight. */
  readonly slackMs: number | null
}

function endOf({ fromMs, slackMs }: Hold): number {
  return Math.min(fromMs + 60 * S, slackMs === null ? Number.POSITIVE_INFINITY : slackMs + 15 * S)
}

/**
 * A hold begins with an inflation and ends 15 s after the cuff is slack, or 60 s after it began, with the first tick or word
 * of the cuff from then on; inflations within it belong to it. It is none unless cuff and sensor are on one arm.
 */
export function holdsOf(history: History): readonly HoldAt[] {
  let isSameArm = false
  let hold: Hold | null = null
  return history.map(({ atMs, input }) => {
    let hasEnded = false
    const before = isSameArm && hold !== null ? ([hold.fromMs, endOf(hold)] as const) : null
    const mayEnd = input.kind === 'tick' || input.kind === 'cuff' || input.kind === 'sites'
    if (mayEnd && isSameArm && hold !== null && atMs >= endOf(hold)) {
      hold = null
      hasEnded = true
    }
    if (input.kind === 'resumed') {
      hasEnded = isSameArm && hold !== null
      hold = null
    }
    if (input.kind === 'sites') {
      if (isSameArm && !input.sameArm && hold !== null) hasEnded = true
      isSameArm = input.sameArm
      // An inflation that is over by now holds nothing any more.
      if (hold !== null && isSameArm && atMs >= endOf(hold)) hold = null
    }
    if (input.kind === 'cuff') {
      if (!input.inflating) hold = hold && hold.slackMs === null ? { ...hold, slackMs: atMs } : hold
      else hold = { fromMs: hold !== null && isSameArm ? hold.fromMs : atMs, slackMs: null }
    }
    return { isOn: isSameArm && hold !== null, hasEnded, before }
  })
}
