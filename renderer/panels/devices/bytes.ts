import type { CoreEvent } from '../../../shared/ipc.ts'
import type { Sample } from '../../../shared/reading.ts'
import { vitals } from '../../../shared/vitals.ts'
import { words as shared, text } from '../../text/text.ts'

const words = text.devices.bytes

/** One row of the byte view. */
export interface ByteRow {
  readonly id: number
  readonly kind: 'in' | 'out' | 'decoded' | 'left'
  /** Hex in pairs, or the decoded sample in words. */
  readonly text: string
  /** The bytes as letters, where they are any. */
  readonly letters: string
}

const BYTES_A_ROW = 16
/** Rows to keep; older ones fall away. */
const ROWS_AT_MOST = 200

/** The rows with what has newly come at their end. */
export function addRows(
  rows: readonly ByteRow[],
  { chunks, samples, left }: Extract<CoreEvent, { kind: 'bytes' }>,
): readonly ByteRow[] {
  let id = (rows.at(-1)?.id ?? 0) + 1
  const added: ByteRow[] = []
  for (const { direction, hex } of chunks)
    for (let from = 0; from < hex.length; from += BYTES_A_ROW * 2) {
      const part = hex.slice(from, from + BYTES_A_ROW * 2).match(/../g) ?? []
      added.push({ id: id++, kind: direction, text: part.join(' '), letters: part.map(toLetter).join('') })
    }
  if (left > 0) added.push({ id: id++, kind: 'left', text: words.left(left), letters: '' })
  for (const sample of samples)
    added.push({ id: id++, kind: 'decoded', text: describeSample(sample), letters: '' })
  return [...rows, ...added].slice(-ROWS_AT_MOST)
}

function toLetter(pair: string): string {
  const code = Number.parseInt(pair, 16)
  return code >= 0x20 && code < 0x7f ? String.fromCharCode(code) : '·'
}

/** What a driver made of some bytes, in words. */
export function describeSample(sample: Sample): string {
  switch (sample.kind) {
    case 'vital': {
      const { unit, decimals } = vitals[sample.vital]
      const label = shared.vitals.names[sample.vital]
      if (sample.value === null) return `${label} --`
      const quality = sample.quality === 'poor' ? `, ${text.room.tiles.poor}` : ''
      return `${label} ${sample.value.toFixed(decimals)} ${unit}${quality}`
    }
    case 'nibp':
      return sample.status === 'failed'
        ? words.pressureFailed(sample.error ?? '')
        : words.pressure(sample.systolic, sample.diastolic, sample.mean)
    case 'badFrame':
      return words.badFrame(words.reasons[sample.reason], sample.bytes)
    case 'device':
      return words.state(sample.state, sample.detail ?? '')
    case 'wave':
      return words.wave
  }
}
