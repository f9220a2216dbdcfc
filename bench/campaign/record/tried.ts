import type { Counted } from '../campaign.ts'

export interface Tried {
  readonly tried: number
  /** One sentence for each time that it did not hold. */
  readonly broken: readonly string[]
  /** It could not be tried here: why, in one sentence. */
  readonly skipped?: string
  readonly figures?: readonly Counted[]
  /** What could not be judged here: why, in one sentence each. */
  readonly unjudged?: readonly string[]
}
