import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { hl7Oru } from '../../devices/hl7-oru/index.ts'
import { writeMllpFrame } from '../../devices/hl7-oru/mllp.ts'
import { findDriver } from '../../devices/index.ts'
import { CLINIC_CODES_FILE, withClinicCodes } from './clinic-codes.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-codes-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const write = (text: string) => writeFileSync(join(dir, CLINIC_CODES_FILE), text)
const frame = writeMllpFrame(
  'MSH|^~\\&|A||||20260301100000||ORU^R01|1|P|2.6\rOBX|1|NM|SAT^Saturation^99ACME||97|%|||||F',
)

it('without the file, or for another driver, nothing changes', () => {
  expect(withClinicCodes(hl7Oru, dir)).toEqual({ driver: hl7Oru, refusal: null })
  expect(withClinicCodes(hl7Oru, undefined)).toEqual({ driver: hl7Oru, refusal: null })
  write('not json')
  const other = findDriver('nonin-df2')
  expect(other && withClinicCodes(other, dir)).toEqual({ driver: other, refusal: null })
  expect(hl7Oru.createParser().push(frame)).toEqual([])
})

it('the clinic’s own codes are read', () => {
  write('{"SAT^99ACME": "spo2"}')
  const { driver, refusal } = withClinicCodes(hl7Oru, dir)
  expect(refusal).toBeNull()
  expect(driver.createParser().push(frame)).toMatchObject([{ vital: 'spo2', value: 97 }])
})

it.each([
  ['no JSON', '{"SAT^99ACME": '],
  ['no such vital sign', '{"SAT^99ACME": "oxygen"}'],
  ['no code', '{"SAT": "spo2"}'],
  ['a list', '["SAT^99ACME"]'],
  [
    'too many',
    JSON.stringify(Object.fromEntries(Array.from({ length: 201 }, (_, n) => [`C${n}^L`, 'spo2']))),
  ],
])('a file with %s keeps the device closed, and says what to do', (_, text) => {
  write(text)
  const { refusal } = withClinicCodes(hl7Oru, dir)
  expect(refusal?.message).toMatch(
    /^The clinic’s HL7 codes in .*hl7-codes\.json cannot be read \(.+\): correct the file, or remove it\.$/,
  )
  expect(refusal?.code).toBe('failed')
})
