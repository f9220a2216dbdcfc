import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { hl7Oru } from '../../devices/hl7-oru/index.ts'
import { writeMllpFrame } from '../../devices/hl7-oru/mllp.ts'
import { findDriver } from '../../devices/index.ts'
import { withClinicCodes } from './clinic-codes.ts'
import { CLINIC_CODES_FILE, readClinicCodes } from './clinic-codes-file.ts'

let dir: string
beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-codes-'))
})
afterEach(() => rmSync(dir, { recursive: true }))

const write = (text: string) => writeFileSync(join(dir, CLINIC_CODES_FILE), text)
const frame = writeMllpFrame(
  'MSH|^~\\&|A||||20260301100000||ORU^R01|1|P|2.6\rOBX|1|NM|SAT^Saturation^99ACME||97|%|||||F',
)

const read = async () => readClinicCodes(dir)

it('without the file, or for another driver, nothing changes', async () => {
  const { driver, ready } = withClinicCodes(hl7Oru, read)
  await ready()
  expect(driver.createParser().push(frame)).toEqual([])
  expect(withClinicCodes(hl7Oru, undefined).driver).toBe(hl7Oru)
  write('not json')
  const other = findDriver('nonin-df2')
  if (!other) throw new Error('no such driver')
  const same = withClinicCodes(other, read)
  await same.ready()
  expect(same.driver).toBe(other)
  expect(hl7Oru.createParser().push(frame)).toEqual([])
})

it('the clinic’s own codes are read, by a parser that was there before them too', async () => {
  write('{"SAT^99ACME": "spo2"}')
  const { driver, ready } = withClinicCodes(hl7Oru, read)
  const parser = driver.createParser()
  await ready()
  expect(parser.push(frame)).toMatchObject([{ vital: 'spo2', value: 97 }])
})

it('a file that was corrected is read at the next try, and then no more', async () => {
  write('{"SAT^99ACME": ')
  const { driver, ready } = withClinicCodes(hl7Oru, read)
  await expect(ready()).rejects.toThrow('correct the file')
  write('{"SAT^99ACME": "spo2"}')
  await ready()
  write('{"SAT^99ACME": ')
  await ready()
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
  expect(() => readClinicCodes(dir)).toThrow(
    /^The clinic’s HL7 codes in .*hl7-codes\.json cannot be read \(.+\): correct the file, or remove it\.$/,
  )
})
