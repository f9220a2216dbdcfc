/**
 * Nonin serial data format 2 (Nonin 9560 OEM specification): frames of five bytes, 75 a second; 25 of them are a packet.
 */
export const FRAME_BYTES = 5
export const FRAMES_PER_PACKET = 25
export const PACKET_BYTES = FRAME_BYTES * FRAMES_PER_PACKET
export const FRAMES_PER_S = 75
export const FRAME_START = 0x01
/** Bit 7 of the status byte, always set. */
export const STATUS_MARK = 0x80
export const WAVE_STEPS = 255
export const NO_RATE = 511
export const NO_SPO2 = 127
export const LOWEST_RATE = 18
export const HIGHEST_RATE = 321

export const status = {
  /** Sensor disconnected (Xpod family; reserved on the 9560). */
  disconnected: 0x40,
  artifact: 0x20,
  outOfTrack: 0x10,
  /** Data unusable: set when the finger is out. */
  sensorAlarm: 0x08,
  /** Red perfusion; together with green it means yellow. Both are held for 12 frames at a pulse. */
  red: 0x04,
  green: 0x02,
  sync: 0x01,
} as const

/** Place of each value among a packet's 25, counted from 0; of two-byte values the high byte. The rest is undefined. */
export const fields = {
  rate: 0,
  spo2: 2,
  revision: 3,
  timer: 5,
  status2: 7,
  spo2Display: 8,
  spo2Fast: 9,
  spo2BeatToBeat: 10,
  rateExtended: 13,
  spo2Extended: 15,
  spo2ExtendedDisplay: 16,
  rateDisplay: 19,
  rateExtendedDisplay: 21,
} as const

export const LOW_BATTERY = 0x01
const SMART_POINT = 0x20

/** A packet as put together from 25 good frames. */
export interface RawPacket {
  /** Every status bit that any of the frames had. */
  readonly status: number
  /** 0..255 each. */
  readonly pleth: readonly number[]
  /** The fourth byte of each frame. */
  readonly values: readonly number[]
}

/** Every field of a packet. Rates in beats per minute, SpO2 in %; null: missing (511, 127). */
export interface Packet {
  readonly rate: number | null
  readonly spo2: number | null
  /** 8-beat averages; `rate` and `spo2` are over 4 beats. */
  readonly rateExtended: number | null
  readonly spo2Extended: number | null
  readonly spo2Fast: number | null
  readonly spo2BeatToBeat: number | null
  /** "For display": refreshed every 1.5 s and held for 10 s after the finger has left. Never live values. */
  readonly rateDisplay: number | null
  readonly spo2Display: number | null
  readonly rateExtendedDisplay: number | null
  readonly spo2ExtendedDisplay: number | null
  /** Firmware revision, raw. */
  readonly revision: number
  /** Thirds of a second, 0..16383. */
  readonly timer: number
  readonly lowBattery: boolean
  /** A high-quality ("SmartPoint") measurement. */
  readonly smartPoint: boolean
}

export function readPacket({ values }: RawPacket): Packet {
  const at = (place: number) => values[place] ?? 0
  const rate = (place: number) => {
    const value = ((at(place) & 0x03) << 7) | (at(place + 1) & 0x7f)
    return value === NO_RATE ? null : value
  }
  const spo2 = (place: number) => {
    const value = at(place) & 0x7f
    return value === NO_SPO2 ? null : value
  }
  return {
    rate: rate(fields.rate),
    spo2: spo2(fields.spo2),
    rateExtended: rate(fields.rateExtended),
    spo2Extended: spo2(fields.spo2Extended),
    spo2Fast: spo2(fields.spo2Fast),
    spo2BeatToBeat: spo2(fields.spo2BeatToBeat),
    rateDisplay: rate(fields.rateDisplay),
    spo2Display: spo2(fields.spo2Display),
    rateExtendedDisplay: rate(fields.rateExtendedDisplay),
    spo2ExtendedDisplay: spo2(fields.spo2ExtendedDisplay),
    revision: at(fields.revision),
    timer: ((at(fields.timer) & 0x7f) << 7) | (at(fields.timer + 1) & 0x7f),
    lowBattery: (at(fields.status2) & LOW_BATTERY) !== 0,
    smartPoint: (at(fields.status2) & SMART_POINT) !== 0,
  }
}
