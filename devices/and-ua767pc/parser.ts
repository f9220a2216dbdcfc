import type { Sample } from '../../shared/reading.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Parser } from '../driver.ts'
import { bytesText } from '../kit/bytes.ts'
import { createDroppedBytes } from '../kit/dropped-bytes.ts'
import { parserOf, type Seen } from '../kit/parser.ts'
import { failedCuff } from '../kit/samples.ts'
import { createStateChange } from '../kit/state-change.ts'
import { ACK, ANSWER, NAK, RECORD_BYTES, readRecord } from './record.ts'

/** A record ends with nothing: so long a silence is its end. */
const SILENT_MS = 500
/** Of what comes without a pause, so much is kept: a record stands at its end, if anywhere. */
const KEPT_BYTES = 64
/** Project choice, as everywhere in Vigil: no cuff measures twice in so short a time. Some USB bridges tell a record twice. */
const SAME_RECORD_MS = 10_000
const CR = 0x0d
const LF = 0x0a

/** Reads one record for each measurement. Where no times are known, as in a recorded file, ten characters are a record. */
export function createParser(): Parser {
  const dropped = createDroppedBytes()
  const seen: Seen = { goodFrames: 0 }
  const tellState = createStateChange('sensorOn')
  const kept = new Uint8Array(KEPT_BYTES)
  let length = 0
  let lastByteMs: number | null = null
  let last: { readonly text: string; readonly atMs: number } | null = null

  function drop(bytes: number, samples: Sample[]): void {
    if (bytes <= 0) return
    kept.copyWithin(0, bytes, length)
    length -= bytes
    dropped.add(bytes, samples)
  }

  /** Takes the last ten characters for a record. @param atMs when its last byte came */
  function takeRecord(atMs: number | null, samples: Sample[]): boolean {
    const from = length - RECORD_BYTES
    const record = from < 0 ? null : readRecord(kept, from)
    if (record === null) return false
    drop(from, samples)
    dropped.end(samples)
    length = 0
    if (record.kind === 'range') {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: RECORD_BYTES })
      return true
    }
    seen.goodFrames += 1
    if (atMs !== null && isAgain(atMs)) return true
    tellState(
      'sensorOn',
      samples,
      record.kind === 'unknown' ? phrase.drivers['and-ua767pc'].unknownAnswer(record.code) : undefined,
    )
    if (record.kind === 'failed') samples.push(failedCuff(phrase.monitors.code(record.code)))
    if (record.kind === 'result') {
      const { systolic, diastolic, pulse } = record
      samples.push({ kind: 'nibp', systolic, diastolic, mean: null, pulseRate: pulse, status: 'ok' })
    }
    return true
  }

  /** Was the record, which now stands at the beginning, told a moment ago? */
  function isAgain(atMs: number): boolean {
    const text = bytesText(kept.subarray(0, RECORD_BYTES))
    const again = last?.text === text && atMs - last.atMs <= SAME_RECORD_MS
    last = { text, atMs }
    return again
  }

  /** An answer to a command of another program on the line. */
  function takeAnswer(byte: number, samples: Sample[]): boolean {
    if (byte !== ACK && byte !== NAK) return false
    const before = length - ANSWER.length
    if (before < 0 || !ANSWER.every((part, at) => kept[before + at] === part)) return false
    drop(before, samples)
    length = 0
    dropped.end(samples)
    seen.goodFrames += 1
    tellState('sensorOn', samples, byte === NAK ? phrase.drivers['and-ua767pc'].refused : undefined)
    return true
  }

  function take(byte: number, isTimed: boolean, samples: Sample[]): void {
    if (takeAnswer(byte, samples)) return
    // Some bridges end a record with a line end.
    if (length === 0 && isLineEnd(byte)) return
    if (length === KEPT_BYTES) drop(1, samples)
    kept[length] = byte
    length += 1
    if (isTimed || length < RECORD_BYTES) return
    if (!takeRecord(null, samples)) drop(1, samples)
  }

  /** What has come without a pause is over: its last ten characters are a record, or nothing of it is. */
  function endSilence(atMs: number | undefined, samples: Sample[]): void {
    if (atMs === undefined || lastByteMs === null || length === 0 || atMs - lastByteMs < SILENT_MS) return
    while (length > 0 && isLineEnd(kept[length - 1])) length -= 1
    if (!takeRecord(lastByteMs, samples)) drop(length, samples)
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    // A call without bytes tells that nothing has come.
    endSilence(atMs, samples)
    if (bytes.length > 0 && atMs !== undefined) lastByteMs = atMs
    for (const byte of bytes) take(byte, atMs !== undefined, samples)
  })
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === CR || byte === LF
}
