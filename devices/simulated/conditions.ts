import { assertNever } from '../../shared/assert-never.ts'
import { type HostWords, phrase } from '../../shared/words/host.ts'
import { meanPressure, type PatientState, type Rise } from './patient.ts'

/** When an effect holds, in seconds after the scenario's start. */
interface Timing {
  readonly atS: number
  readonly durationS: number
  /** It comes back this often; absent: once. */
  readonly everyS?: number
}

/** One point of a course: seconds, then what is added to systolic and diastolic pressure (mmHg) and pulse (/min). */
export type CoursePoint = readonly [atS: number, systolic: number, diastolic: number, pulseRate: number]

/** As the first monitor names it that can be told to start its cuff; others send some failure of their own. */
type CuffFailure = keyof HostWords['drivers']['dinamap-host']['failures']

/** One thing that happens in a scenario: to the patient, to the sensor, to the cuff, to the cable. */
export type Effect =
  /** Saturation falls to `floor` within `fallS`, stays, and needs the last `riseS` to come back. */
  | (Timing & {
      readonly kind: 'desaturation'
      readonly floor: number
      readonly fallS: number
      readonly riseS: number
    })
  /** Factor on what the drug raises. */
  | { readonly kind: 'sensitivity'; readonly factor: number }
  /** A rise beside the drug's, from the first dose on, or from the start and only until the first dose. */
  | {
      readonly kind: 'pressureCourse'
      readonly from: 'start' | 'dose'
      readonly points: readonly CoursePoint[]
    }
  /** The finger is out of the sensor; back on it, the oximeter searches for a few seconds. */
  | (Timing & { readonly kind: 'sensorOff' })
  | (Timing & { readonly kind: 'searching' })
  /** Movement: the oximeter shows too low a saturation and a wrong pulse, and says that its signal is poor. */
  | (Timing & { readonly kind: 'motion'; readonly spo2Drop: number; readonly pulseShift: number })
  | (Timing & { readonly kind: 'lowPerfusion'; readonly perfusionIndex: number })
  /** Breathing is no faster than this, breaths a minute. */
  | (Timing & { readonly kind: 'slowBreathing'; readonly respRate: number })
  /** The first cuff cycles fail. */
  | { readonly kind: 'cuffFails'; readonly cycles: number; readonly why: CuffFailure }
  /** Factor on the scatter of the cuff's readings. */
  | { readonly kind: 'cuffScatter'; readonly factor: number }
  /** The cable is out. */
  | (Timing & { readonly kind: 'unplug' })

const noRise: Rise = { systolic: 0, diastolic: 0, pulseRate: 0 }

/** What a scenario does at one moment, all effects taken together. */
export interface Conditions {
  readonly plugged: boolean
  readonly sensor: 'on' | 'off' | 'searching'
  /** Saturation is not above this, %. */
  readonly spo2Ceiling: number
  readonly motion: { readonly spo2Drop: number; readonly pulseShift: number } | null
  /** Null: as the patient is. */
  readonly perfusionIndex: number | null
  /** Breathing is not above this, /min. */
  readonly respCeiling: number
  readonly sensitivity: number
  readonly added: Rise
  readonly cuffScatter: number
}

/** Seconds an oximeter searches once the finger is back. */
const SEARCH_AFTER_OFF_S = 6

/**
 * @param sinceStartS seconds since the scenario began
 * @param sinceDoseS seconds since the patient's first dose; null: none yet
 */
