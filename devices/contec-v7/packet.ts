/** Whole length of each packet by its type, device to host (Contec "Communication Protocol of Pulse Oximeter V7.0", 2010). */
const lengthByType: ReadonlyMap<number, number> = new Map([
  [0x01, 9], // live data
  [0x02, 9], // model text, two packets
  [0x03, 9], // maker text
  [0x04, 9], // device id text
  [0x05, 9], // user
  [0x06, 4], // answer to command A0
  [0x07, 8], // stored start date
  [0x08, 8], // stored length
  [0x09, 6], // stored data with perfusion index
  [0x0a, 4], // number of stored segments
  [0x0b, 4], // command feedback
  [0x0c, 2], // free
  [0x0d, 3], // device disconnects
  [0x0e, 3], // is the perfusion index part of the live data?
  [0x0f, 8], // stored data
  [0x10, 3], // number of users
  [0x11, 9], // device notice
  [0x12, 8], // stored start time
  [0x13, 9], // answer to command B3 on some units
  [0x14, 9],
  [0x15, 9], // stored-data identifiers
])

export const LIVE = 0x01
export const COMMAND = 0x7d
export const MAX_PACKET_BYTES = 9

const lengths = Uint8Array.from({ length: 0x80 }, (_, type) => lengthByType.get(type) ?? 0)

/** Bytes of a packet of this type, the type byte included; 0: no such type. */
export function packetLength(type: number): number {
  return lengths[type] ?? 0
}

/** Packs data bytes: bit 7 of each moves into the second byte, so that only the type byte has bit 7 clear. */
export function writePacket(type: number, data: readonly number[]): Uint8Array {
  const packet = new Uint8Array(2 + data.length)
  let high = 0x80
  data.forEach((byte, index) => {
    high |= (byte >> 7) << index
    packet[2 + index] = byte | 0x80
  })
  packet[0] = type
  packet[1] = high
  return packet
}

/** One data byte of a packet, counted from 0 after the two leading bytes, with its bit 7 put back. */
export function dataByte(packet: Uint8Array, index: number): number {
  return ((packet[2 + index] ?? 0) & 0x7f) | ((((packet[1] ?? 0) >> index) & 1) << 7)
}

/** A command of the host: always nine bytes. */
export function writeCommand(command: number): Uint8Array {
  return writePacket(COMMAND, [command, 0, 0, 0, 0, 0, 0])
}

export const commands = {
  startLive: 0xa1,
  stopLive: 0xa2,
  stopStored: 0xa7,
  readModel: 0xa8,
  readMaker: 0xa9,
  readDeviceId: 0xaa,
  readPerfusionSupport: 0xac,
  keepAlive: 0xaf,
  readNotice: 0xb0,
} as const
