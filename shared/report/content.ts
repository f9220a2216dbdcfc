import { z } from 'zod'
import type { ReportWords } from '../words/report.ts'

/* How much of a report is printed: page 1 always, and the appendices that staff choose. */

/** In the order in which they follow page 1. */
export const appendices = ['treatment', 'checklists', 'alarms', 'quality', 'minutes', 'audit'] as const
export type Appendix = (typeof appendices)[number]

/** How many minutes a row of the minute table covers. */
export const minuteSteps = [1, 5, 15] as const
export type MinuteStep = (typeof minuteSteps)[number]

export interface ReportContent {
  readonly appendices: readonly Appendix[]
  readonly minuteStep: MinuteStep
}

/** All that is known, every minute of it. */
export const wholeContent: ReportContent = { appendices, minuteStep: 1 }

/** What is printed unless staff choose otherwise: a usual session of two hours stands on four pages. */
export const usualContent: ReportContent = {
  appendices: ['treatment', 'checklists', 'alarms', 'minutes'],
  minuteStep: 15,
}

export const contentSchema = z
  .strictObject({
    appendices: z.array(z.enum(appendices)).readonly(),
    minuteStep: z.literal(minuteSteps),
  })
  .readonly() satisfies z.ZodType<ReportContent>

/** A sentence that names what was not asked for, so that nobody takes a short report for the whole record. */
export function describeLeftOut(
  { appendices: chosen }: ReportContent,
  words: ReportWords,
): readonly string[] {
  const said = words.report.appendices
  const left = appendices.filter(appendix => !chosen.includes(appendix)).map(appendix => said[appendix])
  return left.length === 0 ? [] : [said.left(left.join(', '))]
}
