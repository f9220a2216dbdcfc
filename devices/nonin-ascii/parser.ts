import type { Sample } from '../../shared/reading.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../dropped-bytes.ts'
import { HIGHEST_RATE, LOWEST_RATE } from '../nonin-df2/packet.ts'
import { vitalSamples } from '../sample-tables.ts'
import { createTextLines, type TextLine } from '../text-lines.ts'

const LONGEST_LINE = 256
/** Values, and marks behind them: F fast-responding, * a button was pressed, B a breath. */
const DATA = /SPO2= {0,2}(\d{1,3}|---) HR= {0,2}(\d{1,3}|---)(?: ?[F*B])*\s*$/
/** Hand-helds put the time in front; at power-up model, time and date stand in lines of their own. */
const TEXT = /^[ -~]*$/

const spo2Samples = vitalSamples('spo2', 100)
const pulseSamples = vitalSamples('pulseRate', HIGHEST_RATE)

/** Reads one line a second. */
export function createParser(): Parser {
  const lines = createTextLines(LONGEST_LINE)
  const dropped = createDroppedBytes()
  let goodFrames = 0

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
    const spo2 = toNumber(found[1])
    const rate = toNumber(found[2])
    if ((spo2 ?? 0) > 100 || (rate !== null && (rate < LOWEST_RATE || rate > HIGHEST_RATE))) {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: bytes - found.index })
      return
    }
    goodFrames += 1
    samples.push(spo2Samples(spo2, 'good'), pulseSamples(rate, 'good'))
  }

  return {
    push(bytes) {
      const samples: Sample[] = []
      lines.push(bytes, line => take(line, samples))
      return samples
    },
    get goodFrames() {
      return goodFrames
    },
  }
}

function toNumber(text: string | undefined): number | null {
  return text === undefined || text === '---' ? null : Number(text)
}
