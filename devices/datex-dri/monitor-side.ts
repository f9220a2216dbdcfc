import type { Sample } from '../../shared/reading.ts'
import type { MonitorSide } from '../driver.ts'
import { createEncoder } from './encoder.ts'
import { createFrames } from './frames.ts'
import { readRequest } from './record.ts'

/** The monitor: silent until it is asked, then a record at each interval; the first at once. */
export function createMonitorSide(): MonitorSide {
  const encoder = createEncoder()
  let isAsked = false
  let lastVitals: readonly Sample[] = []
  let wantsOne = false
  const takeByte = createFrames(record => {
    const interval = readRequest(record)
    if (interval === null) return
    isAsked = interval > 0
    wantsOne = interval !== 0
  })

  return {
    show(samples) {
      const vitals = samples.filter(({ kind }) => kind === 'vital')
      if (vitals.length > 0) lastVitals = vitals
      const bytes = encoder.encode(samples)
      return isAsked ? bytes : new Uint8Array(0)
    },
    hear(bytes) {
      const ignored: Sample[] = []
      for (const byte of bytes) takeByte(byte, ignored)
      const reply = wantsOne ? encoder.encode(lastVitals) : new Uint8Array(0)
      wantsOne = false
      return { reply, commands: [] }
    },
  }
}
