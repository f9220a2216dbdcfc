import { z } from 'zod'
import { type Role, roles } from '../roles.ts'

export { by, carers, deviceKeepers, pin, roomId, sessionId } from '../record/parts.ts'

/* What the requests of several groups have in common. */

export const everyone: readonly Role[] = roles

export const port = z.string().trim().min(1).max(300)
export const deviceId = z.string().min(1).max(80)
export const importId = z.string().min(1).max(60)
export const captureId = z.string().min(1).max(200)
export const presetVersion = z.string().min(1).max(6)

export interface RequestEntry {
  readonly payload: z.ZodType
  /** Who may; `null`: no person is named, any window may. */
  readonly roles: readonly Role[] | null
}
