import { z } from 'zod'
import { typedLine } from '../plain-text.ts'
import { keepYears, sealAfterDays } from '../record-times.ts'
import { type RequestEntry, sessionId } from './parts.ts'

const backupName = z.string().regex(/^vigil-[0-9TZ-]{10,20}(\.db)?$/)

const folder = typedLine(0, 1000)
const deletionReason = typedLine(3, 200)

/** What is asked of backups and keys. */
export const recordCareRequests = {
  /** Where backups lie, how old the newest is, what opens the record. Nothing of a patient. */
  recordCare: { payload: z.strictObject({}) },
  backUpNow: { payload: z.strictObject({}) },
  /** Opens a backup, looks at every page of it and recomputes its chain; changes nothing. */
  tryBackup: { payload: z.strictObject({ name: backupName }) },
  /** A backup of the data folder in the place of the record, which is put aside; Vigil begins again with it. */
  restoreBackup: { payload: z.strictObject({ name: backupName }) },
  /** A second folder for backups; an empty one: none. */
  setBackupPlace: {
    payload: z.strictObject({
      place: folder,
    }),
  },
  /** How many days after its close a session is sealed. */
  setSealAfterDays: {
    payload: z.strictObject({ days: z.int().min(sealAfterDays.least).max(sealAfterDays.most) }),
  },
  /** For how many years from its close a session is kept; null: for ever. Nothing is deleted by itself. */
  setKeepYears: {
    payload: z.strictObject({ years: z.int().min(keepYears.least).max(keepYears.most).nullable() }),
  },
  /** Sessions that have been kept for so long, the oldest first. */
  dueForDeletion: { payload: z.strictObject({}) },
  /** For good: its rows, file and key, and what backups hold of it. What stays is a tombstone, with reason and names. */
  deleteSession: { payload: z.strictObject({ sessionId, reason: deletionReason }) },
  /** The record's first recovery code, where no earlier one was proved and no medical director has a PIN yet. */
  makeFirstRecoveryCode: { payload: z.strictObject({}) },
  /** A new recovery code, told this once; an earlier one opens nothing any more. */
  makeRecoveryCode: { payload: z.strictObject({}) },
  /** Is there a key store of this computer's login that would take the key? */
  askKeyStore: { payload: z.strictObject({}) },
  /** Keeps the key that opens the record by itself at another place. The recovery code is proved first. */
  keepKey: {
    payload: z.strictObject({
      place: z.discriminatedUnion('where', [
        z.strictObject({ where: z.literal('login') }),
        z.strictObject({ where: z.literal('asked') }),
        z.strictObject({ where: z.literal('file'), folder: folder.nullable() }),
      ]),
    }),
  },
  /** New keys throughout, because somebody else may have those of now; its recovery code is told this once. No session may be open. */
  rekeyRecord: { payload: z.strictObject({}) },
  /** The code typed back from paper. */
  proveRecoveryCode: { payload: z.strictObject({ code: z.string().max(200) }) },
} as const satisfies Record<string, RequestEntry>
