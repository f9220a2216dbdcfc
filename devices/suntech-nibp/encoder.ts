import type { NibpSample, Sample } from '../../shared/reading.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { failureOf, letter, writePacket } from './packet.ts'

/** What a cuff in the middle of its work holds, mmHg. */
export const WORKING_PRESSURE = 150
const SOME_ERROR = 2

/** The packets of a module that is asked at the right moments: pressure, "finished", result. */
export function createEncoder(): Encoder {
  return { encode: samples => concatBytes(samples.map(writeSample)) }
}

function writeSample(sample: Sample): Uint8Array {
  if (sample.kind === 'nibp') return writeResult(sample)
  if (sample.kind !== 'device') return new Uint8Array(0)
  if (sample.state === 'cuffInflating')
    return concatBytes([writePressure(0), writePressure(WORKING_PRESSURE)])
  return sample.state === 'cuffIdle' ? writePacket(letter.finished) : new Uint8Array(0)
}

export function writePressure(mmHg: number): Uint8Array {
  return writePacket(...word(mmHg))
}

export function writeResult({ systolic, diastolic, mean, pulseRate, status, error }: NibpSample): Uint8Array {
  const failed = status === 'failed'
  const code = failed ? codeOf(error) : 0
  const testCodes = new Array<number>(8).fill(0)
  return writePacket(
    ...word(systolic),
    ...word(diastolic),
    failed ? 0 : 30,
    failed ? 0 : 1,
    ...testCodes,
    Math.round(pulseRate ?? 0) & 0xff,
    0,
    ...word(mean),
    code,
    0,
    0,
  )
}

/** The number of a failure in these words, or of some other. */
function codeOf(words = ''): number {
  for (let code = 1; code <= 0xff; code += 1) if (failureOf(code) === words) return code
  return SOME_ERROR
}

function word(value: number | null): readonly [number, number] {
  const whole = Math.round(value ?? 0)
  return [whole & 0xff, (whole >> 8) & 0xff]
}
