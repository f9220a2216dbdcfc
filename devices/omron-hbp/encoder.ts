import type { NibpSample } from '../../shared/reading.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes, textBytes } from '../kit/bytes.ts'

const UNKNOWN_TIME = '2026-01-01T00:00:00'
const NO_ID = ' '.repeat(20)
/** The code of a failure that nobody numbered. */
const SOME_ERROR = '1'

/** One record for each measurement, in format 5; nothing else is ever said. */
export function createEncoder(): Encoder {
  return {
    encode: samples =>
      concatBytes(samples.map(sample => (sample.kind === 'nibp' ? writeRecord(sample) : new Uint8Array(0)))),
  }
}

function writeRecord(sample: NibpSample): Uint8Array {
  const { systolic, diastolic, pulseRate, status, error, takenAt = UNKNOWN_TIME } = sample
  const [date = '', time = ''] = takenAt.split('T')
  const failed = status === 'failed'
  const code = failed ? (/[1-9]/.exec(error ?? '')?.[0] ?? SOME_ERROR) : '0'
  const figures = failed ? [null, null, null] : [systolic, diastolic, pulseRate ?? 60]
  const when = [...date.split('-'), ...time.slice(0, 5).split(':')].join(',')
  return textBytes(`${[when, NO_ID, code, ...figures.map(print), '0'].join(',')}\r\n`)
}

function print(value: number | null): string {
  return value === null ? '   ' : String(Math.round(value)).padStart(3, '0')
}
