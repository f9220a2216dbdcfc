import type { Flag, NibpReading, NibpSample, Quality, Validity } from './reading.ts'
import { SECOND_MS } from './time.ts'
import { type StreamVitalId, type VitalId, vitals } from './vitals.ts'

/*
 * Flag, do not delete; never hide a bad number that could be true. Rules and figures: plausibility rules, sections 3 to 5.
 */

export interface Judged {
  readonly validity: Validity
  readonly flags: readonly Flag[]
}

/** A valid value of the last few seconds. */
export interface RecentValue {
  readonly atMs: number
  readonly value: number
}

/** How far back `judgeVital` looks. */
export const RECENT_MS = 5 * SECOND_MS

/** Steps that a living patient seldom makes (section 5): points within ms. */
const steps: Readonly<Partial<Record<StreamVitalId, { fall: number; rise: number; withinMs: number }>>> = {
  spo2: { fall: 8, rise: 10, withinMs: 4 * SECOND_MS },
  pulseRate: { fall: 40, rise: 40, withinMs: 5 * SECOND_MS },
  heartRate: { fall: 40, rise: 40, withinMs: 5 * SECOND_MS },
}

/**
 * Judges one value of a streamed vital sign.
 *
 * @param recent valid values of the last 5 s, oldest first
 * @param signs what the rest of the room says about it
 */
export function judgeVital(
  vital: StreamVitalId,
  value: number | null,
  quality: Quality,
  recent: readonly RecentValue[],
  atMs: number,
  signs: Signs = {},
): Judged {
  if (value === null || quality === 'noSignal') return { validity: 'invalid', flags: [] }
  if (isOutside(vital, value, 'hard')) return { validity: 'invalid', flags: ['hardRange'] }
  const flags: Flag[] = []
  if (isOutside(vital, value, 'soft')) flags.push('softRange')
  if (quality === 'poor') flags.push('poorSignal')
  const step = steps[vital]
  if (step && recent.some(past => atMs - past.atMs <= step.withinMs && isStep(past.value, value, step)))
    flags.push('rateOfChange')
  if (signs.frozen) flags.push('frozen')
  if (signs.ecgDiffers) flags.push('ecgPulse')
  if (signs.doubled) flags.push('doubledPulse')
  if (signs.settling) flags.push('settling')
  const validity = flags.length > 0 ? 'questionable' : 'valid'
  // A tight cuff on the sensor's arm is said beside the value; it makes the value neither better nor worse.
  return { validity, flags: signs.cuff ? [...flags, 'cuff'] : flags }
}

/** What the rest of the room says about a value. */
export interface Signs {
  /** SpO2 and pulse of this source have not moved for a minute, nor has its waveform (section 2, 5). */
  readonly frozen?: boolean
  /** The ECG has counted another rate for more than 15 s (section 4). */
  readonly ecgDiffers?: boolean
  /** Another source counts twice or half this pulse, and no third one speaks for it. */
  readonly doubled?: boolean
  /** The sensor has come on in the last 8 s. */
  readonly settling?: boolean
  /** The cuff is tight on the sensor's arm (AR-8). */
  readonly cuff?: boolean
}

/** So long after a sensor has come on its values are shown, and alarm, but are no extremes (field rules, others). */
export const SETTLING_MS = 8 * SECOND_MS

/** Is there no other doubt than that the sensor has just come on? */
export function isOnlySettling(flags: readonly Flag[]): boolean {
  return flags.includes('settling') && flags.every(flag => flag === 'settling' || remarks.includes(flag))
}
/** Said beside a value, making it neither better nor worse. */
const remarks: readonly Flag[] = ['cuff', 'onOxygen']

/** Two rates that are one twice the other, within so much, are one pulse, and one of them counted wrongly. */
const DOUBLED_WITHIN = 0.1

/** Is `rate` twice or half `other`, within 10 %? */
export function isTwiceOrHalf(rate: number, other: number): boolean {
  return isNear(rate, 2 * other) || isNear(2 * rate, other)
}

/** Do two sources count the same, within 10 %? */
export function isNear(rate: number, other: number): boolean {
  return Math.abs(rate - other) <= DOUBLED_WITHIN * other
}

