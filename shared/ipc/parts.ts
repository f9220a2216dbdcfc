import { z } from 'zod'

export { by, roomId, sessionId } from '../record/parts.ts'

/* What the requests of several groups have in common. */

export const port = z.string().trim().min(1).max(300)
export const deviceId = z.string().min(1).max(80)
export const importId = z.string().min(1).max(60)
export const captureId = z.string().min(1).max(200)
export const presetVersion = z.string().min(1).max(6)

export interface RequestEntry {
  readonly payload: z.ZodType
}
