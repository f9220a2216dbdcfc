import type { ReportFile } from '../../shared/ipc.ts'
import { phrase } from '../../shared/words/host.ts'
import { refusal } from '../../shared/words/refusal.ts'
import type { ReportJob, TellStep } from './contracts/reports.ts'
import { isFlushed } from './flush.ts'
import { Refusal } from './refusal.ts'
import type { CoreServices, Entry } from './services.ts'

/** Makes a session's report from what is stored, and notes that it was made and by whom. */
export async function makeSessionReport(
  core: CoreServices,
  sessionId: string,
  wanted: ReportJob['wanted'],
  by: string,
  entry: Entry,
): Promise<ReportFile> {
  const { format, pseudonymised = false, print } = wanted
  if (print && format !== 'pdf') throw new Refusal(phrase.core.onlyPdfPrinted)
  if (!(await isFlushed(core, sessionId))) throw new Refusal(refusal('reportIncomplete'))
  const at = core.now()
  const tell: TellStep = (step, share) => core.publish({ kind: 'report', sessionId, step, share })
  const made = { at, by, software: core.version }
  // In a browser the window itself opens what is printed.
  const isForProgram = print === true && entry === 'electron'
  const file = await core.reports.make({ sessionId, wanted, isForProgram, made }, tell)
  // An act of this installation, not of the session: making a report must not change what it is a report of.
  const event = {
    event: 'system',
    kind: 'export',
    by,
    session: sessionId,
    format,
    ...(pseudonymised ? { pseudonymised } : {}),
    ...(print ? { printed: true as const } : {}),
    ...(file.path === null ? {} : { path: file.path }),
  } as const
  const log = [{ at, entry: event }]
  for (const logged of await core.store({ change: 'commit', sessionId: null, readings: [], log }))
    core.publish({ kind: 'log', roomId: null, entry: logged })
  return file
}
