import { phrase } from '../../shared/words/host.ts'

const words = phrase.drivers.capnostream.co2Missing

/** Numerics, once a second. Numbers as sent; null: no value. */
export interface Numerics {
  /** The monitor's clock, s since 1970. */
  readonly clockS: number
  /** mmHg; null: none, or in a unit that cannot be made mmHg. */
  readonly etco2: number | null
  readonly unit: number
  readonly respRate: number | null
  readonly spo2: number | null
  readonly pulseRate: number | null
  /** Bits of the oximeter's alarms, and of the extended CO2 status. */
  readonly oximeter: number
  readonly extended: number
}

/** Bytes of code and data in the layout of 2007; newer software sends more. */
export const NUMERICS_BYTES = 28
export const WAVE_BYTES = 5
export const NO_VALUE = 0xff

export const unit = { mmHg: 1, kPa: 2, percent: 3 } as const
const MMHG_PER_KPA = 7.500_62
/** For drawing only: the air's pressure is not sent. */
const MMHG_PER_PERCENT = 7.6

export const oximeter = { noPulse: 0x01, offPatient: 0x20, disconnected: 0x40 } as const
export const extended = { checkCalibration: 0x01, checkFlow: 0x02, pumpOff: 0x04, lowBattery: 0x80 } as const
/** The fast status, with each sample of the CO2 wave. */
export const fast = {
  invalid: 0x01,
  initialising: 0x02,
  blocked: 0x04,
  endOfBreath: 0x08,
  selfMaintenance: 0x10,
  purging: 0x20,
  lineOff: 0x40,
  malfunction: 0x80,
} as const

/** @param content code and data, at least `NUMERICS_BYTES` */
export function readNumerics(content: Uint8Array): Numerics {
  /** Bytes are numbered from 1, as in the document. */
  const at = (place: number) => content[place] ?? 0
  const value = (place: number) => (at(place) === NO_VALUE ? null : at(place))
  const share = value(5)
  return {
    clockS: at(1) * 0x1_00_00_00 + (at(2) << 16) + (at(3) << 8) + at(4),
    etco2: share === null ? null : inMmHg(share, at(26)),
    unit: at(26),
    respRate: value(7),
    spo2: value(8) || null,
    pulseRate: value(9) || null,
    oximeter: at(15),
    extended: at(27),
  }
}

/** kPa are sent in tenths; a share of the air cannot be converted without the air's pressure. */
function inMmHg(sent: number, unitOf: number): number | null {
  if (unitOf === unit.mmHg) return sent
  return unitOf === unit.kPa ? Math.round((sent / 10) * MMHG_PER_KPA) : null
}

export interface Wave {
  /** 0..1 of 100 mmHg; null: the sample is not to be drawn. */
  readonly height: number | null
  /** Bits of `fast`. */
  readonly status: number
}

export const WAVE_TOP_MMHG = 100

/** @param content code and data, at least `WAVE_BYTES`. @param unitOf as the newest numerics have it */
export function readWave(content: Uint8Array, unitOf: number): Wave {
  const sent = (content[2] ?? 0) + (content[3] ?? 0) / 256
  const status = content[4] ?? 0
  const mmHg =
    unitOf === unit.mmHg ? sent : (sent / 10) * (unitOf === unit.kPa ? MMHG_PER_KPA : MMHG_PER_PERCENT)
  const isValid = (status & fast.invalid) === 0
  return { height: isValid ? Math.min(mmHg / WAVE_TOP_MMHG, 1) : null, status }
}

/** Why there is no CO2, most serious first; undefined: there is. */
export function whyNoCo2(status: number, extendedBits: number): string | undefined {
  const reasons: readonly (readonly [boolean, keyof typeof words])[] = [
    [(status & fast.malfunction) !== 0, 'malfunction'],
    [(status & fast.lineOff) !== 0, 'lineOff'],
    [(status & fast.blocked) !== 0, 'blocked'],
    [(extendedBits & extended.pumpOff) !== 0, 'pumpOff'],
    [(status & fast.purging) !== 0, 'purging'],
    [(status & fast.initialising) !== 0, 'warmingUp'],
  ]
  const why = reasons.find(([is]) => is)?.[1]
  return why && words[why]
}
