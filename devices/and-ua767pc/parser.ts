import type { Sample } from '../../shared/reading.ts'
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
/** Project choice: no cuff measures twice in so short a time. Some USB bridges tell a record twice. */
const SAME_RECORD_MS = 15_000
const REFUSED = 'the cuff refused the command'

/** Reads one record for each measurement. Where no times are known, as in a recorded file, ten characters are a record. */
export function createParser(): Parser {
  const dropped = createDroppedBytes()
  const seen: Seen = { goodFrames: 0 }
  const tellState = createStateChange('sensorOn')
  let kept: number[] = []
  let lastByteMs: number | null = null
  let last: { readonly text: string; readonly atMs: number } | null = null

  function drop(bytes: number, samples: Sample[]): void {
    kept = kept.slice(bytes)
    if (bytes > 0) dropped.add(bytes, samples)
  }

  /** @param atMs when its last byte came */
  function takeRecord(text: string, atMs: number | null, samples: Sample[]): boolean {
    const record = readRecord(text)
    if (record === null) return false
    dropped.end(samples)
    kept = []
    if (record.kind === 'range') {
      samples.push({ kind: 'badFrame', reason: 'range', bytes: text.length })
      return true
    }
    seen.goodFrames += 1
    const isAgain = atMs !== null && last?.text === text && atMs - last.atMs <= SAME_RECORD_MS
    if (atMs !== null) last = { text, atMs }
    if (isAgain) return true
    tellState(
      'sensorOn',
      samples,
      record.kind === 'unknown' ? `unknown answer, code ${record.code}` : undefined,
    )
    if (record.kind === 'failed') samples.push(failedCuff(`code ${record.code}`))
    if (record.kind === 'result') {
      const { systolic, diastolic, pulse } = record
      samples.push({ kind: 'nibp', systolic, diastolic, mean: null, pulseRate: pulse, status: 'ok' })
    }
    return true
  }

  /** An answer to a command of another program on the line. */
  function takeAnswer(byte: number, samples: Sample[]): boolean {
    if (byte !== ACK && byte !== NAK) return false
    const before = kept.length - ANSWER.length
    if (before < 0 || !ANSWER.every((part, at) => kept[before + at] === part)) return false
    drop(before, samples)
    kept = []
    dropped.end(samples)
    seen.goodFrames += 1
    tellState('sensorOn', samples, byte === NAK ? REFUSED : undefined)
    return true
  }

  /** What has come without a pause is over: its last ten characters are a record, or nothing of it is. */
  function endRun(samples: Sample[]): void {
    const text = bytesText(Uint8Array.from(kept))
    const record = text.slice(-RECORD_BYTES)
    if (readRecord(record) === null) {
      drop(kept.length, samples)
      return
    }
    drop(kept.length - RECORD_BYTES, samples)
    takeRecord(record, lastByteMs, samples)
  }

  function take(byte: number, atMs: number | undefined, samples: Sample[]): void {
    if (takeAnswer(byte, samples)) return
    kept.push(byte)
    if (atMs !== undefined) {
      if (kept.length > KEPT_BYTES) drop(kept.length - KEPT_BYTES, samples)
      return
    }
    if (kept.length < RECORD_BYTES) return
    if (!takeRecord(bytesText(Uint8Array.from(kept)), null, samples)) drop(1, samples)
  }

  function endSilence(atMs: number | undefined, samples: Sample[]): void {
    if (atMs === undefined || lastByteMs === null || kept.length === 0) return
    if (atMs - lastByteMs >= SILENT_MS) endRun(samples)
  }

  return parserOf(seen, (bytes, samples, atMs) => {
    // A call without bytes tells that nothing has come.
    endSilence(atMs, samples)
    if (bytes.length > 0 && atMs !== undefined) lastByteMs = atMs
    for (const byte of bytes) take(byte, atMs, samples)
  })
}
