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
export const cuffFault = { overpressure: 1, motionArtefact: 2 } as const

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

const DATA_FIELDS = 9
const LIMITS_FIELDS = 10
/** Not a figure, and not dashes either. */
const BROKEN = -1

/** What a line is, and where in it that begins: noise may stand before. */
export type Line =
  | { readonly kind: 'data'; readonly at: number; readonly data: DataLine }
  /** Figures that the protocol cannot have. */
  | { readonly kind: 'range'; readonly at: number }
  | { readonly kind: 'limits' | 'greeting'; readonly at: number }

/** null: no line of this monitor. */
export function readLine(text: string): Line | null {
  const at = text.lastIndexOf('P:')
  const fields = at < 0 ? null : readFields(text.slice(at + 2), DATA_FIELDS)
  if (fields) return readData(fields, at)
  const limitsAt = text.lastIndexOf('L:')
  if (limitsAt >= 0 && readFields(text.slice(limitsAt + 2), LIMITS_FIELDS))
    return { kind: 'limits', at: limitsAt }
  const greeting = text.lastIndexOf(GREETING)
  if (greeting >= 0 && text.slice(greeting + GREETING.length).trim() === '')
    return { kind: 'greeting', at: greeting }
  return null
}

function readData(fields: readonly (number | null)[], at: number): Line {
  const [spo2 = null, pulse = null, systolic = null, mean = null, diastolic = null] = fields
  const [, , , , , first = null, second = null, third = null, ageMinutes = null] = fields
  const isStatus = (status: number | null) => status !== null && status <= 255
  if ((spo2 ?? 0) > 100 || !isStatus(first) || !isStatus(second) || !isStatus(third))
    return { kind: 'range', at }
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
  return { kind: 'data', at, data }
}

/** So many fields with commas between, null where dashes stand; null: anything else. */
function readFields(text: string, count: number): (number | null)[] | null {
  const fields: (number | null)[] = []
  let from = 0
  for (let n = 1; n <= count; n += 1) {
    const comma = n < count ? text.indexOf(',', from) : text.length
    if (comma < 0) return null
    const value = readField(text, from, comma)
    if (value === BROKEN) return null
    fields.push(value)
    from = comma + 1
  }
  return fields
}

/** Up to three digits, or dashes, with blanks around. Character by character: every line has nine. */
function readField(text: string, from: number, to: number): number | null {
  while (from < to && text.charCodeAt(from) === 0x20) from += 1
  while (to > from && text.charCodeAt(to - 1) === 0x20) to -= 1
  if (to === from || to - from > 3) return BROKEN
  if (text.startsWith('--', from) && to - from === 2) return null
  let value = 0
  for (let at = from; at < to; at += 1) {
    const digit = text.charCodeAt(at) - 0x30
    if (digit < 0 || digit > 9) return BROKEN
    value = value * 10 + digit
  }
  return value
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
