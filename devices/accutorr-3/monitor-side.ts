import type { MonitorSide } from '../driver.ts'
import { textBytes } from '../kit/bytes.ts'
import { createDisplay } from './encoder.ts'
import { GREETING } from './line.ts'

/** Limits that a monitor was seen to have: high and low of SpO2, pulse, systolic, mean and diastolic. */
const LIMITS = 'L: 99, 90,120, 50,160, 90,110, 60, 90, 50\r\n>'

/** Greets when it is switched on, and then prints what it is asked for, a prompt behind each answer. */
export function createMonitorSide(): MonitorSide {
  const display = createDisplay()
  let hasGreeted = false

  function answer(command: number, nowMs: number): string {
    switch (command) {
      case 0x03:
        return '>'
      case 0x50:
        return display.line(nowMs)
      case 0x4c:
        return LIMITS
      default:
        return ''
    }
  }

  return {
    show(samples, nowMs) {
      for (const sample of samples) display.show(sample, nowMs)
      if (hasGreeted) return new Uint8Array(0)
      hasGreeted = true
      return textBytes(`${GREETING}\r\n>`)
    },
    hear(bytes, nowMs) {
      const reply = [...bytes].map(command => answer(command, nowMs)).join('')
      return { reply: textBytes(reply), commands: [] }
    },
  }
}
