import type { Payload, ReportFile, ReportStep } from '../../../shared/ipc.ts'
import type { Instant } from '../../../shared/time.ts'

/* What the core asks of whatever makes reports. */

/** A report to be made: plain data, for a thread of its own. */
export interface ReportJob {
  readonly sessionId: string
  readonly wanted: Pick<Payload<'makeReport'>, 'format' | 'paper' | 'pseudonymised' | 'content' | 'print'>
  /** A program of this computer opens it to print it: it lies as a file for as long as that may take. */
  readonly isForProgram: boolean
  readonly made: { readonly at: Instant; readonly by: string; readonly software: string }
}

export type TellStep = (step: ReportStep, share: number) => void

export interface Reports {
  /** Makes a stored session's report. @throws Error with one sentence */
  make(job: ReportJob, tell: TellStep): Promise<ReportFile>
}
