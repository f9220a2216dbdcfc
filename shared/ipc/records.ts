import { z } from 'zod'
import { alarmIds } from '../alarm/ids.ts'
import { amendSession, signSession } from '../record/sign.ts'
import { contentSchema } from '../report/content.ts'
import { papers } from '../report/paper.ts'
import { CHUNK_BYTES } from '../session-file/format.ts'
import { complaint } from '../words/complaints.ts'
import { announcedFile, importId, type RequestEntry, roomId, sessionId } from './parts.ts'

/** What is asked of recorded sessions: to read, sign, amend, export and import them. */
export const recordRequests = {
  /** All readings and events of a session, for the chart and the event list. */
  history: { payload: z.strictObject({ sessionId }) },
  /** A recorded session, whole, with the same patient's earlier ones. */
  reviewSession: { payload: z.strictObject({ sessionId }) },
  listSessions: { payload: z.strictObject({}) },
  /** Any recorded session, by patient, people, room, preset, day, notes, alarms, signed or not. */
  findSessions: {
    payload: z.strictObject({
      text: z.string().max(200).optional(),
      fromWallMs: z.number().optional(),
      toWallMs: z.number().optional(),
      roomId: roomId.optional(),
      presetId: z.string().min(1).max(80).optional(),
      stage: z.enum(['open', 'unsigned', 'signed']).optional(),
      alarm: z.union([z.enum(alarmIds), z.literal('high')]).optional(),
      skip: z.number().int().min(0).max(1_000_000).optional(),
    }),
  },
  signSession: { payload: signSession.request },
  amendSession: { payload: amendSession.request },
  /** The clinic has sent the REMS form of this closed session: it is reminded of no more. */
  noteRemsSent: { payload: z.strictObject({ sessionId }) },
  /** Makes the file in the core and gives it back; a copy stays in the data folder. Never overwrites. Tells its progress. */
  makeReport: {
    payload: z.strictObject({
      sessionId,
      format: z.enum(['pdf', 'csv', 'json', 'html', 'fhir']),
      paper: z.enum(papers).optional(),
      content: contentSchema.optional(),
      pseudonymised: z.boolean().optional(),
      /** A PDF to be printed: noted as such, and opened by the desktop's shell. Others open it in the window. */
      print: z.literal(true).optional(),
    }),
  },
  /** Announces a session file of another installation, with its size; its pieces follow. */
  beginImport: { payload: announcedFile },
  /** The next piece of `CHUNK_BYTES`, counted from 0; the last may be shorter. */
  sendImport: {
    payload: z.strictObject({
      importId,
      index: z.number().int().min(0),
      base64: z
        .string()
        .max(Math.ceil(CHUNK_BYTES / 3) * 4)
        .regex(/^[A-Za-z0-9+/]+={0,2}$/, { error: () => complaint.texts.base64 }),
    }),
  },
  /** Checks the file that was sent and takes its session in, whole or not at all. */
  importSession: { payload: z.strictObject({ importId }) },
  cancelImport: { payload: z.strictObject({ importId }) },
} as const satisfies Record<string, RequestEntry>
