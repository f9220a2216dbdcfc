import type { NibpSample } from '../../shared/reading.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes, textBytes } from '../kit/bytes.ts'
import { writeRecord } from './record.ts'

/** One record for each measurement; nothing else is ever said. */
export function createEncoder(): Encoder {
  return {
    encode: samples =>
      concatBytes(
        samples.map(sample => (sample.kind === 'nibp' ? textBytes(recordOf(sample)) : new Uint8Array(0))),
      ),
  }
}

function recordOf({ systolic, diastolic, mean, pulseRate, status, error }: NibpSample): string {
  // The code of a failure that nobody numbered.
  if (status === 'failed') return writeRecord(/8[1-3]/.exec(error ?? '')?.[0] ?? '81', 0, 0, 0, 0)
  return writeRecord('80', systolic ?? 0, diastolic ?? 0, pulseRate ?? 0, mean ?? 0)
}
