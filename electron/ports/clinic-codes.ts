import type { Driver } from '../../devices/driver.ts'
import { type CodeTable, type Measured, makeCodeTable } from '../../devices/hl7-oru/codes.ts'
import { hl7Oru } from '../../devices/hl7-oru/index.ts'
import { createParser } from '../../devices/hl7-oru/parser.ts'

/** A clinic's own codes of HL7 observations, by `CODE^SYSTEM`. */
export type ClinicCodes = Readonly<Record<string, Measured>>

/**
 * The driver as it is read with the clinic's own codes, taken anew for each device that is opened.
 *
 * @param read gives the codes, and throws one sentence where they are there and cannot be used
 * @returns `ready`: before the first byte is read; throws that sentence, since to go on without would leave out values unseen
 */
export function withClinicCodes(
  driver: Driver,
  read: (() => Promise<ClinicCodes | null>) | undefined,
): { readonly driver: Driver; readonly ready: () => Promise<void> } {
  if (driver.id !== hl7Oru.id || !read) return { driver, ready: async () => {} }
  let table: CodeTable = makeCodeTable()
  let isRead = false
  const codes: CodeTable = { get: code => table.get(code) }
  return {
    driver: { ...driver, createParser: () => createParser(codes) },
    async ready() {
      if (isRead) return
      table = makeCodeTable((await read()) ?? {})
      isRead = true
    },
  }
}
