import { z } from 'zod'
import type { LineSettings } from '../../../devices/driver.ts'
import { phrase } from '../../../shared/words/host.ts'

/*
 * The capture file: what was on the line to one device, byte by byte. One line of JSON says what and when; then come
 * records, each a letter, the ms since the record before, a length, and so many bytes. It only ever grows at its end, so
 * that a file that was cut off by a crash is readable up to its last whole record.
 */

const lineSettings = z.object({
  baudRate: z.number(),
  dataBits: z.union([z.literal(7), z.literal(8)]),
  parity: z.enum(['none', 'odd', 'even']),
  stopBits: z.union([z.literal(1), z.literal(2)]),
  flowControl: z.enum(['none', 'rtscts', 'xonxoff']),
}) satisfies z.ZodType<LineSettings>

const headerSchema = z.object({
  vigilCapture: z.literal(1),
  driver: z.string(),
  label: z.string(),
  port: z.string(),
  line: lineSettings,
  /** Wall time of the first moment, ms since 1970. */
  wallMs: z.number(),
  /** Version of Vigil that wrote it. */
  software: z.string(),
})
export type CaptureHeader = z.infer<typeof headerSchema>

/** `note`: words about the line itself, as "open" or "closed: cable unplugged". */
export type RecordKind = 'in' | 'out' | 'note'

export interface CaptureRecord {
  readonly kind: RecordKind
  /** ms since the first moment of the capture. */
  readonly atMs: number
  readonly bytes: Uint8Array
}

export interface Capture {
  readonly header: CaptureHeader
  readonly records: readonly CaptureRecord[]
  /** Bytes of the file that are whole; less than its length where a crash cut the last record. */
  readonly wholeBytes: number
}

/** A file that is no capture, or a damaged one. The message is one sentence for people. */
export class CaptureError extends Error {}

const letters: Readonly<Record<RecordKind, number>> = { in: 0x49, out: 0x4f, note: 0x4e }
const kinds = new Map(Object.entries(letters).map(([kind, letter]) => [letter, kind as RecordKind]))
const NEWLINE = 0x0a
const OPENING = '{"vigilCapture":'
/** A longer record was never written: what says so is damage. */
const RECORD_AT_MOST = 1_000_000

/** Do these first bytes of a file look like a capture? */
export function isCapture(bytes: Uint8Array): boolean {
  return new TextDecoder().decode(bytes.subarray(0, OPENING.length)) === OPENING
}

export function writeHeader(header: CaptureHeader): Uint8Array {
  return new TextEncoder().encode(`${JSON.stringify(header)}\n`)
}

/** @param sinceLastMs whole ms since the record before, or since the first moment */
export function writeRecord(kind: RecordKind, sinceLastMs: number, bytes: Uint8Array): Uint8Array {
  const head = [letters[kind], ...varint(Math.max(0, Math.round(sinceLastMs))), ...varint(bytes.length)]
  const record = new Uint8Array(head.length + bytes.length)
  record.set(head)
  record.set(bytes, head.length)
  return record
}

/**
 * Reads a capture. A last record that a crash cut short is left out.
 *
 * @throws CaptureError where the bytes are no capture, or something else stands in the middle of one
 */
export function readCapture(bytes: Uint8Array): Capture {
  const end = bytes.indexOf(NEWLINE)
  if (!isCapture(bytes) || end < 0) throw new CaptureError(phrase.lines.notCapture)
  const header = readHeader(new TextDecoder().decode(bytes.subarray(0, end)))
  const records: CaptureRecord[] = []
  let atMs = 0
  let from = end + 1
  while (from < bytes.length) {
    const record = readRecord(bytes, from)
    if (record === null) break
    atMs += record.sinceLastMs
    records.push({ kind: record.kind, atMs, bytes: record.bytes })
    from = record.end
  }
  return { header, records, wholeBytes: from }
}

function readHeader(text: string): CaptureHeader {
  let json: unknown = null
  try {
    json = JSON.parse(text)
  } catch {
    // Said below, with everything else that can be wrong with it.
  }
  const parsed = headerSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const where = parsed.error.issues[0]?.path.join('.') || phrase.lines.firstLine
  throw new CaptureError(phrase.lines.captureUnreadable(where))
}

/** The record that begins at `from`; null where the file ends before it does. */
function readRecord(bytes: Uint8Array, from: number) {
  const kind = kinds.get(bytes[from] ?? 0)
  if (kind === undefined) throw new CaptureError(phrase.lines.captureDamaged(from))
  const since = readVarint(bytes, from + 1)
  const length = since && readVarint(bytes, since.end)
  if (!since || !length) return null
  if (length.value > RECORD_AT_MOST) throw new CaptureError(phrase.lines.captureDamaged(from))
  const end = length.end + length.value
  if (end > bytes.length) return null
  return { kind, sinceLastMs: since.value, bytes: bytes.subarray(length.end, end), end }
}

/** Seven bits a byte, lowest first; the top bit says that more follow. */
function varint(value: number): number[] {
  const bytes: number[] = []
  let rest = value
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80)
    rest = Math.floor(rest / 0x80)
  }
  return [...bytes, rest]
}

function readVarint(
  bytes: Uint8Array,
  from: number,
): { readonly value: number; readonly end: number } | null {
  let value = 0
  let scale = 1
  // Eight bytes hold any whole number that JavaScript can tell apart.
  for (let at = from; at < from + 8; at += 1) {
    const byte = bytes[at]
    if (byte === undefined) return null
    value += (byte & 0x7f) * scale
    if (byte < 0x80) return { value, end: at + 1 }
    scale *= 0x80
  }
  throw new CaptureError(phrase.lines.captureDamaged(from))
}
