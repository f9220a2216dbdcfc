import { CHECKSUM_BYTES, hasGoodChecksum, SPACE } from './frame.ts'

/** An NA or NF reply. */
export interface NibpReply {
  readonly kind: 'nibp'
  /** 0 busy, 1 done, 3..9 failed; see `failureWords`. */
  readonly status: number
  readonly patientType: number
  readonly isStat: boolean
  /** Seconds since the last determination; null: none in the last 90 min. */
  readonly ageS: number | null
  /** mmHg; meaningless unless the status is 1. 0 as sent. */
  readonly systolic: number
  readonly diastolic: number
  readonly mean: number
}
export interface OximeterReply {
  readonly kind: 'oximeter'
  /** 0 standby (GE's own library takes its value all the same), 1 operating, 3 no data, 6 sensor unplugged. */
  readonly status: number
  /** %; null: no data. */
  readonly spo2: number | null
  /** 0..9. */
  readonly strength: number
  readonly averaging: number
}
export interface RateReply {
  readonly kind: 'rate'
  /** RC: the form that is about the cuff. */
  readonly isCuffForm: boolean
  /** 2 oximeter, 3 cuff; others are live too, says the maker's library. */
  readonly source: number
  /** Beats per minute; null: no data. */
  readonly rate: number | null
}
export interface TemperatureReply {
  readonly kind: 'temperature'
  readonly status: number
  readonly isMonitorMode: boolean
  /** A character that steps with each determination. */
  readonly counter: string
  /** Seconds; null: none. */
  readonly ageS: number | null
  /** Always Fahrenheit, whatever the display shows. */
  readonly tenthsFahrenheit: number
  readonly showsCelsius: boolean
}
/** The answer to NC0 or ND: its content is not established, its checksum is. */
export interface CommandReply {
  readonly kind: 'command'
}
/** The answer to TD, a second form of the temperature. It has no age, and so is not used. */
export interface SecondTemperatureReply {
  readonly kind: 'secondTemperature'
  readonly form: number
  readonly tenthsFahrenheit: number
}
/** A negative answer (the maker's program library for PRO and ProCare). */
export interface RefusedReply {
  readonly kind: 'refused'
  /** 5 and 6: what was asked for is not fitted, or off; the meaning of others is not known. */
  readonly code: string
}
export type Reply =
  | NibpReply
  | OximeterReply
  | RateReply
  | TemperatureReply
  | SecondTemperatureReply
  | CommandReply
  | RefusedReply

/** "Not there" is no fault. */
export function isNotFitted({ code }: RefusedReply): boolean {
  return code === '5' || code === '6'
}

/** What the end of a line turned out to be; `bytes` counts the frame without its CR. */
export type LineEnd =
  | { readonly kind: 'reply'; readonly reply: Reply; readonly bytes: number }
  | { readonly kind: 'bad'; readonly reason: 'checksum' | 'range'; readonly bytes: number }
  | { readonly kind: 'unknown' }

interface Layout {
  readonly letters: readonly string[]
  readonly bytes: number
  /** Reads the data from `at` on; null: a field holds what it cannot. */
  read(line: Uint8Array, at: number, letters: string): Reply | null
}

export const NO_AGE = 9999
export const MAX_AGE_S = 5400
export const NO_TEMPERATURE_AGE = 99999

const layouts: readonly Layout[] = [
  { letters: ['NA', 'NF'], bytes: 3 + 16 + CHECKSUM_BYTES, read: readNibp },
  { letters: ['OA'], bytes: 3 + 7 + CHECKSUM_BYTES, read: readOximeter },
  { letters: ['RA', 'RC'], bytes: 3 + 4 + CHECKSUM_BYTES, read: readRate },
  { letters: ['TC'], bytes: 3 + 13 + CHECKSUM_BYTES, read: readTemperature },
  { letters: ['TD'], bytes: 3 + 5 + CHECKSUM_BYTES, read: readSecondTemperature },
]
export const MAX_REPLY_BYTES = Math.max(...layouts.map(layout => layout.bytes))
const commandReply: CommandReply = { kind: 'command' }
const unknown: LineEnd = { kind: 'unknown' }

/**
 * Finds the reply that ends the line. Noise may stand in front of it without a CR between them, so every layout is tried
 * at its own distance from the end.
 */
export function readLineEnd(line: Uint8Array, length: number): LineEnd {
  let bad: LineEnd = unknown
  for (const layout of layouts) {
    const from = length - layout.bytes
    const letters = lettersAt(line, from)
    if (letters === null || !layout.letters.includes(letters)) continue
    const { bytes } = layout
    if (!hasGoodChecksum(line, from, length)) {
      bad = { kind: 'bad', reason: 'checksum', bytes }
      continue
    }
    const reply = layout.read(line, from + 3, letters)
    return reply ? { kind: 'reply', reply, bytes } : { kind: 'bad', reason: 'range', bytes }
  }
  return readUnevenEnd(line, length) ?? bad
}

