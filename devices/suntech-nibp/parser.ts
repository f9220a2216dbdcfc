import type { NibpSample, Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf } from '../kit/parser.ts'
import { failedCuff } from '../kit/samples.ts'
import { failureOf, hasGoodSum, LENGTH, LONGEST, letter, NO_PRESSURE, START, TIGHT_FROM } from './packet.ts'

/** A cuff that has been slack for so long is at work no more (project choice: "finished" follows within a second or two). */
const FORGOTTEN_MS = 10_000

/**
 * Reads the module's packets. A result is new if the module has said "finished" since the last one; the first that comes
 * without is of nobody knows when, and further ones are the same.
 */
export function createParser(): Parser {
  const dropped = createDroppedBytes()
  /** The newest bytes that belong to no packet yet. */
  const kept = new Uint8Array(LONGEST)
  let count = 0
  const seen = { goodFrames: 0 }
  let isTight = false
  let isFresh = false
  /** The measurement was broken off: the module may give the result before. */
  let isAborted = false
  let hasResult = false
  /** The cuff is emptying: until it is slack once, what is left in it is no new measurement. */
  let isEmptying = false
  let nowMs: number | undefined
  /** Since when a cuff at work has been slack, without a word of its end. */
  let slackSinceMs: number | undefined

  /** A packet is looked for where each byte would be its last: a length that is only noise keeps none waiting. */
  function takeByte(byte: number, samples: Sample[]): void {
    if (count === LONGEST) {
      dropped.add(1, samples)
      kept.copyWithin(0, 1)
      count -= 1
    }
    kept[count] = byte
    count += 1
    const length = packetAtEnd(kept, count)
    if (length === null) return
    for (let n = length; n < count; n += 1) dropped.add(1, samples)
    dropped.end(samples)
    seen.goodFrames += 1
    take(kept.subarray(count - length, count), samples)
    count = 0
  }

  function take(packet: Uint8Array, samples: Sample[]): void {
    if (packet.length === LENGTH.letter) takeLetter(packet[2] ?? 0, samples)
    else if (packet.length === LENGTH.pressure) takePressure(word(packet, 2), samples)
    else if (packet.length === LENGTH.result) takeResult(packet, samples)
  }

  function takeLetter(said: number, samples: Sample[]): void {
    if (said !== letter.finished && said !== letter.aborted) return
    isFresh = isTight || isFresh
    if (isTight) isAborted = said === letter.aborted
    if (isTight) samples.push({ kind: 'device', state: 'cuffIdle' })
    isEmptying ||= isTight
    isTight = false
  }

  function takePressure(mmHg: number, samples: Sample[]): void {
    if (mmHg === NO_PRESSURE) return
    if (mmHg < TIGHT_FROM) {
      isEmptying = false
      takeSlack(samples)
      return
    }
    slackSinceMs = undefined
    if (isTight || isEmptying) return
    isTight = true
    samples.push({ kind: 'device', state: 'cuffInflating' })
  }

  /**
   * A module that was off in between does not remember that it was measuring, and will never say that it has finished; or its word
   * was lost. What result stands there then is of nobody knows when.
   */
  function takeSlack(samples: Sample[]): void {
    if (!isTight) return
    slackSinceMs ??= nowMs
    if (nowMs === undefined || slackSinceMs === undefined || nowMs - slackSinceMs < FORGOTTEN_MS) return
    isTight = false
    slackSinceMs = undefined
    hasResult = false
    samples.push({ kind: 'device', state: 'cuffIdle' })
  }

  function takeResult(packet: Uint8Array, samples: Sample[]): void {
    if (!isFresh && hasResult) return
    const sample = readResult(packet)
    if (!isFresh) samples.push({ ...sample, standing: true })
    else samples.push(isAborted && sample.status === 'ok' ? failedCuff(phrase.monitors.noNewReading) : sample)
    isFresh = false
    isAborted = false
    hasResult = true
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    nowMs = atMs
    for (const byte of bytes) takeByte(byte, samples)
  })
}

/** The length of the whole packet that ends here; null: none does. */
function packetAtEnd(bytes: Uint8Array, count: number): number | null {
  for (const length of lengths) {
    const at = count - length
    if (at < 0 || bytes[at] !== START || bytes[at + 1] !== length) continue
    if (hasGoodSum(bytes.subarray(at, count))) return length
  }
  return null
}
const lengths = Object.values(LENGTH)

function word(packet: Uint8Array, at: number): number {
  return (packet[at] ?? 0) | ((packet[at + 1] ?? 0) << 8)
}

/** The pressures of a measurement that ended with an error are no reading, whatever they are. */
function readResult(packet: Uint8Array): NibpSample {
  const error = packet[20] ?? 0
  const systolic = word(packet, 2)
  const diastolic = word(packet, 4)
  if (error !== 0 || systolic === 0 || diastolic === 0) {
    return failedCuff(error === 0 ? phrase.drivers['suntech-nibp'].failures.noReading : failureOf(error))
  }
  const mean = word(packet, 18) || null
  const pulseRate = packet[16] || null
  return { kind: 'nibp', systolic, diastolic, mean, pulseRate, status: 'ok' }
}
