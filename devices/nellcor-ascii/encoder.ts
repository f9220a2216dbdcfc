import type { Encoder } from '../driver.ts'
import { textBytes } from '../kit/bytes.ts'
import { createFrameEncoder, type FrameContent } from '../kit/frame-encoder.ts'

/** One line every so many seconds. */
export const LINE_EVERY_S = 2
const LINES_A_PAGE = 22
const HEADING = [
  'N-560    VERSION 1.56.00    CRC:XXXX  SpO2 Limit: 90-100%    PR Limit: 60-170BPM',
  '                             ADULT            0SAT-S ',
  'TIME                 %SpO2   BPM     PA     Status',
]
const START = Date.UTC(2026, 0, 1)
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Prints as an N-560 does: pages of 22 lines under a heading, in fixed columns. */
export function createEncoder(): Encoder {
  let lines = 0
  return createFrameEncoder(1, content => {
    const heading = lines % LINES_A_PAGE === 0 ? HEADING : []
    const line = printLine(content, START + lines * LINE_EVERY_S * 1000)
    lines += 1
    return textBytes([...heading, line].map(text => `${text}\r\n`).join(''))
  })
}

function printLine(content: FrameContent, ms: number): string {
  const spo2 = print(content.value('spo2'))
  const pulse = print(content.value('pulseRate'))
  const amplitude = content.value('spo2') === null ? '---' : ' 50'
  return `${printTime(ms)}   ${spo2}     ${pulse}     ${amplitude}    ${printStatus(content)}`.padEnd(61)
}

function print(value: number | null): string {
  return value === null ? '---' : String(Math.round(value)).padStart(3)
}

/** Codes stand in slots three columns apart. */
function printStatus({ sensor, quality, lowBattery }: FrameContent): string {
  const first =
    sensor === 'noSensor' ? 'SD' : sensor === 'searching' ? 'PS' : quality === 'poor' ? 'MO' : '  '
  return `${first} ${lowBattery ? 'LB' : '  '}`
}

function printTime(ms: number): string {
  const at = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  const date = `${two(at.getUTCDate())}-${months[at.getUTCMonth()]}-${two(at.getUTCFullYear() % 100)}`
  return `${date} ${two(at.getUTCHours())}:${two(at.getUTCMinutes())}:${two(at.getUTCSeconds())}`
}
