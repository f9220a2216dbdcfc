import type { Instant } from './time.ts'
import type { StreamVitalId } from './vitals.ts'

/** What the monitor itself says of a value. `noSignal` goes with `value: null`. */
export type Quality = 'good' | 'poor' | 'noSignal'

/** One value of a streamed vital sign, in the unit of the catalogue. */
export interface VitalSample {
  readonly kind: 'vital'
  readonly vital: StreamVitalId
  /** null: the monitor has no value now. Sentinels (0, 127, 255, 511 …) never get here. */
  readonly value: number | null
  readonly quality: Quality
  /** A single check rather than a stream: judged at once, like a cuff reading. */
  readonly spot?: true
  /** Seconds since it was measured, where a person says so. */
  readonly ageS?: number
}

/** One cuff measurement: a driver gives it once, however often its monitor repeats it. */
export interface NibpSample {
  readonly kind: 'nibp'
  /** mmHg; null where the monitor does not give it. */
  readonly systolic: number | null
  readonly diastolic: number | null
  readonly mean: number | null
  /** Beats a minute, counted by the cuff. */
  readonly pulseRate: number | null
  readonly status: 'ok' | 'failed'
  /** Why it failed, in English words of the protocol ("pump-up timeout"). */
  readonly error?: string
  /** Seconds between the measurement and this message, where the monitor says so. */
  readonly ageS?: number
  /** It stood there when the line was opened, and nothing tells since when: shown, but judged by nothing. */
  readonly standing?: true
  /** The measurement's time by the monitor's own clock, ISO 8601 without zone, where the monitor says so. */
  readonly takenAt?: string
}

/** Consecutive waveform values, each 0..1: of the pleth in whatever unit, of carbon dioxide of 100 mmHg. */
export interface WaveSample {
  readonly kind: 'wave'
  readonly wave: 'pleth' | 'co2'
  readonly ratePerS: number
  readonly values: readonly number[]
}

/**
 * The monitor's state has changed. One state of each aspect holds at a time: the sensor (sensorOn, noSensor, searching),
 * the battery (batteryOk, lowBattery), the cuff (cuffIdle, cuffInflating). At the start sensorOn, batteryOk and
 * cuffIdle hold without being said.
 */
export interface DeviceSample {
  readonly kind: 'device'
  readonly state: DeviceState
  readonly detail?: string
}
export const deviceStates = [
  'sensorOn',
  'noSensor',
  'searching',
  'batteryOk',
  'lowBattery',
  'cuffIdle',
  'cuffInflating',
] as const
export type DeviceState = (typeof deviceStates)[number]

/** Bytes that were dropped: counted, never guessed at. */
export interface BadFrameSample {
  readonly kind: 'badFrame'
  readonly reason: 'checksum' | 'framing' | 'range'
  /** How many bytes were dropped. */
  readonly bytes: number
}

/** What a driver's parser gives. */
export type Sample = VitalSample | NibpSample | WaveSample | DeviceSample | BadFrameSample

/** Where a reading came from. `simulated` and `replay` are shown wherever the reading is. */
export interface Source {
  readonly origin: 'device' | 'simulated' | 'replay' | 'manual'
  /** The device's id in this installation; for `manual` the person's name. */
  readonly id: string
  /** Driver id, or 'manual'. */
  readonly driver: string
}

export type Validity = 'valid' | 'questionable' | 'invalid'

/** Why a reading is not `valid` (plausibility rules 2 to 5), and what is to be said beside one that is. */
export type Flag =
  | 'hardRange'
  | 'softRange'
  | 'order'
  | 'pulsePressure'
  | 'meanPosition'
  | 'rateOfChange'
  | 'cuffPulse'
  | 'frozen'
  | 'poorSignal'
  | 'incomplete'
  | 'deviceFailed'
  | 'meanCalculated'
  | 'stepChange'
  | 'ecgPulse'
  | 'doubledPulse'
  | 'settling'
  | 'cuff'
  | 'onOxygen'
  | 'enteredLate'
  | 'patientUnconfirmed'
  | 'otherPatient'

/** A record rather than a list, so that none can be forgotten. */
export const knownFlags: Readonly<Record<Flag, true>> = {
  hardRange: true,
  softRange: true,
  order: true,
  pulsePressure: true,
  meanPosition: true,
  rateOfChange: true,
  cuffPulse: true,
  frozen: true,
  poorSignal: true,
  incomplete: true,
  deviceFailed: true,
  meanCalculated: true,
  stepChange: true,
  ecgPulse: true,
  doubledPulse: true,
  settling: true,
  cuff: true,
  onOxygen: true,
  enteredLate: true,
  patientUnconfirmed: true,
  otherPatient: true,
}

interface ReadingBase {
  readonly sessionId: string
  /** 1, 2, 3 … within the session, without holes. */
  readonly seq: number
  /** When it was received or typed. */
  readonly at: Instant
  /** When it was measured: `at` for streamed values; for cuff results and typed values the time they were taken. */
  readonly takenAt: Instant
  readonly source: Source
  readonly validity: Validity
  readonly flags: readonly Flag[]
  /** Taken before the session was opened: shown with its age, never judged by alarms nor used as baseline. */
  readonly existing?: true
}

/** A stored value of a streamed vital sign. Repetitions of an unchanged value are kept once a second. */
export interface VitalReading extends ReadingBase {
  readonly kind: 'vital'
  readonly vital: StreamVitalId
  readonly value: number | null
  readonly quality: Quality
}

/** A stored cuff measurement, good or failed. */
export interface NibpReading extends ReadingBase {
  readonly kind: 'nibp'
  readonly systolic: number | null
  readonly diastolic: number | null
  readonly mean: number | null
  readonly pulseRate: number | null
  readonly status: 'ok' | 'failed'
  readonly error?: string
}

export type Reading = VitalReading | NibpReading
