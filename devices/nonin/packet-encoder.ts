import type { Encoder } from '../driver.ts'
import { createFrameEncoder, type FrameContent, toSteps, toWire } from '../kit/frame-encoder.ts'
import {
  FRAME_BYTES,
  FRAME_START,
  FRAMES_PER_PACKET,
  fields,
  HIGHEST_RATE,
  LOW_BATTERY,
  LOWEST_RATE,
  NO_RATE,
  NO_SPO2,
  PACKET_BYTES,
  STATUS_MARK,
  status,
  WAVE_STEPS,
} from './packet.ts'

/** The perfusion colour is held for 160 ms at a pulse. */
const FRAMES_WITH_COLOUR = 12
const REVISION = 48
/** What a unit sends while the finger is out. */
const WAVE_AT_REST = 128

/** The bytes of one frame but for its sum. */
export type WriteFrame = (status: number, wave: number | undefined, value: number) => readonly number[]

const writeFormat2: WriteFrame = (bits, wave, value) => [
  FRAME_START,
  bits,
  wave === undefined ? WAVE_AT_REST : toSteps(wave, WAVE_STEPS),
  value,
]

export function createEncoder(writeFrame: WriteFrame = writeFormat2): Encoder {
  let timer = 0

  function writePacket(content: FrameContent): Uint8Array {
    timer = (timer + 1) & 0x3fff
    const values = packetValues(content, timer)
    const held = { sensorOn: 0, searching: status.outOfTrack, noSensor: status.sensorAlarm }[content.sensor]
    const colour =
      content.sensor === 'noSensor'
        ? 0
        : content.quality === 'poor'
          ? status.red | status.green
          : status.green
    const packet = new Uint8Array(PACKET_BYTES)
    for (let frame = 0; frame < FRAMES_PER_PACKET; frame += 1) {
      const bits =
        STATUS_MARK | held | (frame === 0 ? status.sync : 0) | (frame < FRAMES_WITH_COLOUR ? colour : 0)
      const bytes = writeFrame(bits, content.wave?.[frame], values[frame] ?? 0)
      packet.set(bytes, frame * FRAME_BYTES)
      packet[frame * FRAME_BYTES + bytes.length] = bytes.reduce((sum, byte) => sum + byte, 0)
    }
    return packet
  }
  return createFrameEncoder(FRAMES_PER_PACKET, writePacket)
}

/** The fourth byte of each frame. A simulated monitor averages nothing: every variant of a value is the same. */
function packetValues({ value, lowBattery }: FrameContent, timer: number): Uint8Array {
  const values = new Uint8Array(FRAMES_PER_PACKET)
  const setPair = (place: number, both: number) => values.set([both >> 7, both & 0x7f], place)
  const rate = toWire(value('pulseRate'), LOWEST_RATE, HIGHEST_RATE, NO_RATE)
  const spo2 = toWire(value('spo2'), 0, 100, NO_SPO2)
  for (const place of [fields.rate, fields.rateExtended, fields.rateDisplay, fields.rateExtendedDisplay])
    setPair(place, rate)
  values[fields.spo2] = spo2
  values[fields.spo2Fast] = spo2
  values[fields.spo2BeatToBeat] = spo2
  values[fields.spo2Extended] = spo2
  values[fields.spo2Display] = spo2
  values[fields.spo2ExtendedDisplay] = spo2
  values[fields.revision] = REVISION
  setPair(fields.timer, timer)
  values[fields.status2] = lowBattery ? LOW_BATTERY : 0
  return values
}
