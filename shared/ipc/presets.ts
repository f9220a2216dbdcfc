import { z } from 'zod'
import { hasControls } from '../plain-text.ts'
import { presetId, presetSchema } from '../presets/schema.ts'
import { complaint } from '../words/complaints.ts'
import { namingWords, presetVersion, type RequestEntry, savingWords, withdrawingWords } from './parts.ts'

const isLine = (text: string) => !hasControls(text)
/** Its labels stand in sessions and their files. One that was stored may be older than this rule. */
const typedPreset = presetSchema.refine(
  ({ label, phaseNames, due }) =>
    [label, ...Object.values(phaseNames), ...due.map(rule => rule.label)].every(isLine),
  { error: () => complaint.presets.labelRule(complaint.texts.lineRule) },
)

/** What the medical director does with the presets of the clinic. */
export const presetRequests = {
  /** A preset of the clinic, made from a shipped one or from another of the clinic: a draft. */
  copyPreset: {
    payload: z.strictObject({
      presetId,
      version: presetVersion,
      ...namingWords.shape,
    }),
  },
  /** Changes the newest version of a clinic's preset: its draft, or a new one. `reason`: the source of what is changed. */
  savePreset: {
    payload: z.strictObject({ preset: typedPreset, ...savingWords.shape }),
  },
  /** Lets the clinic use a draft. `seq`: of the record that was looked at. */
  approvePreset: {
    payload: z.strictObject({ presetId, version: presetVersion, seq: z.number().int() }),
  },
  withdrawPreset: {
    payload: z.strictObject({
      presetId,
      version: presetVersion,
      ...withdrawingWords.shape,
    }),
  },
} as const satisfies Record<string, RequestEntry>