export function conditionsAt(
  effects: readonly Effect[],
  sinceStartS: number,
  sinceDoseS: number | null,
): Conditions {
  let plugged = true
  let sensor: Conditions['sensor'] = 'on'
  let spo2Ceiling = 100
  let motion: Conditions['motion'] = null
  let perfusionIndex: number | null = null
  let respCeiling = Number.POSITIVE_INFINITY
  let sensitivity = 1
  let added = noRise
  let cuffScatter = 1

  for (const effect of effects) {
    switch (effect.kind) {
      case 'desaturation': {
        const inS = secondsInto(effect, sinceStartS)
        if (inS !== null) {
          const depth = Math.min(1, inS / effect.fallS, (effect.durationS - inS) / effect.riseS)
          spo2Ceiling = Math.min(spo2Ceiling, 100 - depth * (100 - effect.floor))
        }
        break
      }
      case 'sensitivity':
        sensitivity *= effect.factor
        break
      case 'pressureCourse': {
        added = addRise(added, courseNow(effect, sinceStartS, sinceDoseS))
        break
      }
      case 'sensorOff': {
        const inS = secondsInto(effect, sinceStartS, SEARCH_AFTER_OFF_S)
        if (inS !== null) sensor = inS < effect.durationS ? 'off' : 'searching'
        break
      }
      case 'searching':
        if (secondsInto(effect, sinceStartS) !== null && sensor === 'on') sensor = 'searching'
        break
      case 'motion':
        if (secondsInto(effect, sinceStartS) !== null) motion = effect
        break
      case 'lowPerfusion':
        if (secondsInto(effect, sinceStartS) !== null) perfusionIndex = effect.perfusionIndex
        break
      case 'slowBreathing':
        if (secondsInto(effect, sinceStartS) !== null) respCeiling = Math.min(respCeiling, effect.respRate)
        break
      case 'cuffScatter':
        cuffScatter *= effect.factor
        break
      case 'unplug':
        if (secondsInto(effect, sinceStartS) !== null) plugged = false
        break
      case 'cuffFails':
        break
      default:
        assertNever(effect)
    }
  }
  return {
    plugged,
    sensor,
    spo2Ceiling,
    motion,
    perfusionIndex,
    respCeiling,
    sensitivity,
    added,
    cuffScatter,
  }
}

/** The patient as the scenario's conditions leave them. */
export function applyConditions(state: PatientState, conditions: Conditions): PatientState {
  const { sensitivity, added } = conditions
  const more = sensitivity - 1
  const systolic = state.systolic + more * state.rise.systolic + added.systolic
  const diastolic = state.diastolic + more * state.rise.diastolic + added.diastolic
  return {
    ...state,
    systolic,
    diastolic,
    mean: meanPressure(systolic, diastolic),
    pulseRate: state.pulseRate + more * state.rise.pulseRate + added.pulseRate,
    spo2: Math.min(state.spo2, conditions.spo2Ceiling),
    respRate: Math.min(state.respRate, conditions.respCeiling),
  }
}

/** Why the cuff cycle with this number (0: the first) fails; undefined: it does not. */
export function cuffErrorOf(effects: readonly Effect[], cycle: number): string | undefined {
  for (const effect of effects)
    if (effect.kind === 'cuffFails' && cycle < effect.cycles)
      return phrase.drivers['dinamap-host'].failures[effect.why]
  return undefined
}

/** How far into the effect, in seconds, or null outside. `after` lengthens it. */
function secondsInto({ atS, durationS, everyS }: Timing, sinceStartS: number, after = 0): number | null {
  const since = sinceStartS - atS
  if (since < 0) return null
  const into = everyS === undefined ? since : since % everyS
  return into < durationS + after ? into : null
}

/** Seconds in which a rise without a dose fades once the patient gets one. */
const FADE_S = 180

function courseNow(
  { from, points }: Extract<Effect, { kind: 'pressureCourse' }>,
  sinceStartS: number,
  sinceDoseS: number | null,
): Rise {
  if (from === 'dose') return sinceDoseS === null ? noRise : courseAt(points, sinceDoseS)
  if (sinceDoseS === null) return courseAt(points, sinceStartS)
  const left = Math.max(0, 1 - sinceDoseS / FADE_S)
  return left === 0 ? noRise : scaleRise(courseAt(points, sinceStartS - sinceDoseS), left)
}

/** Straight lines between the points; the first and last hold outside. */
function courseAt(points: readonly CoursePoint[], atS: number): Rise {
  const next = points.findIndex(point => point[0] > atS)
  const to = points[next < 0 ? points.length - 1 : next]
  const from = next > 0 ? points[next - 1] : to
  if (!from || !to) return noRise
  const share = to[0] > from[0] ? (atS - from[0]) / (to[0] - from[0]) : 0
  return {
    systolic: from[1] + share * (to[1] - from[1]),
    diastolic: from[2] + share * (to[2] - from[2]),
    pulseRate: from[3] + share * (to[3] - from[3]),
  }
}

function addRise(a: Rise, b: Rise): Rise {
  return {
    systolic: a.systolic + b.systolic,
    diastolic: a.diastolic + b.diastolic,
    pulseRate: a.pulseRate + b.pulseRate,
  }
}

function scaleRise(rise: Rise, factor: number): Rise {
  return {
    systolic: rise.systolic * factor,
    diastolic: rise.diastolic * factor,
    pulseRate: rise.pulseRate * factor,
  }
}
