import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Driver } from '../../devices/driver.ts'
import { type Measured, makeCodeTable } from '../../devices/hl7-oru/codes.ts'
import { hl7Oru } from '../../devices/hl7-oru/index.ts'
import { createParser } from '../../devices/hl7-oru/parser.ts'
import { type VitalId, vitalIds } from '../../shared/vitals.ts'
import { TransportError } from '../link/index.ts'

/** In the data folder: a clinic's own codes of HL7 observations, as `{"SPO2^99ACME": "spo2"}`. */
export const CLINIC_CODES_FILE = 'hl7-codes.json'
const ENTRIES_AT_MOST = 200

const codesSchema = z
  .record(
    z.string().regex(/^[^^|~&\r\n]{1,80}\^[^^|~&\r\n]{0,80}$/, 'a code is written CODE^SYSTEM'),
    z.enum([...vitalIds, 'cuffPulse'] satisfies readonly (VitalId | 'cuffPulse')[]),
  )
  .refine(codes => Object.keys(codes).length <= ENTRIES_AT_MOST, `at most ${ENTRIES_AT_MOST} codes`)

/**
 * The driver as it is read with the clinic's own codes, taken anew for each device that is opened.
 *
 * @returns `refusal`: the file is there and cannot be used; to go on without it would leave out values unseen
 */
export function withClinicCodes(
  driver: Driver,
  dataDir: string | undefined,
): { readonly driver: Driver; readonly refusal: TransportError | null } {
  if (driver.id !== hl7Oru.id || dataDir === undefined) return { driver, refusal: null }
  const path = join(dataDir, CLINIC_CODES_FILE)
  if (!existsSync(path)) return { driver, refusal: null }
  try {
    const table = makeCodeTable(readCodes(path))
    return { driver: { ...driver, createParser: () => createParser(table) }, refusal: null }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    const sentence = `The clinic’s HL7 codes in ${path} cannot be read (${why}): correct the file, or remove it.`
    return { driver, refusal: new TransportError('failed', sentence) }
  }
}

/** @throws Error with what is wrong */
function readCodes(path: string): Readonly<Record<string, Measured>> {
  const parsed = codesSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
  if (parsed.success) return parsed.data
  throw new Error(z.prettifyError(parsed.error).replace(/\s+/g, ' '))
}
