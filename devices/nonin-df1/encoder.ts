import type { Encoder } from '../driver.ts'
import { createFrameEncoder, type FrameContent, toWire } from '../frame-encoder.ts'
import { HIGHEST_RATE, LOWEST_RATE, NO_RATE, NO_SPO2 } from '../nonin-df2/packet.ts'
import { status } from './parser.ts'

export function createEncoder(): Encoder {
  return createFrameEncoder(1, writeFrame)
}

function writeFrame({ sensor, quality, value }: FrameContent): Uint8Array {
  const rate = toWire(value('pulseRate'), LOWEST_RATE, HIGHEST_RATE, NO_RATE)
  const searching = sensor === 'searching' ? status.outOfTrack : 0
  const poor = quality === 'poor' ? status.marginal : 0
  const off = sensor === 'noSensor' ? status.disconnected | status.outOfTrack : 0
  return Uint8Array.of(
    0x80 | off | searching | poor | (rate >> 7),
    rate & 0x7f,
    toWire(value('spo2'), 0, 100, NO_SPO2),
  )
}
