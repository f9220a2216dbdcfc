import type { Counted } from '../campaign.ts'

export interface Tried {
  readonly tried: number
  /** One sentence for each time that it did not hold. */
  readonly broken: readonly string[]
  readonly figures?: readonly Counted[]
}
