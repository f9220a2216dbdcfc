import type { NibpSample, Sample } from '../../shared/reading.ts'
import type { Encoder } from '../driver.ts'
import { concatBytes } from '../kit/bytes.ts'
import { codeOf } from './codes.ts'
import { sumOf, writeText } from './frame.ts'

export const PRESSURE_TEXT = '142C0S3'
export const END_TEXT = '999'
const SOME_CODE = '07'

/** Pressure while the cuff works, 999 at its end, the result when asked. */
export function createEncoder(): Encoder {
  let timer = 0
  return {
    encode: samples =>
      concatBytes(
        samples.map(sample => {
          if (sample.kind === 'nibp') timer += 1
          return writeSample(sample, timer)
        }),
      ),
  }
}

function writeSample(sample: Sample, timer: number): Uint8Array {
  if (sample.kind === 'nibp') return writeResult(sample, timer)
  if (sample.kind !== 'device') return new Uint8Array(0)
  if (sample.state === 'cuffInflating') return writeText(PRESSURE_TEXT)
  return sample.state === 'cuffIdle' ? writeText(END_TEXT) : new Uint8Array(0)
}

/** @param timer four digits of which nobody knows what they count: here, measurements */
export function writeResult(
  { systolic, diastolic, mean, pulseRate, status, error = '' }: NibpSample,
  timer: number,
): Uint8Array {
  const failed = status === 'failed'
  const code = failed ? (codeOf(error) ?? SOME_CODE) : '00'
  const figures = failed ? [null, null, null] : [systolic, diastolic, mean]
  const counted = failed ? '----' : String(timer % 10_000).padStart(4, '0')
  const text = `S1;A0;C03;M${code};P${figures.map(print).join('')};R${print(failed ? null : pulseRate)};T${counted};;`
  return writeText(`${text}${sumOf(text)}`)
}

function print(value: number | null): string {
  return value === null ? '---' : String(Math.round(value)).padStart(3, '0')
}
