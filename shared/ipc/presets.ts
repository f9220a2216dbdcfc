import { z } from 'zod'
import { presetId, presetLabel, presetSchema } from '../presets/schema.ts'
import { presetVersion, type RequestEntry } from './parts.ts'

/** What the medical director does with the presets of the clinic. */
export const presetRequests = {
  /** A preset of the clinic, made from a shipped one or from another of the clinic: a draft. */
  copyPreset: {
    payload: z.strictObject({ presetId, version: presetVersion, label: presetLabel }),
  },
  /** Changes the newest version of a clinic's preset: its draft, or a new one. `reason`: the source of what is changed. */
  savePreset: {
    payload: z.strictObject({ preset: presetSchema, reason: z.string().trim().min(1).max(300) }),
  },
  /** Lets the clinic use a draft. `seq`: of the record that was looked at. */
  approvePreset: {
    payload: z.strictObject({ presetId, version: presetVersion, seq: z.number().int() }),
  },
  withdrawPreset: {
    payload: z.strictObject({
      presetId,
      version: presetVersion,
      reason: z.string().trim().min(1).max(500),
    }),
  },
} as const satisfies Record<string, RequestEntry>
