import type { Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { About, Driver, Encoder, Parser } from '../driver.ts'
import { textBytes } from '../kit/bytes.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { createFrameEncoder } from '../kit/frame-encoder.ts'
import { parserOf } from '../kit/parser.ts'
import { vitalSamples } from '../kit/samples.ts'
import { isOutside, readNumber } from '../kit/text.ts'
import { createTextLines, type TextLine } from '../kit/text-lines.ts'
import { usbAdapters } from '../kit/usb-adapters.ts'
import { HIGHEST_RATE, LOWEST_RATE } from './packet.ts'

const about: About = {
  devices: ['Nonin 8500, 2500, 9847, 8600', 'Nonin 7500', 'Nonin Avant 9600, 4000, 4100'],
  checksum: null,
  tested: ['lines made from the layout'],
  uncertain: [
    {
      what: 'Whether figures are padded with zeros or blanks: both are taken.',
      settledBy: 'Ten lines of any of these units.',
    },
    {
      what: 'Whether a memory playback over the same port prints lines that look live: nothing in a line would tell.',
      settledBy: 'A playback of a 2500 or 8500M, with its times.',
    },
  ],
}

/** Nonin hand-helds and bedside units that print a line a second. */
export const noninAscii: Driver = {
  id: 'nonin-ascii',
  words: phrase.drivers['nonin-ascii'],
  vitals: ['spo2', 'pulseRate'],
  line: { baudRate: 9600, dataBits: 8, parity: 'none', stopBits: 1, flowControl: 'none' },
  usb: usbAdapters,
  quietAfterMs: 3000,
  trustAfterFrames: 1,
  stream: { everyMs: 1000, plethPerS: 0 },
  about,
  createParser,
  createEncoder,
}

const LONGEST_LINE = 256
/** Values, and marks behind them: F fast-responding, * a button was pressed, B a breath. */
const DATA = /SPO2= {0,2}(\d{1,3}|---) HR= {0,2}(\d{1,3}|---)(?: ?[F*B])*\s*$/
/** Hand-helds put the time in front; at power-up model, time and date stand in lines of their own. */
const TEXT = /^[ -~]*$/

const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', HIGHEST_RATE)

/** Reads one line a second. */
function createParser(): Parser {
  const lines = createTextLines(LONGEST_LINE)
  const dropped = createDroppedBytes()
  const seen = { goodFrames: 0 }

  function take({ text, bytes, lost }: TextLine, samples: Sample[]): void {
    if (lost > 0) dropped.add(lost, samples)
    const found = DATA.exec(text)
    if (!found) {
      // A line of text is a heading; anything else is noise.
      if (!TEXT.test(text)) dropped.add(bytes, samples)
      return
    }
    const before = text.slice(0, found.index)
    if (!/^(\d\d:\d\d:\d\d )?$/.test(before)) dropped.add(before.length, samples)
    dropped.end(samples)
    const spo2 = readNumber(found[1])
    const rate = readNumber(found[2])
    if (isOutside(spo2, 0, 100) || isOutside(rate, LOWEST_RATE, HIGHEST_RATE)) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: bytes - found.index })
      return
    }
    seen.goodFrames += 1
    samples.push(spo2Samples(spo2, 'good'), pulseSamples(rate, 'good'))
  }

  return parserOf(seen, (bytes, samples) => {
    lines.push(bytes, line => take(line, samples))
  })
}

/** One line for each pair of values. There is nothing in it for sensor, signal or battery. */
function createEncoder(): Encoder {
  return createFrameEncoder(1, ({ value }) =>
    textBytes(`SPO2=${print(value('spo2'))} HR=${print(value('pulseRate'))}\r\n`),
  )
}

function print(value: number | null): string {
  return value === null ? '---' : String(Math.round(value)).padStart(3, '0')
}
