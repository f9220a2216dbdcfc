import { z } from 'zod'
import { safe } from '../record/privacy.ts'
import { complaint } from '../words/complaints.ts'

/** What a preset is called. Apart from its schema, since a sheet that names one needs no more. */
export const presetLabel = safe(
  z
    .string()
    .trim()
    .min(1, { error: () => complaint.texts.empty })
    .max(80),
)
