import { absorbedMg, type Input, stopInput } from './absorption.ts'
import { type Burden, type Disposition, noBurden, stepBurden } from './disposition.ts'

/** Concentrations, mg/l. */
export interface Concentrations {
  readonly plasma: number
  readonly effect: number
}

/** One drug in one body over time: doses in, concentrations out, for any time and in any order of asking. */
export interface Kinetics {
  add(input: Input, atMs: number): void
  /** Stops what still runs in by infusion. */
  stop(atMs: number): void
  at(nowMs: number): Concentrations
}

const STEP_MS = 1000
const STEP_MIN = STEP_MS / 60_000
/** By then less than a thousandth of any dose is left in the blood: no need to go on integrating for ever. */
const FORGET_AFTER_MS = 24 * 3600 * 1000
const nothing: Concentrations = { plasma: 0, effect: 0 }

/**
 * Integrates forward in steps of one second from the first dose, once, and keeps the steps: several monitors may ask
 * for different times, and a dose only undoes what had been computed past it.
 */
export function createKinetics(body: Disposition): Kinetics {
  const inputs: { input: Input; startMs: number }[] = []
  let firstMs = 0
  let lastMs = 0
  /** `steps[i]` holds at `firstMs + i * STEP_MS`. */
  let steps: Burden[] = []

  function forgetPast(atMs: number): void {
    steps.length = Math.min(steps.length, Math.max(1, Math.floor((atMs - firstMs) / STEP_MS) + 1))
    lastMs = Math.max(lastMs, atMs)
  }

  function stepAt(index: number): Burden {
    for (let i = steps.length; i <= index; i++) {
      const inflow = { blood: 0, liver: 0 }
      for (const { input, startMs } of inputs) {
        const fromMin = (firstMs + (i - 1) * STEP_MS - startMs) / 60_000
        const arrivedMg = absorbedMg(input, fromMin + STEP_MIN) - absorbedMg(input, fromMin)
        inflow[input.into] += arrivedMg / STEP_MIN
      }
      steps.push(stepBurden(body, steps[i - 1] ?? noBurden, inflow, STEP_MIN))
    }
    return steps[index] ?? noBurden
  }

  return {
    add(input, atMs) {
      if (inputs.length === 0 || atMs < firstMs) {
        firstMs = atMs
        steps = [noBurden]
      }
      inputs.push({ input, startMs: atMs })
      forgetPast(atMs)
    },
    stop(atMs) {
      for (const entry of inputs) entry.input = stopInput(entry.input, (atMs - entry.startMs) / 60_000)
      forgetPast(atMs)
    },
    at(nowMs) {
      if (inputs.length === 0 || nowMs <= firstMs || nowMs > lastMs + FORGET_AFTER_MS) return nothing
      const position = (nowMs - firstMs) / STEP_MS
      const index = Math.floor(position)
      const before = stepAt(index)
      const after = stepAt(index + 1)
      const share = position - index
      return {
        plasma: mix(before.central, after.central, share) / body.centralL,
        effect: mix(before.effect, after.effect, share),
      }
    },
  }
}

function mix(from: number, to: number, share: number): number {
  return from + (to - from) * share
}
