import type { LimitAlarmId, Priority } from '../alarm/ids.ts'
import type { Route } from './preset.ts'

/*
 * How far the figures of a preset may go, whoever writes it. Limits have their ranges in `editableRanges`; these are the
 * others. Where no source is named they are a project proposal: wide enough for practice, too narrow for a slipped digit.
 */

export type Range = readonly [min: number, max: number]

/** Minutes from an anchor, for windows of measurements. */
export const windowMin: Range = [-10, 480]
/** How long a window may stand open, in minutes. */
export const windowLengthMin: Range = [2, 40]
/** How often a repeated measurement may be asked for, in minutes. */
export const repeatMin: Range = [5, 60]
export const infusionMin: Range = [5, 240]
/** Common practice for lozenges: monitoring protocols, section 3. */
export const holdMin: Range = [10, 20]
/** Between nasal devices; 5 min by the label (monitoring protocols, 1.1). */
export const restMin: Range = [5, 30]
export const assessmentMin: Range = [15, 480]
export const doseMg: Range = [1, 500]
export const doseMgPerKg: Range = [0.1, 2.5]
/** How high the ceiling of a session may be set, by route; a nasal one never over the label's 84 mg. */
export const ceilingRanges: Readonly<Record<Route, { readonly mg: Range; readonly mgPerKg: Range }>> = {
  nasal: { mg: [28, 84], mgPerKg: [0.3, 1.5] },
  iv: { mg: [10, 150], mgPerKg: [0.2, 1.5] },
  im: { mg: [10, 200], mgPerKg: [0.2, 2] },
  sublingual: { mg: [25, 400], mgPerKg: [0.3, 5] },
  subcutaneous: { mg: [10, 150], mgPerKg: [0.2, 1.5] },
}

/**
 * The earliest discharge, in minutes. Nasal: 2 h by the REMS (monitoring protocols, 1.2); the others are half an hour less
 * than what ships, or for infusions half of it.
 */
export const dischargeMin: Readonly<Record<Route, Range>> = {
  nasal: [120, 480],
  iv: [30, 480],
  im: [60, 480],
  sublingual: [90, 480],
  subcutaneous: [90, 480],
}

/**
 * Delays in seconds. Bedside monitors allow up to 30 s on top of their averaging (alarm standard, 7); HIGH stays short, LOW
 * may wait. A cuff reading is judged at once.
 */
export const delayRangesS: Readonly<
  Partial<Record<LimitAlarmId, Readonly<Partial<Record<Priority, Range>>>>>
> = {
  'spo2-low': { low: [10, 120], medium: [5, 30], high: [0, 15] },
  'pulse-high': { medium: [5, 30], high: [0, 15] },
  'pulse-low': { medium: [5, 30], high: [0, 15] },
  'resp-low': { medium: [10, 45], high: [5, 30] },
  'etco2-high': { medium: [10, 45], high: [5, 30] },
}

/**
 * AR-19, far beyond HIGH: points past the HIGH limit, and seconds. Tried: with 13 points the quiet sessions of the nuisance
 * budget are no longer quiet.
 */
export const farRanges: Readonly<Partial<Record<LimitAlarmId, readonly [points: Range, forS: Range]>>> = {
  'spo2-low': [
    [14, 20],
    [3, 5],
  ],
}
