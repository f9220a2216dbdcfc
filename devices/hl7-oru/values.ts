import type { Quality } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Measured } from './codes.ts'
import type { Identifier, Observation } from './message.ts'

const words = phrase.drivers['hl7-oru']

/** What an observation says of a value. */
export interface Told {
  /** In the unit of the catalogue; null: none. */
  readonly value: number | null
  readonly quality: Exclude<Quality, 'noSignal'>
  /** It was tried, and is not to be had. */
  readonly isInvalid: boolean
  /** What a person can do about it; absent: nothing. */
  readonly advice?: string
}

/** OBX-11: not yet there, deleted, wrong, or cannot be had (HL7 table 0085). */
const NO_RESULT: readonly string[] = ['D', 'I', 'N', 'O', 'W', 'X']
/** OBX-8: the reasons for no value (IHE PCD, null flavours, and the measurement status of ISO/IEEE 11073-10201). */
const NO_VALUE: readonly string[] = [
  'NAV',
  'NI',
  'NA',
  'OFF',
  'MSK',
  'OTH',
  'NAN',
  'PINF',
  'NINF',
  'CALIB',
  'UNK',
]
const INVALID = 'INV'
const DOUBTFUL = 'QUES'
/** Monitors of Mindray mark what they make up (VS 8 and VS-900). */
const MADE_UP: readonly string[] = ['DEMO', 'TEST']

/** A number, and nothing else: monitors write -100 or dashes for “none”, and both stay out. */
const NUMBER = /^\+?\d{1,4}(\.\d{0,8})?$/
const MMHG_PER_KPA = 7.500_62

type Unit = '%' | '/min' | 'mmHg' | 'kPa' | '°C' | '°F'
/** UCUM, MDC_DIM of ISO/IEEE 11073-10101 by number and by name, and what monitors write. All in small letters. */
const units: Readonly<Record<string, Unit>> = {
  '%': '%',
  '262688': '%',
  mdc_dim_percent: '%',
  '/min': '/min',
  '1/min': '/min',
  bpm: '/min',
  rpm: '/min',
  brpm: '/min',
  'beats/min': '/min',
  'breaths/min': '/min',
  '{beat}/min': '/min',
  '{beats}/min': '/min',
  '{breath}/min': '/min',
  '{breaths}/min': '/min',
  '264864': '/min',
  mdc_dim_beat_per_min: '/min',
  '264896': '/min',
  mdc_dim_puls_per_min: '/min',
  '264928': '/min',
  mdc_dim_resp_per_min: '/min',
  mmhg: 'mmHg',
  'mm[hg]': 'mmHg',
  'mm(hg)': 'mmHg',
  '266016': 'mmHg',
  mdc_dim_mmhg: 'mmHg',
  kpa: 'kPa',
  '265987': 'kPa',
  mdc_dim_kilo_pascal: 'kPa',
  cel: '°C',
  degc: '°C',
  '°c': '°C',
  // The same in UTF-8, a character for each byte.
  'â°c': '°C',
  c: '°C',
  '268192': '°C',
  mdc_dim_degc: '°C',
  '[degf]': '°F',
  degf: '°F',
  '°f': '°F',
  'â°f': '°F',
  f: '°F',
  '266560': '°F',
  mdc_dim_fahr: '°F',
}

interface Kind {
  readonly units: readonly Unit[]
  /** What stands there without a unit can be nothing else. */
  readonly mayLackUnit: boolean
  /** Outside, it is a sentinel of the sender (65535, 384.5 °C), or nonsense. */
  readonly range: readonly [min: number, max: number]
}
const share: Kind = { units: ['%'], mayLackUnit: true, range: [1, 100] }
const rate: Kind = { units: ['/min'], mayLackUnit: true, range: [1, 400] }
const pressure: Kind = { units: ['mmHg', 'kPa'], mayLackUnit: false, range: [1, 400] }
/** What is not here is not read. */
const kinds: Readonly<Partial<Record<Measured, Kind>>> = {
  spo2: share,
  pulseRate: rate,
  heartRate: rate,
  cuffPulse: rate,
  perfusionIndex: { ...share, range: [0, 100] },
  // 0 is apnea, and 0 mmHg its carbon dioxide: values.
  respRate: { ...rate, range: [0, 200] },
  etco2: { ...pressure, range: [0, 200] },
  temperature: { units: ['°C', '°F'], mayLackUnit: false, range: [10, 50] },
  systolic: pressure,
  diastolic: pressure,
  mean: pressure,
}

const none = { value: null, quality: 'good', isInvalid: false } as const

/** The value of an observation, in Vigil's own unit. */
export function readValue({ value, unit, flags, status }: Observation, measured: Measured): Told {
  if (flags.some(flag => MADE_UP.includes(flag))) return { ...none, advice: words.madeUp }
  if (flags.includes(INVALID)) return { ...none, isInvalid: true }
  if (NO_RESULT.includes(status) || flags.some(flag => NO_VALUE.includes(flag))) return none
  if (!NUMBER.test(value)) return none
  const kind = kinds[measured]
  if (!kind) return none
  const { units: known, mayLackUnit, range } = kind
  const found = unitOf(unit) ?? (mayLackUnit && unit.id === '' ? known[0] : undefined)
  if (found === undefined || !known.includes(found)) {
    const named = unit.text || unit.id
    const advice = named === '' ? words.withoutUnit(measured, known) : words.otherUnit(measured, named, known)
    return { ...none, advice }
  }
  const number = convert(Number(value), found)
  const [min, max] = range
  if (number < min || number > max) return none
  return { ...none, value: number, quality: flags.includes(DOUBTFUL) ? 'poor' : 'good' }
}

function unitOf({ id, text }: Identifier): Unit | undefined {
  return units[id.toLowerCase()] ?? units[text.toLowerCase()]
}

function convert(value: number, unit: Unit): number {
  if (unit === 'kPa') return Math.round(value * MMHG_PER_KPA)
  if (unit === '°F') return Math.round(((value - 32) * 50) / 9) / 10
  return value
}
