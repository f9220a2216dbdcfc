import { setImmediate as nextTurn } from 'node:timers/promises'
import { readClinic } from '../../shared/clinic.ts'
import type { Payload, ReportStep } from '../../shared/ipc.ts'
import { endOf, makeReport } from '../../shared/report/model.ts'
import { evaluateDischarge } from '../../shared/session/discharge.ts'
import { limitsOf } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import { type Exported, exportReport } from '../export/index.ts'
import type { ReadStore } from '../store/index.ts'

/** A report to be made: plain data, for a thread of its own. */
export interface ReportJob {
  readonly sessionId: string
  readonly wanted: Pick<Payload<'makeReport'>, 'format' | 'paper' | 'pseudonymised'>
  readonly made: { readonly at: Instant; readonly by: string; readonly software: string }
}

export type TellStep = (step: ReportStep, share: number) => void

/** Windows are told of progress no oftener: a bar needs no more. */
const TELL_EVERY = 0.05

/** Makes the file of a report from what is stored. @throws Error naming the session when there is none */
export async function makeReportFile(store: ReadStore, job: ReportJob, tell: TellStep): Promise<Exported> {
  const { sessionId, wanted, made } = job
  const { format, paper = 'a4', pseudonymised = false } = wanted
  tell('reading', 0)
  const report = readReport(store, sessionId, made)
  tell('drawing', 0)
  // Between what can only be done in one piece, whatever else runs in this thread has its turn.
  await nextTurn()
  let told = 0
  return exportReport(report, format, {
    paper,
    pseudonymised,
    people: store.people(),
    onProgress(share) {
      if (share - told < TELL_EVERY) return
      told = share
      tell('drawing', share)
    },
  })
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
