import { z } from 'zod'
import { hasControls } from '../plain-text.ts'
import type { RequestEntry } from './parts.ts'

const backupName = z.string().regex(/^vigil-[0-9TZ-]{10,20}(\.db)?$/)

/** What is asked of backups and keys. */
export const recordCareRequests = {
  /** Where backups lie, how old the newest is, what opens the record. Nothing of a patient. */
  recordCare: { payload: z.strictObject({}) },
  backUpNow: { payload: z.strictObject({}) },
  /** Opens a backup, looks at every page of it and recomputes its chain; changes nothing. */
  tryBackup: { payload: z.strictObject({ name: backupName }) },
  /** A second folder for backups; an empty one: none. */
  setBackupPlace: {
    payload: z.strictObject({
      place: z
        .string()
        .trim()
        .max(1000)
        .refine(text => !hasControls(text), 'it holds control characters'),
    }),
  },
  /** The record's first recovery code, where no earlier one was proved and no medical director has a PIN yet. */
  makeFirstRecoveryCode: { payload: z.strictObject({}) },
  /** A new recovery code, told this once; an earlier one opens nothing any more. */
  makeRecoveryCode: { payload: z.strictObject({}) },
  /** The code typed back from paper. */
  proveRecoveryCode: { payload: z.strictObject({ code: z.string().max(200) }) },
} as const satisfies Record<string, RequestEntry>
