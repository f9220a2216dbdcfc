import type { Sample } from '../../shared/reading.ts'
import type { MonitorCommand, MonitorSide } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { createEncoder } from './encoder.ts'
import { createFrames } from './frames.ts'

/** The module: silent until something is enabled, then it streams. */
export function createMonitorSide(): MonitorSide {
  const encoder = createEncoder()
  const on = { ecg: false, spo2: false, temperature: false, pleth: false }
  let isBusy = false
  let orders: MonitorCommand[] = []
  const takeByte = createFrames(frame => take(frame[3] ?? 0, frame[4] ?? 0))

  function take(command: number, value: number): void {
    const enabled = value === 1
    if (command === 0x01) on.ecg = enabled
    if (command === 0x03) on.spo2 = enabled
    if (command === 0x04) on.temperature = enabled
    if (command === 0xfe) on.pleth = enabled
    if (command !== 0x02) return
    if (enabled && !isBusy) orders.push('startNibp')
    if (!enabled && isBusy) orders.push('stopNibp')
  }

  function isEnabled(sample: Sample): boolean {
    if (sample.kind === 'wave') return on.pleth
    if (sample.kind !== 'vital') return true
    if (sample.vital === 'temperature') return on.temperature
    return sample.vital === 'heartRate' || sample.vital === 'respRate' ? on.ecg : on.spo2
  }

  return {
    show(samples) {
      for (const sample of samples) {
        if (sample.kind !== 'device') continue
        if (sample.state === 'cuffInflating') isBusy = true
        if (sample.state === 'cuffIdle') isBusy = false
      }
      const busy = isBusy ? [{ kind: 'device', state: 'cuffInflating' } as const] : []
      return concatBytes([encoder.encode(samples.filter(isEnabled)), encoder.encode(busy)])
    },
    hear(bytes) {
      const ignored: Sample[] = []
      for (const byte of bytes) takeByte(byte, ignored)
      const commands = orders
      orders = []
      // It neither echoes nor acknowledges.
      return { reply: new Uint8Array(0), commands }
    },
  }
}
