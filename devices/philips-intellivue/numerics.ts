import type { Cursor } from './cursor.ts'

/** Physiological ids. */
export const physio = {
  heartRate: 0x4182,
  pulse: 0x480a,
  plethPulse: 0x4822,
  spo2: 0x4bb8,
  systolic: 0x4a05,
  diastolic: 0x4a06,
  mean: 0x4a07,
  nibp: 0x4a04,
  nibpPulse: 0xf0e5,
  respRate: 0x500a,
} as const
export const unit = {
  perMinute: 0x0aa0,
  percent: 0x0220,
  mmHg: 0x0f20,
  kPa: 0x0f03,
  breaths: 0x0ae0,
} as const
/** Bits of a value's state. */
export const state = {
  invalid: 0x8000,
  questionable: 0x4000,
  unavailable: 0x2000,
  calibrating: 0x1000,
  test: 0x0800,
  demo: 0x0400,
  early: 0x0040,
  ongoing: 0x0020,
} as const
export const attribute = {
  value: 0x0950,
  compound: 0x094b,
  takenAt: 0x0990,
  takenAtTicks: 0x0991,
} as const
/** With any of these there is no value of a patient, whatever the number says. */
const NO_VALUE = state.invalid | state.unavailable | state.calibrating | state.test | state.demo
const MMHG_PER_KPA = 7.500_62

/** One value of an object. */
export interface Metric {
  readonly physio: number
  readonly state: number
  /** In the unit of Vigil's catalogue (kPa are made mmHg); null: none, or in a unit that it cannot have. */
  readonly value: number | null
}

/** What the monitor says of one thing that it measures. */
export interface NumericObject {
  readonly metrics: readonly Metric[]
  /** When it was measured by the monitor's clock, ISO 8601 without zone, where it says so. */
  readonly takenAt: string | null
  /** The same in ticks of its relative clock. */
  readonly takenAtTicks: number | null
}

/** All objects of a poll list, of all its contexts. */
export function readObjects(list: Cursor): NumericObject[] {
  const objects: NumericObject[] = []
  const readObservations = () => {
    while (list.left > 0) {
      list.skip(4)
      objects.push(list.within(list.u16(), () => readObject(list)))
    }
  }
  list.skip(2)
  list.within(list.u16(), () => {
    while (list.left > 0) {
      list.skip(4)
      list.within(list.u16(), readObservations)
    }
  })
  return objects
}

function readObject(attributes: Cursor): NumericObject {
  const metrics: Metric[] = []
  let takenAt: string | null = null
  let takenAtTicks: number | null = null
  const readParts = () => {
    while (attributes.left > 0) metrics.push(readMetric(attributes))
  }
  while (attributes.left > 0) {
    const id = attributes.u16()
    attributes.within(attributes.u16(), () => {
      if (id === attribute.value) metrics.push(readMetric(attributes))
      else if (id === attribute.compound) {
        attributes.skip(2)
        attributes.within(attributes.u16(), readParts)
      } else if (id === attribute.takenAt) takenAt = readTime(attributes.bytes(8))
      else if (id === attribute.takenAtTicks) takenAtTicks = attributes.i32()
    })
  }
  return { metrics, takenAt, takenAtTicks }
}

function readMetric(content: Cursor): Metric {
  const id = content.u16()
  const stateOf = content.u16()
  const unitOf = content.u16()
  const number = readFloat(content.i32())
  const hasValue = (stateOf & NO_VALUE) === 0 && number !== null && number >= 0
  return { physio: id, state: stateOf, value: hasValue ? inOurUnit(id, unitOf, number) : null }
}

function inOurUnit(id: number, unitOf: number, value: number): number | null {
  switch (id) {
    case physio.spo2:
      return unitOf === unit.percent && value <= 100 ? value : null
    case physio.respRate:
      return unitOf === unit.breaths ? value : null
    case physio.systolic:
    case physio.diastolic:
    case physio.mean:
      if (unitOf === unit.kPa) return Math.round(value * MMHG_PER_KPA)
      return unitOf === unit.mmHg ? value : null
    default:
      return unitOf === unit.perMinute ? value : null
  }
}

/** IEEE 11073 FLOAT: a signed exponent of ten and a signed 24-bit mantissa; null for NaN, infinities and the like. */
export function readFloat(bits: number): number | null {
  const mantissa = (bits << 8) >> 8
  const exponent = bits >> 24
  // 7FFFFE, 7FFFFF, 800000, 800001 (reserved) and 800002 are no numbers.
  if (mantissa >= 0x7ffffe || mantissa <= -0x7ffffe) return null
  // Divided rather than multiplied by a fraction: 970 tenths are 97, exactly.
  return exponent < 0 ? mantissa / 10 ** -exponent : mantissa * 10 ** exponent
}

/** A number with one decimal place at most, as FLOAT; null: NaN. */
export function writeFloat(value: number | null): number[] {
  if (value === null) return [0x00, 0x7f, 0xff, 0xff]
  const isWhole = Number.isInteger(value)
  const mantissa = isWhole ? value : Math.round(value * 10)
  return [isWhole ? 0x00 : 0xff, (mantissa >> 16) & 0xff, (mantissa >> 8) & 0xff, mantissa & 0xff]
}

/** What each byte is in BCD, in two digits; null: nothing. */
const digitsOf = Array.from({ length: 256 }, (_, byte) => {
  const digits = byte.toString(16).padStart(2, '0')
  return /^\d\d$/.test(digits) ? digits : null
})

/** Century, year, month, day, hour, minute, second in BCD; the fraction is left out. Anything else is not set. */
export function readTime(bytes: Uint8Array): string | null {
  let text = ''
  for (let at = 0; at < TIME_SIGNS.length; at += 1) {
    const digits = digitsOf[bytes[at] ?? 0xff]
    if (!digits) return null
    text += digits + TIME_SIGNS[at]
  }
  return text
}
/** What stands behind each of them. */
const TIME_SIGNS = ['', '-', '-', 'T', ':', ':', ''] as const
