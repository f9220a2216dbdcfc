import { type HostWords, phrase } from '../../shared/words/host.ts'
/** Packets of the module: 3E, their length, data, and a byte that makes the sum of all 0. Numbers are low byte first. */
export const START = 0x3e
export const HOST_START = 0x3a
export const LENGTH = { letter: 0x04, pressure: 0x05, service: 0x06, result: 0x18, version: 0x43 } as const
export const LONGEST = LENGTH.version

/** Answers of one letter that matter here. */
export const letter = { received: 0x4f, finished: 0x4b, aborted: 0x41, busy: 0x42 } as const

export const NO_PRESSURE = 0xffff
/** A cuff with so much in it, in mmHg, is measuring (project choice: above what a slack one shows). */
export const TIGHT_FROM = 15

type Failure = keyof HostWords['drivers']['suntech-nibp']['failures']
/** Error codes of a result (the manual's numbers are decimal). */
export const errors: Readonly<Record<number, Failure>> = {
  1: 'weakSignal',
  2: 'erraticSignal',
  3: 'outOfRange',
  4: 'timeExceeded',
  85: 'blockage',
  86: 'endedByUser',
  87: 'inflationTimeout',
  88: 'safetyTimeout',
  89: 'overpressure',
  90: 'supplyOutOfRange',
  91: 'safetyOverride',
  97: 'transducerOutOfRange',
  99: 'calibrationData',
}

/** A failure of this code, in words. */
export function failureOf(code: number): string {
  const failure = errors[code]
  return failure === undefined
    ? phrase.monitors.code(String(code))
    : phrase.drivers['suntech-nibp'].failures[failure]
}

/** A packet of the module around this data. */
export function writePacket(...data: readonly number[]): Uint8Array {
  return withChecksum([START, data.length + 3, ...data])
}

/** A command of the host. */
function writeCommand(...command: readonly number[]): Uint8Array {
  return withChecksum([HOST_START, ...command])
}

function withChecksum(bytes: readonly number[]): Uint8Array {
  const sum = bytes.reduce((total, byte) => total + byte, 0)
  return Uint8Array.of(...bytes, (0x100 - (sum & 0xff)) & 0xff)
}

export function hasGoodSum(packet: Uint8Array): boolean {
  let sum = 0
  for (const byte of packet) sum += byte
  return (sum & 0xff) === 0
}

export const commands = {
  start: writeCommand(0x20),
  abort: writeCommand(0x79, 0x01, 0x00),
  readResult: writeCommand(0x79, 0x03, 0x00),
  readPressure: writeCommand(0x79, 0x05, 0x00),
} as const
