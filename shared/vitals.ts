/**
 * The catalogue of vital signs: one row each. The tile, the chart, the report and the exports read names, units and
 * decimals from here.
 *
 * Ranges: plausibility rules, section 3 (hard: outside is invalid; soft: outside is questionable). Codes: LOINC and
 * UCUM as in the FHIR R4 vital-signs profile; MDC as in IEEE 11073-10101.
 */
export interface Range {
  readonly min: number
  readonly max: number
}

export interface Vital {
  readonly label: string
  /** Unit as printed. */
  readonly unit: string
  readonly decimals: number
  /** On the room page: in one of the three large figures, in the row of small ones, or in the record alone. */
  readonly shown: 'large' | 'small' | 'no'
  /** Outside: the value is invalid. Both ends inclusive. */
  readonly hard: Range
  /** Outside, but inside `hard`: the value is questionable. Both ends inclusive. */
  readonly soft: Range
  readonly loinc: readonly string[]
  readonly ucum: string
  readonly mdc: number
}

export const vitals = {
  spo2: {
    label: 'SpO2',
    unit: '%',
    decimals: 0,
    shown: 'large',
    hard: { min: 40, max: 100 },
    soft: { min: 70, max: 100 },
    loinc: ['59408-5', '2708-6'],
    ucum: '%',
    mdc: 150456,
  },
  pulseRate: {
    label: 'Pulse',
    unit: '/min',
    decimals: 0,
    shown: 'large',
    hard: { min: 21, max: 299 },
    soft: { min: 35, max: 200 },
    loinc: ['8867-4', '8889-8'],
    ucum: '/min',
    mdc: 149530,
  },
  heartRate: {
    label: 'Heart rate',
    unit: '/min',
    decimals: 0,
    shown: 'small',
    hard: { min: 21, max: 299 },
    soft: { min: 35, max: 200 },
    loinc: ['8867-4'],
    ucum: '/min',
    mdc: 147842,
  },
  perfusionIndex: {
    label: 'Perfusion index',
    unit: '%',
    decimals: 2,
    shown: 'no',
    hard: { min: 0, max: 100 },
    soft: { min: 0, max: 30 },
    loinc: [],
    ucum: '%',
    mdc: 150488,
  },
  respRate: {
    label: 'Respiration',
    unit: '/min',
    decimals: 0,
    shown: 'small',
    // 0 is apnea: a value, and the one that matters most (Capnostream protocol D006045C; GE 8005313).
    hard: { min: 0, max: 70 },
    soft: { min: 6, max: 40 },
    loinc: ['9279-1'],
    ucum: '/min',
    mdc: 151562,
  },
  temperature: {
    label: 'Temperature',
    unit: '°C',
    decimals: 1,
    shown: 'small',
    hard: { min: 25, max: 45 },
    soft: { min: 34, max: 41 },
    loinc: ['8310-5'],
    ucum: 'Cel',
    mdc: 150364,
  },
  etco2: {
    label: 'EtCO2',
    unit: 'mmHg',
    decimals: 0,
    shown: 'small',
    hard: { min: 0, max: 150 },
    soft: { min: 10, max: 80 },
    loinc: ['19889-5'],
    ucum: 'mm[Hg]',
    mdc: 151708,
  },
  systolic: {
    label: 'Systolic',
    unit: 'mmHg',
    decimals: 0,
    shown: 'large',
    hard: { min: 40, max: 300 },
    soft: { min: 70, max: 230 },
    loinc: ['8480-6'],
    ucum: 'mm[Hg]',
    mdc: 150021,
  },
  diastolic: {
    label: 'Diastolic',
    unit: 'mmHg',
    decimals: 0,
    shown: 'large',
    hard: { min: 20, max: 200 },
    soft: { min: 35, max: 140 },
    loinc: ['8462-4'],
    ucum: 'mm[Hg]',
    mdc: 150022,
  },
  mean: {
    label: 'MAP',
    unit: 'mmHg',
    decimals: 0,
    shown: 'large',
    hard: { min: 25, max: 250 },
    soft: { min: 45, max: 170 },
    loinc: ['8478-0'],
    ucum: 'mm[Hg]',
    mdc: 150023,
  },
} as const satisfies Record<string, Vital>

export type VitalId = keyof typeof vitals
export const vitalIds = Object.keys(vitals) as [VitalId, ...VitalId[]]

/** Parts of one cuff measurement; they travel together in an `nibp` sample. */
export type PressureId = 'systolic' | 'diastolic' | 'mean'

/** Vital signs that a monitor streams value by value. */
export type StreamVitalId = Exclude<VitalId, PressureId>

export const streamVitalIds = (Object.keys(vitals) as VitalId[]).filter(
  (id): id is StreamVitalId => id !== 'systolic' && id !== 'diastolic' && id !== 'mean',
)
