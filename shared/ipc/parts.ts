import { z } from 'zod'
import { typedName } from '../plain-text.ts'
import { clinicians, type Role, roles } from '../roles.ts'

/* What the requests of several groups have in common. */

// zod would compile validators with `new Function`, which the windows' content security policy forbids.
z.config({ jitless: true })

export const everyone: readonly Role[] = roles
export const carers: readonly Role[] = ['nurse', ...clinicians]
export const deviceKeepers: readonly Role[] = ['nurse', 'clinician', 'prescriber', 'admin', 'director']

export const by = typedName(80)
export const roomId = z.string().min(1).max(60)
export const sessionId = z.string().min(1).max(60)
export const port = z.string().trim().min(1).max(300)
export const deviceId = z.string().min(1).max(80)
export const pin = z.string().regex(/^\d{4,12}$/, 'a PIN is 4 to 12 digits')
export const importId = z.string().min(1).max(60)
export const captureId = z.string().min(1).max(200)
export const presetVersion = z.string().min(1).max(6)

export interface RequestEntry {
  readonly payload: z.ZodType
  /** Who may; `null`: no person is named, any window may. */
  readonly roles: readonly Role[] | null
}
