import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { type VitalId, vitalIds } from '../../shared/vitals.ts'
import { phrase } from '../../shared/words/host.ts'
import type { ClinicCodes } from './clinic-codes.ts'

/** In the data folder: a clinic's own codes of HL7 observations, as `{"SPO2^99ACME": "spo2"}`. */
export const CLINIC_CODES_FILE = 'hl7-codes.json'
const ENTRIES_AT_MOST = 200

const codesSchema = z
  .record(
    z.string().regex(/^[^^|~&\r\n]{1,80}\^[^^|~&\r\n]{0,80}$/, { error: () => phrase.lines.codeForm }),
    z.enum([...vitalIds, 'cuffPulse'] satisfies readonly (VitalId | 'cuffPulse')[]),
  )
  .refine(codes => Object.keys(codes).length <= ENTRIES_AT_MOST, {
    error: () => phrase.lines.tooManyCodes(ENTRIES_AT_MOST),
  })

/**
 * The clinic's own codes; null: there is no such file.
 *
 * @throws Error with one sentence: the file is there and cannot be used
 */
export function readClinicCodes(dataDir: string): ClinicCodes | null {
  const path = join(dataDir, CLINIC_CODES_FILE)
  if (!existsSync(path)) return null
  try {
    const parsed = codesSchema.safeParse(JSON.parse(readFileSync(path, 'utf8')))
    if (parsed.success) return parsed.data
    throw new Error(z.prettifyError(parsed.error).replace(/\s+/g, ' '))
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new Error(phrase.lines.hl7CodesUnreadable(path, why))
  }
}
