import { sayAsKept } from '../presets/approved.ts'
import type { Difference } from '../presets/preset.ts'
import type { Words } from '../words/index.ts'
import { type ClinicSet, shippedWords } from './clinic-set.ts'
import { compareWords } from './texts.ts'

/** How a version differed from what ships when it was approved: as `differsAsApproved` of presets. */
export function wordsAsApproved(set: ClinicSet, words: Words): readonly Difference[] {
  return sayAsKept(set.approved?.differs ?? [], said => compareWords(shippedWords, set, said), words)
}
