import { textBytes } from '../bytes.ts'
import type { Encoder } from '../driver.ts'
import { createFrameEncoder } from '../frame-encoder.ts'

/** One line for each pair of values. There is nothing in it for sensor, signal or battery. */
export function createEncoder(): Encoder {
  return createFrameEncoder(1, ({ value }) =>
    textBytes(`SPO2=${print(value('spo2'))} HR=${print(value('pulseRate'))}\r\n`),
  )
}

function print(value: number | null): string {
  return value === null ? '---' : String(Math.round(value)).padStart(3, '0')
}
