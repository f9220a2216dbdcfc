import { commonEnglish } from './common.ts'
import { reportWords } from './report.ts'

/** All that records and reports say. A window has only what they share with the screen. */
export const english = { ...commonEnglish, report: reportWords } as const
