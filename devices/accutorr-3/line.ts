/* Lines of both directions (Datascope Accutorr 3 service manual, pages 1-52 to 1-54). */

export const PROMPT = 0x3e
/** Asks for a prompt, from whatever state the interface is in. */
export const SYNC = Uint8Array.of(0x03)
/** Asks for the patient's data; no CR follows. */
export const ASK_DATA = Uint8Array.of(0x50)
export const GREETING = 'ACCUTORR PC Interface is ready'

/** Flags of the first status field. The others of it are warnings. */
export const oximeter = {
  noSensor: 1,
  sensorOff: 2,
  interference: 4,
  search: 8,
  weak: 16,
  noPulse: 32,
  checkSite: 64,
} as const
/** Flags of the second with which no saturation is true: not calibrated, memory, offset, filter, self-test. */
export const OXIMETER_FAULTS = 2 | 8 | 16 | 32 | 64 | 128
/** Flags of the third: what went wrong with the last cuff run. */
export const cuffFaults: Readonly<Record<number, string>> = { 1: 'cuff overpressure', 2: 'motion artefact' }

export interface DataLine {
  readonly spo2: number | null
  readonly pulse: number | null
  readonly systolic: number | null
  readonly mean: number | null
  readonly diastolic: number | null
  readonly oximeter: number
  readonly oximeterFaults: number
  readonly cuffFaults: number
  /** Whole minutes since the last cuff result; null: there was none. */
  readonly ageMinutes: number | null
}

/** Up to three digits, with blanks or zeros before them, or dashes. */
const FIELD = ' {0,2}(?:\\d{1,3}|--) {0,2}'
const DATA = new RegExp(`P:${Array(9).fill(`(${FIELD})`).join(',')}$`)
const LIMITS = new RegExp(`L:${Array(10).fill(FIELD).join(',')}$`)

/** What a line is, and where in it that begins: noise may stand before. */
export type Line =
  | { readonly kind: 'data'; readonly at: number; readonly data: DataLine }
  /** Figures that the protocol cannot have. */
  | { readonly kind: 'range'; readonly at: number }
  | { readonly kind: 'limits' | 'greeting'; readonly at: number }

/** null: no line of this monitor. */
export function readLine(text: string): Line | null {
  const greeting = text.lastIndexOf(GREETING)
  if (greeting >= 0 && text.slice(greeting + GREETING.length).trim() === '')
    return { kind: 'greeting', at: greeting }
  const limits = LIMITS.exec(text)
  if (limits) return { kind: 'limits', at: limits.index }
  const found = DATA.exec(text)
  if (!found) return null
  const numbers = found.slice(1).map(field => (field.includes('-') ? null : Number(field)))
  const [spo2 = null, pulse = null, systolic = null, mean = null, diastolic = null] = numbers
  const [, , , , , first = null, second = null, third = null, ageMinutes = null] = numbers
  const isPossible =
    (spo2 ?? 0) <= 100 && [first, second, third].every(status => status !== null && status <= 255)
  if (!isPossible) return { kind: 'range', at: found.index }
  const data = {
    // 0 is printed where there is none.
    spo2: spo2 || null,
    pulse: pulse || null,
    systolic,
    mean,
    diastolic,
    oximeter: first ?? 0,
    oximeterFaults: second ?? 0,
    cuffFaults: third ?? 0,
    ageMinutes,
  }
  return { kind: 'data', at: found.index, data }
}

/** The line as the monitor prints it, with the prompt behind it. */
export function writeDataLine(data: DataLine): string {
  const { spo2, pulse, systolic, mean, diastolic, ageMinutes } = data
  const figure = (value: number | null) => (value === null ? '--' : String(value).padStart(3))
  const status = (value: number) => String(value).padStart(3, '0')
  return `P:${[
    ...[spo2, pulse, systolic, mean, diastolic].map(figure),
    ...[data.oximeter, data.oximeterFaults, data.cuffFaults].map(status),
    figure(ageMinutes),
  ].join(',')}\r\n>`
}
