import { z } from 'zod'
import { hasControls, lineRule, typedLine } from '../plain-text.ts'
import { presetLabel } from '../presets/label.ts'

export { by, roomId, sessionId } from '../record/parts.ts'

/* What the requests of several groups have in common. */

export const port = z.string().trim().min(1).max(300)
export const deviceId = z.string().min(1).max(80)
export const importId = z.string().min(1).max(60)
export const captureId = z.string().min(1).max(200)
export const presetVersion = z.string().min(1).max(6)

/** Why a preset or the words of the clinic are changed, or taken out of use. Apart, since a sheet needs no more of the request. */
export const savingWords = z.strictObject({ reason: z.string().trim().min(1).max(300) })
export const withdrawingWords = z.strictObject({ reason: z.string().trim().min(1).max(500) })

/** What a copy of a preset is called. */
export const namingWords = z.strictObject({
  label: presetLabel.refine(label => !hasControls(label), lineRule),
})

/** A session file of another installation, as it is announced. Apart for the same reason. */
export const announcedFile = z.strictObject({
  file: typedLine(1, 255),
  bytes: z.number().int().min(0),
})

export interface RequestEntry {
  readonly payload: z.ZodType
}
