import { z } from 'zod'
import { hasControls } from '../plain-text.ts'
import type { Role } from '../roles.ts'
import { by, everyone, type RequestEntry } from './parts.ts'

/** Who cares for the record: where its copies lie, and what opens it. */
const keepers: readonly Role[] = ['admin', 'director']

const backupName = z.string().regex(/^vigil-[0-9TZ-]{10,20}(\.db)?$/)

/** What is asked of backups and keys. */
export const recordCareRequests = {
  /** Where backups lie, how old the newest is, what opens the record. Nothing of a patient. */
  recordCare: { payload: z.strictObject({}), roles: null },
  backUpNow: { payload: z.strictObject({ by }), roles: everyone },
  /** Opens a backup, looks at every page of it and recomputes its chain; changes nothing. */
  tryBackup: { payload: z.strictObject({ by, name: backupName }), roles: keepers },
  /** A second folder for backups; an empty one: none. */
  setBackupPlace: {
    payload: z.strictObject({
      by,
      place: z
        .string()
        .trim()
        .max(1000)
        .refine(text => !hasControls(text), 'it holds control characters'),
    }),
    roles: keepers,
  },
  /** A new recovery code, told this once; an earlier one opens nothing any more. */
  makeRecoveryCode: { payload: z.strictObject({ by }), roles: keepers },
  /** The code typed back from paper. */
  proveRecoveryCode: { payload: z.strictObject({ by, code: z.string().max(200) }), roles: keepers },
} as const satisfies Record<string, RequestEntry>
