import { writeFrame } from './frame.ts'
import {
  action,
  CLASS_ALARM_MONITOR,
  CLASS_MDS,
  CLASS_NUMERICS,
  command,
  dataPrefix,
  MDS_CREATE,
  operation,
} from './messages.ts'

/**
 * The association request up to the host's own wishes: session, presentation and application headers as the two public
 * implementations send them.
 */
const REQUEST_HEADERS = `
  0D EC 05 08 13 01 00 16 01 02 80 00 14 02 00 02 C1 DC 31 80 A0 80 80 01 01 00 00 A2 80 A0 03 00 00 01 A4 80 30 80 02 01 01 06 04
  52 01 00 01 30 80 06 02 51 01 00 00 00 00 30 80 02 01 02 06 0C 2A 86 48 CE 14 02 01 00 00 00 01 01 30 80 06 0C 2A 86 48 CE 14 02
  01 00 00 00 02 01 00 00 00 00 00 00 61 80 30 80 02 01 01 A0 80 60 80 A1 80 06 0C 2A 86 48 CE 14 02 01 00 00 00 03 01 00 00 BE 80
  28 80 06 0C 2A 86 48 CE 14 02 01 00 00 00 01 01 02 01 02 81 48`
/** Versions; client; cold start; no options. */
const WHO = '80 00 00 00 40 00 00 00 00 00 00 00 80 00 00 00 20 00 00 00 00 00 00 00'
/**
 * Poll profile: 312.5 ms at the least between two polls, so that a silent host is dropped after 10 s; at most 2500 bytes to the
 * host, 1000 to the monitor; results every second.
 */
const WISHES = `
  00 01 00 2C 00 01 00 28 80 00 00 00 00 00 09 C4 00 00 09 C4 00 00 03 E8 FF FF FF FF 60 00 00 00
  00 01 00 0C F0 01 00 08 8C 00 00 00 00 00 00 00`
const TRAILER = '00 '.repeat(16)
const RELEASE = '09 18 C1 16 61 80 30 80 02 01 01 A0 80 62 80 80 01 00 00 00 00 00 00 00 00 00'
const RELEASED = '0A 18 C1 16 61 80 30 80 02 01 01 A0 80 63 80 80 01 00 00 00 00 00 00 00 00 00'

export const associationRequest = writeFrame(fromHex([REQUEST_HEADERS, WHO, WISHES, TRAILER].join(' ')))
export const releaseRequest = writeFrame(fromHex(RELEASE))
export const releaseResponse = writeFrame(fromHex(RELEASED))

/** The answer without which the monitor drops the association. */
export function answerCreated(invoke: number, time: number): Uint8Array {
  return writeFrame(
    Uint8Array.of(
      ...dataPrefix,
      ...u16(operation.result),
      ...block(
        ...u16(invoke),
        ...u16(command.confirmedEvent),
        ...block(...u16(CLASS_MDS), 0, 0, 0, 0, ...u32(time), ...u16(MDS_CREATE), 0, 0),
      ),
    ),
  )
}

/** Asks once for all numerics with all their attributes. */
export function pollNumerics(number: number): Uint8Array {
  return writePoll(number, CLASS_NUMERICS, 0)
}

/** Asks the alarm monitor for its static data: for nothing but to show that somebody is there. */
export function keepAlive(number: number): Uint8Array {
  return writePoll(number, CLASS_ALARM_MONITOR, 0x0811)
}

function writePoll(number: number, objectClass: number, group: number): Uint8Array {
  return writeFrame(
    Uint8Array.of(
      ...dataPrefix,
      ...u16(operation.invoke),
      ...block(
        ...u16(number),
        ...u16(command.confirmedAction),
        ...block(
          ...u16(CLASS_MDS),
          ...[0, 0, 0, 0, 0, 0, 0, 0],
          ...u16(action.singlePoll),
          ...block(...u16(number), ...u16(1), ...u16(objectClass), ...u16(group)),
        ),
      ),
    ),
  )
}

/** A length and what it is the length of. */
export function block(...content: number[]): number[] {
  return [...u16(content.length), ...content]
}

export function u16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff]
}

export function u32(value: number): number[] {
  return [...u16(value >>> 16), ...u16(value)]
}

function fromHex(text: string): Uint8Array {
  return Uint8Array.from(text.trim().split(/\s+/), byte => Number.parseInt(byte, 16))
}