/** Answers to NC0 and ND, of any length; negative ones; and known replies of a length that is not theirs. */
function readUnevenEnd(line: Uint8Array, length: number): LineEnd | null {
  for (let from = 0; from <= length - 3 - CHECKSUM_BYTES; from += 1) {
    const letters = lettersAt(line, from)
    const isNegative = line[from] === SPACE && line[from + 1] === MINUS
    if ((letters === null && !isNegative) || !hasGoodChecksum(line, from, length)) continue
    const bytes = length - from
    if (isNegative)
      return {
        kind: 'reply',
        reply: { kind: 'refused', code: String.fromCharCode(line[from + 2] ?? 0) },
        bytes,
      }
    if (letters === 'NC' || letters === 'ND') return { kind: 'reply', reply: commandReply, bytes }
    if (layouts.some(layout => layout.letters.some(known => known === letters)))
      return { kind: 'bad', reason: 'range', bytes }
  }
  return null
}

const MINUS = 0x2d
const knownLetters = ['NA', 'NF', 'OA', 'RA', 'RC', 'TC', 'TD', 'NC', 'ND']
const lettersByCode = new Map(
  knownLetters.map(letters => [(letters.charCodeAt(0) << 8) | letters.charCodeAt(1), letters]),
)

function lettersAt(line: Uint8Array, from: number): string | null {
  if (from < 0 || line[from] !== SPACE) return null
  return lettersByCode.get(((line[from + 1] ?? 0) << 8) | (line[from + 2] ?? 0)) ?? null
}

/** The number that these digits spell; NaN when one is no digit. */
function digits(line: Uint8Array, at: number, count: number): number {
  let number = 0
  for (let i = at; i < at + count; i += 1) {
    const digit = (line[i] ?? 0) - 0x30
    if (digit < 0 || digit > 9) return Number.NaN
    number = number * 10 + digit
  }
  return number
}

/** Three digits; `000` and `-99` are no data. NaN when it is neither. */
function rateDigits(line: Uint8Array, at: number): number | null {
  const isMinus99 = line[at] === 0x2d && line[at + 1] === 0x39 && line[at + 2] === 0x39
  const rate = digits(line, at, 3)
  return isMinus99 || rate === 0 ? null : rate
}

function readNibp(line: Uint8Array, at: number): NibpReply | null {
  const status = digits(line, at, 1)
  const patientType = digits(line, at + 1, 1)
  const type = digits(line, at + 2, 1)
  const age = digits(line, at + 3, 4)
  const systolic = digits(line, at + 7, 3)
  const diastolic = digits(line, at + 10, 3)
  const mean = digits(line, at + 13, 3)
  if (Number.isNaN(status + systolic + diastolic + mean)) return null
  if (!(patientType <= 2 && type <= 1 && (age <= MAX_AGE_S || age === NO_AGE))) return null
  const ageS = age === NO_AGE ? null : age
  return { kind: 'nibp', status, patientType, isStat: type === 1, ageS, systolic, diastolic, mean }
}

function readOximeter(line: Uint8Array, at: number): OximeterReply | null {
  const status = digits(line, at, 1)
  const spo2 = rateDigits(line, at + 1)
  const strength = digits(line, at + 4, 1)
  const averaging = digits(line, at + 5, 2)
  if (Number.isNaN(status + strength + averaging) || !(spo2 === null || spo2 <= 100)) return null
  return { kind: 'oximeter', status, spo2, strength, averaging }
}

function readRate(line: Uint8Array, at: number, letters: string): RateReply | null {
  const source = digits(line, at, 1)
  const rate = rateDigits(line, at + 1)
  if (Number.isNaN(source) || Number.isNaN(rate)) return null
  return { kind: 'rate', isCuffForm: letters === 'RC', source, rate }
}

function readSecondTemperature(line: Uint8Array, at: number): SecondTemperatureReply | null {
  const form = digits(line, at, 1)
  const tenthsFahrenheit = digits(line, at + 1, 4)
  return Number.isNaN(form + tenthsFahrenheit) ? null : { kind: 'secondTemperature', form, tenthsFahrenheit }
}

function readTemperature(line: Uint8Array, at: number): TemperatureReply | null {
  const status = digits(line, at, 1)
  const mode = digits(line, at + 1, 1)
  const age = digits(line, at + 3, 5)
  const tenthsFahrenheit = digits(line, at + 8, 4)
  const unit = digits(line, at + 12, 1)
  if (Number.isNaN(age + tenthsFahrenheit) || !(status <= 4 && mode <= 1 && unit <= 1)) return null
  return {
    kind: 'temperature',
    status,
    isMonitorMode: mode === 1,
    counter: String.fromCharCode(line[at + 2] ?? SPACE),
    ageS: age === NO_TEMPERATURE_AGE ? null : age,
    tenthsFahrenheit,
    showsCelsius: unit === 1,
  }
}
