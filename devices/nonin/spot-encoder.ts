import type { Encoder } from '../driver.ts'
import { createFrameEncoder, type FrameContent, toWire } from '../kit/frame-encoder.ts'
import { HIGHEST_RATE, LOWEST_RATE, NO_RATE, NO_SPO2 } from './packet.ts'
import { END, SHORTEST_DATA, START, status } from './spot-record.ts'

/** A record for each measurement, a minute apart by the unit's own clock. */
export function createEncoder(): Encoder {
  let records = 0
  return createFrameEncoder(1, content => {
    const record = writeRecord(content, records)
    records += 1
    return record
  })
}

function writeRecord({ value, quality, lowBattery }: FrameContent, minutes: number): Uint8Array {
  const rate = toWire(value('pulseRate'), LOWEST_RATE, HIGHEST_RATE, NO_RATE)
  const spo2 = toWire(value('spo2'), 0, 100, NO_SPO2)
  const smartPoint = quality === 'good' ? status.smartPoint : 0
  const outcome = rate === NO_RATE && spo2 === NO_SPO2 ? status.noMeasurement : smartPoint
  const word = outcome | (lowBattery ? status.lowBattery : 0)
  const time = [20, 26, 1, 1, Math.floor(minutes / 60) % 24, minutes % 60, 0, 0].map(toBcd)
  const data = [...time, word >> 8, word & 0xff, rate >> 8, rate & 0xff, 0, spo2]
  const sum = data.reduce((total, byte) => total + byte, 0)
  return Uint8Array.of(...START, 0, SHORTEST_DATA, ...data, sum & 0xff, END)
}

function toBcd(value: number): number {
  return (Math.floor(value / 10) << 4) | (value % 10)
}
