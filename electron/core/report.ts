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
  const event = { event: 'session', kind: 'report', format, by, path } as const
  if (room) room.take({ kind: 'note', event })
  else inside.store.commit({ sessionId, readings: [], log: [{ at, entry: event }] })
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
  return makeReport({
    session,
    readings: store.readings(sessionId),
    log: store.log(sessionId),
    limits: limitsOf(session),
    setting: { clinic: '', room: session.room, software: made.software },
    recordHash: store.recordHash(sessionId),
    generatedAt: made.at,
    generatedBy: made.by,
    utcOffsetMin: -new Date(made.at.wallMs).getTimezoneOffset(),
  })
}
