import type { Encoder } from '../driver.ts'
import { textBytes } from '../kit/bytes.ts'
import { createFrameEncoder, type FrameContent } from '../kit/frame-encoder.ts'
import { exception } from './exceptions.ts'

const START = Date.UTC(2026, 0, 1)

/** One line a second, as a Rad-8 prints it. */
export function createEncoder(): Encoder {
  let lines = 0
  return createFrameEncoder(1, content => {
    const line = printLine(content, START + lines * 1000)
    lines += 1
    return textBytes(`${line}\r\n`)
  })
}

function printLine(content: FrameContent, ms: number): string {
  const spo2 = content.value('spo2')
  const pulse = content.value('pulseRate')
  const index = content.value('perfusionIndex')
  const perfusion = index === null ? '--.--' : index.toFixed(2).padStart(5, '0')
  return [
    printTime(ms),
    'SN=0000012345',
    `SPO2=${print(spo2)}%`,
    `BPM=${print(pulse)}`,
    ...(content.has('perfusionIndex') ? [`PI=${perfusion}%`] : []),
    'SPCO=--.-% SPMET=--.-% DESAT=-- PIDELTA=+-- ALARM=0000',
    `EXC=${printExceptions(content)}`,
  ].join(' ')
}

function print(value: number | null): string {
  return value === null ? '---' : String(Math.round(value)).padStart(3, '0')
}

function printExceptions({ sensor, quality }: FrameContent): string {
  const { bit } = exception
  const state = sensor === 'noSensor' ? bit.sensorOff : sensor === 'searching' ? bit.pulseSearch : 0
  const warning = quality === 'poor' ? bit.lowSignalIq : 0
  return (bit.running | state | warning).toString(16).toUpperCase().padStart(6, '0')
}

function printTime(ms: number): string {
  const at = new Date(ms)
  const two = (value: number) => String(value % 100).padStart(2, '0')
  const date = [at.getUTCMonth() + 1, at.getUTCDate(), at.getUTCFullYear()].map(two).join('/')
  return `${date} ${[at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()].map(two).join(':')}`
}
