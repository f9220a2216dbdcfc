import { join } from 'node:path'
import { setImmediate as nextTurn } from 'node:timers/promises'
import { readClinic } from '../../shared/clinic.ts'
import type { Payload, ReportFile, ReportStep } from '../../shared/ipc.ts'
import { endOf, makeReport } from '../../shared/report/model.ts'
import { evaluateDischarge } from '../../shared/session/discharge.ts'
import { limitsOf } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import { exportReport, saveExport } from '../export/index.ts'
import type { ReadStore } from '../store/index.ts'
import type { Inside } from './core.ts'

/** Windows are told of progress no oftener: a bar needs no more. */
const TELL_EVERY = 0.05

/** Makes a session's report from what is stored, saves it beside the record, and notes that it was made and by whom. */
export async function makeSessionReport(
  inside: Inside,
  sessionId: string,
  wanted: Pick<Payload<'makeReport'>, 'format' | 'paper' | 'pseudonymised'>,
  by: string,
): Promise<ReportFile> {
  const { format, paper = 'a4', pseudonymised = false } = wanted
  const tell = (step: ReportStep, share: number) => inside.publish({ kind: 'report', sessionId, step, share })
  tell('reading', 0)
  const room = inside.rooms().find(candidate => candidate.state()?.session.id === sessionId)
  room?.flush()
  const at = inside.now()
  const report = readReport(inside.store, sessionId, { at, by, software: inside.version })
  tell('drawing', 0)
  // Between what can only be done in one piece, the core's loop must have its turn.
  await nextTurn()
  let told = 0
  const { bytes, mediaType, extension } = await exportReport(report, format, {
    paper,
    pseudonymised,
    people: inside.store.people(),
    onProgress(share) {
      if (share - told < TELL_EVERY) return
      told = share
      tell('drawing', share)
    },
  })
  await nextTurn()
  tell('saving', 1)
  const name = `vigil-${sessionId}${pseudonymised ? '-pseudonymised' : ''}`
  const path = saveExport(join(inside.dataDir, 'reports'), name, extension, bytes)
  const event = {
    event: 'session',
    kind: 'report',
    format,
    ...(pseudonymised ? { pseudonymised } : {}),
    by,
    path,
  } as const
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
  const { name: clinic, address, provider } = readClinic(store.setting('clinic'))
  const readings = store.readings(sessionId)
  const log = store.log(sessionId)
  return makeReport({
    session,
    readings,
    log,
    limits: limitsOf(session),
    // On the room's own clock, which in a simulation is not the computer's.
    discharge: evaluateDischarge(state, endOf(session, readings, log)),
    setting: { clinic, address, provider, room: session.room, software: made.software },
    recordHash: store.recordHash(sessionId),
    generatedAt: made.at,
    generatedBy: made.by,
    utcOffsetMin: -new Date(made.at.wallMs).getTimezoneOffset(),
  })
}
