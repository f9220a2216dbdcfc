import type { VitalId } from '../../shared/vitals.ts'
import type { Observation } from './message.ts'

/** What a code stands for; `cuffPulse`: the pulse that a cuff has counted. */
export type Measured = VitalId | 'cuffPulse'
export interface Meaning {
  readonly measured: Measured
  /** Of several for one vital sign in a message, the lowest with a value is taken. */
  readonly rank: number
}
/** By `CODE^SYSTEM`, the system being MDC (ISO/IEEE 11073-10101), LN (LOINC) or the sender's own. */
export type CodeTable = Pick<ReadonlyMap<string, Meaning>, 'get'>

/**
 * MDC: numbers and names of ISO/IEEE 11073-10101 as IHE PCD-01 sends them. A rate that was counted where it was measured
 * stands before one that was derived. Pressures of an artery are no cuff's: they are not here.
 */
const mdc: readonly (readonly [number: number | null, name: string, measured: Measured])[] = [
  [150456, 'MDC_PULS_OXIM_SAT_O2', 'spo2'],
  [149530, 'MDC_PULS_OXIM_PULS_RATE', 'pulseRate'],
  [149514, 'MDC_PULS_RATE', 'pulseRate'],
  [147842, 'MDC_ECG_HEART_RATE', 'heartRate'],
  [150488, 'MDC_BLD_PERF_INDEX', 'perfusionIndex'],
  [null, 'MDC_PULS_OXIM_PERF_REL', 'perfusionIndex'],
  [151594, 'MDC_CO2_RESP_RATE', 'respRate'],
  [151570, 'MDC_AWAY_RESP_RATE', 'respRate'],
  [151562, 'MDC_RESP_RATE', 'respRate'],
  [151578, 'MDC_TTHOR_RESP_RATE', 'respRate'],
  [151708, 'MDC_CONC_AWAY_CO2_ET', 'etco2'],
  [null, 'MDC_AWAY_CO2_ET', 'etco2'],
  [150364, 'MDC_TEMP_BODY', 'temperature'],
  [150344, 'MDC_TEMP', 'temperature'],
  [150021, 'MDC_PRESS_BLD_NONINV_SYS', 'systolic'],
  [150022, 'MDC_PRESS_BLD_NONINV_DIA', 'diastolic'],
  [150023, 'MDC_PRESS_BLD_NONINV_MEAN', 'mean'],
  [150301, 'MDC_PRESS_CUFF_SYS', 'systolic'],
  [150302, 'MDC_PRESS_CUFF_DIA', 'diastolic'],
  [150303, 'MDC_PRESS_CUFF_MEAN', 'mean'],
  [149546, 'MDC_PULS_RATE_NON_INV', 'cuffPulse'],
]

/** LOINC. A heart rate of which nothing tells the source (8867-4) is shown as a heart rate. */
const loinc: readonly (readonly [code: string, measured: Measured])[] = [
  ['59408-5', 'spo2'],
  ['2708-6', 'spo2'],
  ['8889-8', 'pulseRate'],
  ['8867-4', 'heartRate'],
  ['61006-3', 'perfusionIndex'],
  ['9279-1', 'respRate'],
  ['19889-5', 'etco2'],
  ['8310-5', 'temperature'],
  ['76534-7', 'systolic'],
  ['76535-4', 'diastolic'],
  ['76536-2', 'mean'],
  ['8480-6', 'systolic'],
  ['8462-4', 'diastolic'],
  ['8478-0', 'mean'],
]

/**
 * The codes that are known, and a clinic's own after them: those may stand for what has no code of these, or take the place of one.
 *
 * @param own by `CODE^SYSTEM`, as `SPO2^99ACME`
 */
export function makeCodeTable(own: Readonly<Record<string, Measured>> = {}): CodeTable {
  const table = new Map<string, Meaning>()
  let rank = 0
  const add = (key: string, measured: Measured) => table.set(key, { measured, rank })
  for (const [number, name, measured] of mdc) {
    rank += 1
    if (number !== null) add(`${number}^MDC`, measured)
    add(`${name}^MDC`, measured)
  }
  for (const [code, measured] of loinc) {
    rank += 1
    add(`${code}^LN`, measured)
  }
  for (const [key, measured] of Object.entries(own)) {
    rank += 1
    add(key, measured)
  }
  return table
}

/** What an observation is of; null: nothing that Vigil shows, or its number and its name contradict each other. */
export function findMeaning(table: CodeTable, { names }: Observation): Meaning | null {
  for (const { id, text, system } of names) {
    const known = systemOf(system, text)
    const byId = table.get(`${id}^${known}`)
    const byName = known === 'MDC' ? table.get(`${text}^MDC`) : undefined
    // Which of the two the sender meant, nobody can say.
    if (byId && byName && byId.measured !== byName.measured) return null
    const found = byId ?? byName
    if (found) return found
  }
  return null
}

function systemOf(system: string, text: string): string {
  if (system === '' && text.startsWith('MDC_')) return 'MDC'
  return system === 'LOINC' ? 'LN' : system
}
