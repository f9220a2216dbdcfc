import type { Sample } from '../../shared/reading.ts'
import type { MonitorSide } from '../driver.ts'
import { concatBytes, textBytes } from '../kit/bytes.ts'
import { createEncoder } from './encoder.ts'
import { commands, message, writeFrame } from './frame.ts'
import { createFrames } from './frames.ts'
import { WAVE_TOP_MMHG } from './messages.ts'
import { WAVE_PER_S } from './parser.ts'

/** Software, its date, product code and serial number, filled up with blanks. */
const DEVICE = writeFrame(message.device, [...textBytes('V45.67 02/24/2008 B355987654  ')])
/** Share of a breath in which air comes out. */
const EXPIRATION = 0.6
/** Rises and falls in so much of a breath. */
const SLOPE = 0.08

/** The monitor: mute until its port is enabled, and streams once it is started. */
export function createMonitorSide(): MonitorSide {
  const encoder = createEncoder()
  let isEnabled = false
  let isStarted = false
  /** How far through a breath it is, 0..1. */
  let breath = 0
  let replies: Uint8Array[] = []
  const takeByte = createFrames(content => {
    const is = (command: Uint8Array) => command[2] === content[0]
    if (is(commands.enable)) {
      isEnabled = true
      replies.push(DEVICE)
    }
    if (is(commands.start) && isEnabled) isStarted = true
    if (is(commands.stop)) isStarted = false
    if (is(commands.disable)) {
      isEnabled = false
      isStarted = false
    }
  })

  function drawBreaths(samples: readonly Sample[]): Sample {
    const latest = (id: string) =>
      samples.reduce(
        (found, sample) => (sample.kind === 'vital' && sample.vital === id ? (sample.value ?? 0) : found),
        0,
      )
    const top = latest('etco2') / WAVE_TOP_MMHG
    const values = Array.from({ length: WAVE_PER_S }, () => {
      breath = (breath + latest('respRate') / 60 / WAVE_PER_S) % 1
      return top * plateau(breath)
    })
    return { kind: 'wave', wave: 'co2', ratePerS: WAVE_PER_S, values }
  }

  return {
    show(samples) {
      if (!isStarted) return new Uint8Array(0)
      return encoder.encode([drawBreaths(samples), ...samples])
    },
    hear(bytes, nowMs) {
      const ignored: Sample[] = []
      for (const byte of bytes) takeByte(byte, ignored, nowMs)
      const reply = concatBytes(replies)
      replies = []
      return { reply, commands: [] }
    },
  }
}

/** A capnogram: up, along, and down again. */
function plateau(breath: number): number {
  return Math.max(0, Math.min(1, breath / SLOPE, (EXPIRATION - breath) / SLOPE))
}
