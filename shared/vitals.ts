/**
 * The catalogue of vital signs: one row each. Tiles, charts, tables, reports and exports loop over the rows: a new vital sign
 * is one row.
 *
 * Ranges: plausibility rules, section 3 (hard: outside is invalid; soft: outside is questionable). Codes: LOINC and
 * UCUM as in the FHIR R4 vital-signs profile; MDC as in IEEE 11073-10101.
 */
export interface Range {
  readonly min: number
  readonly max: number
}

export interface Vital {
  /** Its name in English, from where the catalogue of words has it. */
  readonly label: string
  /** Unit as printed. */
  readonly unit: string
  readonly decimals: number
  /** On the room page: in one of the three large figures, in the row of small ones, or in the record alone. */
  readonly shown: 'large' | 'small' | 'no'
  /** Where its line is drawn over time: on a panel that several share, on one of its own over this range, or nowhere. */
  readonly panel: 'spo2' | 'pressure' | Range | null
  /** Has a column in tables by minute: a large one always, a small one where it was measured. */
  readonly minute: boolean
  /** Which of its extremes a report tells, in English; [] for none. */
  readonly extremes: readonly { readonly side: 'high' | 'low'; readonly label: string }[]
  /** It changes slowly and comes now and then, as a temperature: its value is shown for minutes, not for seconds. */
  readonly slow: boolean
  /** Outside: the value is invalid. Both ends inclusive. */
  readonly hard: Range
  /** Outside, but inside `hard`: the value is questionable. Both ends inclusive. */
  readonly soft: Range
  /** What a limit may ever be, whoever asks: a NaN or a slipped digit must not switch an alarm off. Both ends inclusive. */
  readonly limit: Range
  /** Of a healthy adult at rest, which a simulated monitor tells where the patient model has none. */
  readonly atRest: number
  readonly loinc: readonly string[]
  /** HL7's profile of Observation that FHIR R4 demands of it; null: there is none. */
  readonly profile: 'bp' | 'oxygensat' | 'heartrate' | 'resprate' | 'bodytemp' | null
  readonly ucum: string
  readonly mdc: number
}

export const vitals = {
  spo2: {
    label: 'SpO2',
    unit: '%',
    decimals: 0,
    shown: 'large',
    panel: 'spo2',
    minute: true,
    extremes: [{ side: 'low', label: 'Lowest SpO2' }],
    slow: false,
    hard: { min: 40, max: 100 },
    soft: { min: 70, max: 100 },
    limit: { min: 70, max: 99 },
    atRest: 98,
    loinc: ['59408-5', '2708-6'],
    profile: 'oxygensat',
    ucum: '%',
    mdc: 150456,
  },
  pulseRate: {
    label: 'Pulse',
    unit: '/min',
    decimals: 0,
    shown: 'large',
    panel: 'pressure',
    minute: true,
    extremes: [{ side: 'high', label: 'Highest pulse' }],
    slow: false,
    hard: { min: 21, max: 299 },
    soft: { min: 35, max: 200 },
    limit: { min: 25, max: 220 },
    atRest: 70,
    loinc: ['8867-4', '8889-8'],
    profile: 'heartrate',
    ucum: '/min',
    mdc: 149530,
  },
  heartRate: {
    label: 'Heart rate',
    unit: '/min',
    decimals: 0,
    shown: 'small',
    panel: 'pressure',
    minute: true,
    extremes: [{ side: 'high', label: 'Highest heart rate' }],
    slow: false,
    hard: { min: 21, max: 299 },
    soft: { min: 35, max: 200 },
    limit: { min: 25, max: 220 },
    atRest: 70,
    loinc: ['8867-4'],
    profile: 'heartrate',
    ucum: '/min',
    mdc: 147842,
  },
  perfusionIndex: {
    label: 'Perfusion index',
    unit: '%',
    decimals: 2,
    shown: 'no',
    panel: null,
    minute: false,
    extremes: [],
    slow: false,
    hard: { min: 0, max: 100 },
    soft: { min: 0, max: 30 },
    limit: { min: 0, max: 20 },
    atRest: 3,
    loinc: [],
    profile: null,
    ucum: '%',
    mdc: 150488,
  },
  respRate: {
    label: 'Respiration',
    unit: '/min',
    decimals: 0,
    shown: 'small',
    panel: { min: 0, max: 40 },
    minute: true,
    extremes: [{ side: 'low', label: 'Lowest respiration' }],
    slow: false,
    // 0 is apnea: a value, and the one that matters most (Capnostream protocol D006045C; GE 8005313).
    hard: { min: 0, max: 70 },
    soft: { min: 6, max: 40 },
    limit: { min: 2, max: 40 },
    atRest: 14,
    loinc: ['9279-1'],
    profile: 'resprate',
    ucum: '/min',
    mdc: 151562,
  },
  temperature: {
    label: 'Temperature',
    unit: '°C',
    decimals: 1,
    shown: 'small',
    panel: { min: 34, max: 41 },
    minute: true,
    extremes: [{ side: 'high', label: 'Highest temperature' }],
    slow: true,
    hard: { min: 25, max: 45 },
    soft: { min: 34, max: 41 },
    limit: { min: 30, max: 43 },
    atRest: 36.7,
    loinc: ['8310-5'],
    profile: 'bodytemp',
    ucum: 'Cel',
    mdc: 150364,
  },
  etco2: {
    label: 'EtCO2',
    unit: 'mmHg',
    decimals: 0,
    shown: 'small',
    panel: { min: 0, max: 80 },
    minute: true,
    extremes: [
      { side: 'low', label: 'Lowest EtCO2' },
      { side: 'high', label: 'Highest EtCO2' },
    ],
    slow: false,
    hard: { min: 0, max: 150 },
    soft: { min: 10, max: 80 },
    limit: { min: 5, max: 100 },
    atRest: 38,
    loinc: ['19889-5'],
    profile: null,
    ucum: 'mm[Hg]',
    mdc: 151708,
  },
  systolic: {
    label: 'Systolic',
    unit: 'mmHg',
    decimals: 0,
    shown: 'large',
    panel: null,
    minute: false,
    extremes: [{ side: 'high', label: 'Highest systolic' }],
    slow: false,
    hard: { min: 40, max: 300 },
    soft: { min: 70, max: 230 },
    limit: { min: 50, max: 250 },
    atRest: 120,
    loinc: ['8480-6'],
    profile: 'bp',
    ucum: 'mm[Hg]',
    mdc: 150021,
  },
  diastolic: {
    label: 'Diastolic',
    unit: 'mmHg',
    decimals: 0,
    shown: 'large',
    panel: null,
    minute: false,
    extremes: [{ side: 'high', label: 'Highest diastolic' }],
    slow: false,
    hard: { min: 20, max: 200 },
    soft: { min: 35, max: 140 },
    limit: { min: 30, max: 150 },
    atRest: 75,
    loinc: ['8462-4'],
    profile: 'bp',
    ucum: 'mm[Hg]',
    mdc: 150022,
  },
  mean: {
    label: 'MAP',
    unit: 'mmHg',
    decimals: 0,
    shown: 'large',
    panel: null,
    minute: false,
    extremes: [],
    slow: false,
    hard: { min: 25, max: 250 },
    soft: { min: 45, max: 170 },
    limit: { min: 35, max: 180 },
    atRest: 90,
    loinc: ['8478-0'],
    profile: 'bp',
    ucum: 'mm[Hg]',
    mdc: 150023,
  },
} as const satisfies Record<string, Vital>

