import { failureWords } from './determinations.ts'
import { requests, writeFrame } from './frame.ts'
import { MAX_AGE_S, NO_AGE, NO_TEMPERATURE_AGE } from './replies.ts'

/** What the monitor's cuff last came to. */
export interface CuffOutcome {
  readonly systolic: number | null
  readonly diastolic: number | null
  readonly mean: number | null
  readonly pulseRate: number | null
  /** Failure in words; undefined: it worked. */
  readonly error?: string
}
export type CuffStatus =
  | { readonly kind: 'none' }
  | { readonly kind: 'busy' }
  | { readonly kind: 'over'; readonly outcome: CuffOutcome }

const UNKNOWN_FAILURE = 9
const GOOD_STRENGTH = 7
const WEAK_STRENGTH = 1
const AVERAGING = 12

/** NA or NF. `ageS` null: no determination within 90 minutes. */
export function writeNibp(
  cuff: CuffStatus,
  ageS: number | null,
  request: string = requests.readNibp,
): Uint8Array {
  const age = number(ageS === null || ageS > MAX_AGE_S ? NO_AGE : Math.max(0, ageS), 4)
  const pressures = cuff.kind === 'over' && cuff.outcome.error === undefined ? cuff.outcome : null
  const numbers = [pressures?.systolic, pressures?.diastolic, pressures?.mean].map(value =>
    number(value ?? 0, 3),
  )
  return writeFrame(`${request}${cuffCode(cuff)}10${age}${numbers.join('')}`)
}

function cuffCode(cuff: CuffStatus): number {
  if (cuff.kind === 'busy') return 0
  if (cuff.kind === 'none' || cuff.outcome.error === undefined) return 1
  const found = [...failureWords()].find(([, failure]) => failure === cuff.outcome.error)
  return found?.[0] ?? UNKNOWN_FAILURE
}

/** OA. A missing value comes with the reason: no sensor, or standby. */
export function writeOximeter(
  spo2: number | null,
  quality: 'good' | 'poor',
  hasSensor: boolean,
  sensorOff: 3 | 6 = 3,
): Uint8Array {
  if (!hasSensor) return writeFrame(`${requests.readOximeter}${sensorOff}0000${AVERAGING}`)
  if (spo2 === null) return writeFrame(`${requests.readOximeter}00000${AVERAGING}`)
  const strength = quality === 'poor' ? WEAK_STRENGTH : GOOD_STRENGTH
  return writeFrame(`${requests.readOximeter}1${number(spo2, 3)}${strength}${AVERAGING}`)
}

/** RA or RC. */
export function writeRate(
  source: number,
  rate: number | null,
  request: string = requests.readRate,
): Uint8Array {
  return writeFrame(`${request}${source}${number(rate ?? 0, 3)}`)
}

/** TC, in °C; null: none was taken. */
export function writeTemperature(celsius: number | null): Uint8Array {
  const ageS = celsius === null ? NO_TEMPERATURE_AGE : 0
  const tenthsFahrenheit = celsius === null ? 0 : (celsius * 1.8 + 32) * 10
  return writeFrame(`${requests.readTemperature}01A${number(ageS, 5)}${number(tenthsFahrenheit, 4)}1`)
}

/** Exactly `width` digits. */
function number(value: number, width: number): string {
  const whole = Math.min(Math.max(Math.round(value), 0), 10 ** width - 1)
  return String(whole).padStart(width, '0')
}
