import { z } from 'zod'
import { regions } from './words/format.ts'
import { languages } from './words/language.ts'
import { speak } from './words/speaking.ts'

/** Who the clinic is, and whom it names as provider of the monitoring: on every report and on the REMS field sheet. */
export const clinicSchema = z.strictObject({
  name: z.string().trim().max(120),
  address: z.string().trim().max(200),
  provider: z.strictObject({
    name: z.string().trim().max(80),
    phone: z.string().trim().max(40),
    email: z.union([z.literal(''), z.email().max(120)]),
  }),
  /** How dates are written, and on which paper; absent: as the computer of each window says. */
  region: z.enum(regions).exactOptional(),
  /** Absent: English. */
  language: z.enum(languages).exactOptional(),
})
export type Clinic = Readonly<z.infer<typeof clinicSchema>>

export const unknownClinic: Clinic = { name: '', address: '', provider: { name: '', phone: '', email: '' } }

/** Speaks from now on as the clinic as it was stored wishes; English where nothing was. */
export function speakOfClinic(stored: string | null): void {
  speak(readClinic(stored).language ?? 'en')
}

/** The clinic as it was stored; unknown where nothing was, or nothing that can be read. */
export function readClinic(stored: string | null): Clinic {
  if (stored === null) return unknownClinic
  try {
    const parsed = clinicSchema.safeParse(JSON.parse(stored))
    return parsed.success ? parsed.data : unknownClinic
  } catch {
    return unknownClinic
  }
}