export type VitalId = keyof typeof vitals
export const vitalIds = Object.keys(vitals) as [VitalId, ...VitalId[]]

/** The row of a vital sign, as every row is. */
export function vitalRow(id: VitalId): Vital {
  return vitals[id]
}

/** Vital signs that somebody who looks at the room sees: only these may alarm. */
export type ShownVitalId = {
  [Id in VitalId]: (typeof vitals)[Id]['shown'] extends 'no' ? never : Id
}[VitalId]

/** Parts of one cuff measurement; they travel together in an `nibp` sample. */
export const pressureIds = ['systolic', 'diastolic', 'mean'] as const satisfies readonly VitalId[]
export type PressureId = (typeof pressureIds)[number]

/** Vital signs that a monitor streams value by value. */
export type StreamVitalId = Exclude<VitalId, PressureId>

export function isPressure(id: VitalId): id is PressureId {
  return (pressureIds as readonly VitalId[]).includes(id)
}

export const streamVitalIds = vitalIds.filter((id): id is StreamVitalId => !isPressure(id)) as [
  StreamVitalId,
  ...StreamVitalId[],
]

/** What monitors tell beside the large figures, to be shown in a row of small ones. */
export const smallVitalIds = streamVitalIds.filter(id => vitals[id].shown === 'small')

/** The vital signs that are drawn as lines; `isMeasured`: those beside the large figures are drawn only where they were measured. */
export function drawnVitals(isMeasured: (id: StreamVitalId) => boolean): readonly StreamVitalId[] {
  return streamVitalIds.filter(
    id => vitalRow(id).panel !== null && (vitals[id].shown === 'large' || isMeasured(id)),
  )
}

/** The vital signs that have a column in a table by minute: the large ones always, others where they were measured. */
export function minuteVitals(isMeasured: (id: StreamVitalId) => boolean): readonly StreamVitalId[] {
  return streamVitalIds.filter(id => vitalRow(id).minute && (vitals[id].shown === 'large' || isMeasured(id)))
}

/** The scale that a line is drawn on: the one it shares, or its own. */
export type PanelId = 'spo2' | 'pressure' | StreamVitalId

export function panelOf(id: StreamVitalId): PanelId {
  const { panel } = vitalRow(id)
  return typeof panel === 'string' ? panel : id
}

/** Is its line drawn beside the pulse's, on the same scale? It is told apart by dots. */
export function isBesidePulse(id: StreamVitalId): boolean {
  return panelOf(id) === 'pressure' && id !== 'pulseRate'
}

/** Those of `drawn` that have a panel of their own beside the two large ones, with its range. */
export function ownPanels(
  drawn: readonly StreamVitalId[],
): readonly { readonly vital: StreamVitalId; readonly range: Range }[] {
  return drawn.flatMap(vital => {
    const { panel } = vitalRow(vital)
    return panel === null || typeof panel === 'string' ? [] : [{ vital, range: panel }]
  })
}

/** A value as it is printed, with the decimals of its vital sign: '97', '36.7'. */
export function printValue(id: VitalId, value: number): string {
  return value.toFixed(vitals[id].decimals)
}
