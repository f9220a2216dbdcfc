import { type HostWords, phrase } from '../../shared/words/host.ts'

/** Frames of both directions: 55 AA, their length, a type and its data, and a checksum. */
const HEADER = [0x55, 0xaa] as const
/** The shortest has a type only, the longest known are seven ECG samples. */
const SHORTEST_N = 3
const LONGEST_N = 10
export const LONGEST_FRAME = LONGEST_N + 2

export const type = {
  ecgSamples: 0x01,
  ecg: 0x02,
  nibp: 0x03,
  spo2: 0x04,
  temperature: 0x05,
  pleth: 0xfe,
} as const
export const NO_SPO2 = 127
export const NO_PULSE = 255
/** Samples of the pleth a second, as measured; the manual says 40. */
export const PLETH_PER_S = 50
export const WAVE_STEPS = 255

/** Bits of the ECG status. */
export const ecgStatus = { weak: 0x01, leadOff: 0x02 } as const

/** What the SpO2 status says. */
export const spo2Status = { ok: 0, unplugged: 1, noFinger: 2, searching: 3, searchTooLong: 4 } as const

/** Samples of the ECG a second, and what one of a lead at the end of its scale is. */
export const ECG_PER_S = 250
export const ECG_LEADS = 7
export function isSaturated(sample: number): boolean {
  return sample <= 1 || sample >= 249
}

/** A cuff that is busy longer is stopped, and has failed. */
export const LONGEST_CUFF_MS = 90_000

/** States of the cuff (bits 5 to 2 of its status). */
export const cuffState = { finished: 0, measuring: 1, stopped: 2, initialising: 9, ready: 10 } as const
const cuffFailures: Readonly<Record<number, keyof HostWords['drivers']['berry-pm6750']['failures']>> = {
  3: 'over300mmHg',
  4: 'cuffLoose',
  5: 'tookTooLong',
  6: 'error',
  7: 'interference',
  8: 'noResult',
}
/** The states that are failures, each in words. */
export function failureWords(): ReadonlyMap<number, string> {
  const words = phrase.drivers['berry-pm6750'].failures
  return new Map(Object.entries(cuffFailures).map(([state, failure]) => [Number(state), words[failure]]))
}

export function writeFrame(...payload: readonly number[]): Uint8Array {
  const n = payload.length + 2
  return Uint8Array.of(...HEADER, n, ...payload, checksum(n, payload))
}

function checksum(n: number, payload: Iterable<number>): number {
  let sum = n
  for (const byte of payload) sum += byte
  return ~sum & 0xff
}

/** The length of the whole frame that ends with the last of `count` bytes; null: none does. */
export function frameAtEnd(bytes: Uint8Array, count: number): number | null {
  for (let n = SHORTEST_N; n <= LONGEST_N; n += 1) {
    const at = count - n - 2
    if (at < 0) return null
    if (bytes[at + 2] !== n || bytes[at] !== HEADER[0] || bytes[at + 1] !== HEADER[1]) continue
    if (checksum(n, bytes.subarray(at + 3, count - 1)) === bytes[count - 1]) return n + 2
  }
  return null
}

/** Commands that a clinic may send; calibration, static pressure and leak test are the factory's. */
export const commands = {
  ecgGain: writeFrame(0x07, 0x03),
  ecgFilter: writeFrame(0x08, 0x02),
  respirationGain: writeFrame(0x0f, 0x03),
  enableEcg: writeFrame(0x01, 0x01),
  enableSpo2: writeFrame(0x03, 0x01),
  enableTemperature: writeFrame(0x04, 0x01),
  enablePleth: writeFrame(0xfe, 0x01),
  adult: writeFrame(0x09, 0x01),
  /** 150 mmHg, said before each start: else the module takes its own. */
  target: writeFrame(0x0a, 0x4b),
  startNibp: writeFrame(0x02, 0x01),
  stopNibp: writeFrame(0x02, 0x00),
} as const
