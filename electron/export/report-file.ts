import { setImmediate as nextTurn } from 'node:timers/promises'
import { readClinic, unknownClinic } from '../../shared/clinic.ts'
import { usualContent } from '../../shared/report/content.ts'
import { endOf, makeReport } from '../../shared/report/model.ts'
import { evaluateDischarge } from '../../shared/session/discharge.ts'
import { limitsOf } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import { type ReportWords, reportWordsOf } from '../../shared/words/report.ts'
import type { ReportJob, TellStep } from '../core/contracts/reports.ts'
import type { ReadStore } from '../store/index.ts'
import { type Exported, exportReport } from './export-report.ts'

/** Windows are told of progress no oftener: a bar needs no more. */
const TELL_EVERY = 0.05

/** Makes the file of a report from what is stored. @throws Error naming the session when there is none */
export async function makeReportFile(store: ReadStore, job: ReportJob, tell: TellStep): Promise<Exported> {
  const words = reportWordsOf(readClinic(store.setting('clinic')).language ?? 'en')
  const { sessionId, wanted, made } = job
  const { format, paper = 'a4', pseudonymised = false, content = usualContent } = wanted
  tell('reading', 0)
  const report = readReport(store, sessionId, made, words)
  tell('drawing', 0)
  // Between what can only be done in one piece, whatever else runs in this thread has its turn.
  await nextTurn()
  let told = 0
  return exportReport(report, format, words, {
    paper,
    content,
    pseudonymised,
    // What a window saves is opened in a spreadsheet.
    byteOrderMark: true,
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
  words: ReportWords,
) {
  const state = store.session(sessionId)
  if (!state) {
    const known = store.sessions(5).map(session => session.id)
    const hint =
      known.length > 0 ? phrase.processes.newestSessions(known.join(', ')) : phrase.processes.noSessionYet
    throw new Error(phrase.processes.noSession(sessionId, hint))
  }
  const { session } = state
  // What was held elsewhere was not held in this clinic.
  const held = store.imported(sessionId) ? unknownClinic : readClinic(store.setting('clinic'))
  const { name: clinic, address, provider } = held
  const readings = store.readings(sessionId)
  const records = store.records(sessionId)
  return makeReport(
    {
      session,
      readings,
      log: records,
      records,
      notes: store.notes(sessionId),
      limits: limitsOf(session),
      // On the room's own clock, which in a simulation is not the computer's.
      discharge: evaluateDischarge(state, endOf(session, readings, records)),
      setting: { clinic, address, provider, room: session.room, software: made.software },
      recordHash: store.recordHash(sessionId),
      vouching: store.vouching(sessionId),
      generatedAt: made.at,
      generatedBy: made.by,
      // Of the place where the session began, not of the machine that prints.
      utcOffsetMin: records[0]?.utcOffsetMin ?? -new Date(made.at.wallMs).getTimezoneOffset(),
    },
    words,
  )
}
