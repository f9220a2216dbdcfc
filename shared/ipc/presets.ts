import { z } from 'zod'
import { presetId, presetLabel, presetSchema } from '../presets/schema.ts'
import { by, pin, presetVersion, type RequestEntry } from './parts.ts'

/** What the medical director does with the presets of the clinic. */
export const presetRequests = {
  /** A preset of the clinic, made from a shipped one or from another of the clinic: a draft. */
  copyPreset: {
    payload: z.strictObject({ by, presetId, version: presetVersion, label: presetLabel }),
    roles: ['director'],
  },
  /** Changes the newest version of a clinic's preset: its draft, or a new one. `reason`: the source of what is changed. */
  savePreset: {
    payload: z.strictObject({ by, preset: presetSchema, reason: z.string().trim().min(1).max(300) }),
    roles: ['director'],
  },
  /** Lets the clinic use a draft. `seq`: of the record that was looked at. */
  approvePreset: {
    payload: z.strictObject({ by, presetId, version: presetVersion, seq: z.number().int(), pin }),
    roles: ['director'],
  },
  withdrawPreset: {
    payload: z.strictObject({
      by,
      presetId,
      version: presetVersion,
      reason: z.string().trim().min(1).max(500),
    }),
    roles: ['director'],
  },
} as const satisfies Record<string, RequestEntry>