/** A source whose values stand still for so long is possibly frozen (section 2, 5). */
export const FROZEN_AFTER_MS = 60 * SECOND_MS
/** ECG rate and pulse may differ by so much … (section 4) */
export const ECG_DIFFERS_BY = 10
/** … or by more for so long. */
export const ECG_DIFFERS_FOR_MS = 15 * SECOND_MS

function isStep(before: number, after: number, step: { fall: number; rise: number }): boolean {
  return before - after > step.fall || after - before > step.rise
}

export function isOutside(vital: VitalId, value: number, which: 'hard' | 'soft'): boolean {
  const range = vitals[vital][which]
  return !(value >= range.min && value <= range.max)
}

export interface CuffContext {
  /** The last cuff reading that was not invalid, if it is not older than 15 min. */
  readonly previous: { readonly systolic: number; readonly diastolic: number } | null
  /** The oximeter's pulse at this moment; null: there is none, or it is the doubtful one. */
  readonly pulseRate: number | null
}

/** A cuff measurement as judged; `mean` is computed where the monitor gave none. */
export interface JudgedCuff extends Judged {
  readonly mean: number | null
}

/** Does a MAP not lie between diastolic and systolic? In mmHg. */
export function isMeanOutside(mean: number, systolic: number, diastolic: number): boolean {
  return mean <= diastolic || mean >= systolic
}

/** Judges one cuff measurement (sections 3, 4, 5). A device's own MAP is never replaced. */
export function judgeNibp(sample: NibpSample, context: CuffContext): JudgedCuff {
  const { systolic, diastolic } = sample
  if (sample.status === 'failed') return { validity: 'invalid', flags: ['deviceFailed'], mean: sample.mean }
  if (systolic === null || diastolic === null)
    return { validity: 'invalid', flags: ['incomplete'], mean: sample.mean }
  const pulsePressure = systolic - diastolic
  const mean = sample.mean ?? Math.round(diastolic + pulsePressure / 3)
  const wrong: Flag[] = []
  if (pulsePressure <= 0 || (sample.mean !== null && isMeanOutside(mean, systolic, diastolic)))
    wrong.push('order')
  else if (pulsePressure < 10) wrong.push('pulsePressure')
  if (isOutside('systolic', systolic, 'hard') || isOutside('diastolic', diastolic, 'hard'))
    wrong.push('hardRange')
  else if (isOutside('mean', mean, 'hard')) wrong.push('hardRange')
  if (wrong.length > 0) return { validity: 'invalid', flags: wrong, mean: sample.mean }

  const odd: Flag[] = []
  if (pulsePressure < 20 || pulsePressure > 100) odd.push('pulsePressure')
  const position = (mean - diastolic) / pulsePressure
  if (sample.mean !== null && (position < 0.2 || position > 0.6)) odd.push('meanPosition')
  if (
    isOutside('systolic', systolic, 'soft') ||
    isOutside('diastolic', diastolic, 'soft') ||
    isOutside('mean', mean, 'soft')
  )
    odd.push('softRange')
  if (
    sample.pulseRate !== null &&
    context.pulseRate !== null &&
    Math.abs(sample.pulseRate - context.pulseRate) > 15
  )
    odd.push('cuffPulse')
  const validity = odd.length > 0 ? 'questionable' : 'valid'
  const notes: Flag[] = []
  if (context.previous && isBigStep({ systolic, diastolic }, context.previous)) notes.push('stepChange')
  if (sample.mean === null) notes.push('meanCalculated')
  return { validity, flags: [...odd, ...notes], mean }
}

/** A big step asks for a repeat; it is no proof of an artefact, so the reading stays valid (section 5). */
function isBigStep(now: Pressure, before: Pressure): boolean {
  return (
    Math.abs(now.systolic - before.systolic) > Math.min(40, before.systolic * 0.3) ||
    Math.abs(now.diastolic - before.diastolic) > Math.min(30, before.diastolic * 0.3)
  )
}
interface Pressure {
  readonly systolic: number
  readonly diastolic: number
}

/**
 * Is this a cuff reading that raises, but neither ends an alarm nor passes a gate (AR-3, AR-17)? For what a person has typed, that
 * person stands.
 */
export function isDoubtfulCuff({ validity, source }: Pick<NibpReading, 'validity' | 'source'>): boolean {
  return validity === 'questionable' && source.origin !== 'manual'
}
