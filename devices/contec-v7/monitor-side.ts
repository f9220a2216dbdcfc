import type { MonitorSide } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { createEncoder } from './encoder.ts'
import { COMMAND, commands, dataByte, MAX_PACKET_BYTES, writePacket } from './packet.ts'

/** Several real units stop by themselves this long after they last heard from the host. */
const STOP_AFTER_MS = 30_000
const NOT_SUPPORTED = 5
const nothing = new Uint8Array(0)
const free = writePacket(0x0c, [])

/** A unit as the maker's own program meets it: silent until asked, and silent again when the host goes away. */
export function createMonitorSide(): MonitorSide {
  const encoder = createEncoder()
  const received = new Uint8Array(MAX_PACKET_BYTES)
  let filled = 0
  let isStreaming = false
  let heardAtMs = 0
  let givesPerfusion = false

  function obey(command: number, nowMs: number): Uint8Array {
    switch (command) {
      case commands.startLive:
        isStreaming = true
        heardAtMs = nowMs
        return nothing
      case commands.keepAlive:
        heardAtMs = nowMs
        return nothing
      case commands.stopLive:
        isStreaming = false
        return free
      case commands.stopStored:
        return free
      case commands.readModel:
        return concatBytes([writeText(0x02, [0], 'VIGIL-'), writeText(0x02, [0xff], 'S')])
      case commands.readMaker:
        return writeText(0x03, [0], 'Vigil ')
      case commands.readDeviceId:
        return writeText(0x04, [], 'SIM0001')
      case commands.readPerfusionSupport:
        return writePacket(0x0e, [givesPerfusion ? 0 : 1])
      case commands.readNotice:
        return writePacket(0x11, [1, 0, 1, 0, 0, 0, 0])
      default:
        return writePacket(0x0b, [command, NOT_SUPPORTED])
    }
  }

  return {
    show(samples, nowMs) {
      givesPerfusion ||= samples.some(sample => sample.kind === 'vital' && sample.vital === 'perfusionIndex')
      const frames = encoder.encode(samples)
      if (nowMs - heardAtMs > STOP_AFTER_MS) isStreaming = false
      return isStreaming ? frames : nothing
    },
    hear(bytes, nowMs) {
      const replies: Uint8Array[] = []
      for (const byte of bytes) {
        if (byte < 0x80) filled = 0
        if (filled === 0 && byte !== COMMAND) continue
        received[filled] = byte
        filled += 1
        if (filled < MAX_PACKET_BYTES) continue
        filled = 0
        replies.push(obey(dataByte(received, 0), nowMs))
      }
      return { reply: concatBytes(replies), commands: [] }
    },
  }
}

/** Text of up to seven data bytes, filled up with spaces; some packets begin with an index. */
function writeText(type: number, index: readonly number[], text: string): Uint8Array {
  const characters = [...text.padEnd(7 - index.length)].map(character => character.charCodeAt(0))
  return writePacket(type, [...index, ...characters])
}
