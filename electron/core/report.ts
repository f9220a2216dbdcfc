import { join } from 'node:path'
import type { ReportFile } from '../../shared/ipc.ts'
import { makeReport } from '../../shared/report/model.ts'
import { limitsOf } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import { exportReport, type ReportFormat, saveExport } from '../export/index.ts'
import type { ReadStore } from '../store/index.ts'
import type { Inside } from './core.ts'

/** Makes a session's report from what is stored, saves it beside the record, and notes that it was made and by whom. */
export async function makeSessionReport(
  inside: Inside,
  sessionId: string,
  format: ReportFormat,
  by: string,
): Promise<ReportFile> {
  const room = inside.rooms().find(candidate => candidate.state()?.session.id === sessionId)
  room?.flush()
  const at = inside.now()
  const report = readReport(inside.store, sessionId, { at, by, software: inside.version })
  const { bytes, mediaType, extension } = await exportReport(report, format)
  const path = saveExport(join(inside.dataDir, 'reports'), `vigil-${sessionId}`, extension, bytes)
  // An act of this installation, not of the session: making a report must not change what it is a report of.
  const entry = { event: 'system', kind: 'export', by, session: sessionId, format, path } as const
  for (const logged of inside.store.commit({ sessionId: null, readings: [], log: [{ at, entry }] }))
    inside.publish({ kind: 'log', roomId: null, entry: logged })
  return {
    fileName: path.split(/[/\\]/).at(-1) ?? path,
    mediaType,
    base64: Buffer.from(bytes).toString('base64'),
    path,
  }
}

/** The report model of a stored session. @throws Error naming the session when there is none */
export function readReport(
  store: ReadStore,
  sessionId: string,
  made: { readonly at: Instant; readonly by: string; readonly software: string },
) {
  const state = store.session(sessionId)
  if (!state) {
    const known = store.sessions(5).map(session => session.id)
    const hint = known.length > 0 ? ` The newest are ${known.join(', ')}.` : ' There is none yet.'
    throw new Error(`There is no session "${sessionId}".${hint}`)
  }
  const { session } = state
  const records = store.records(sessionId)
  return makeReport({
    session,
    readings: store.readings(sessionId),
    log: records,
    records,
    notes: store.notes(sessionId),
    limits: limitsOf(session),
    setting: { clinic: '', room: session.room, software: made.software },
    recordHash: store.recordHash(sessionId),
    generatedAt: made.at,
    generatedBy: made.by,
    // Of the place where the session began, not of the machine that prints.
    utcOffsetMin: records[0]?.utcOffsetMin ?? -new Date(made.at.wallMs).getTimezoneOffset(),
  })
}
