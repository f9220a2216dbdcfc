export interface CampaignOptions {
  /** How often the campaign's main step is done; what that is, each campaign says. */
  readonly count: number
  readonly seed: number
  /** Names of the steps that are wanted, where not all are. */
  readonly only: readonly string[] | null
}

/** What was counted or measured while a campaign ran, once. */
export interface Counted {
  readonly name: string
  readonly value: number
  readonly unit: string
  readonly aim?: string
}

export interface Outcome {
  readonly figures: readonly Counted[]
  /** What did not hold, one sentence each. */
  readonly broken: readonly string[]
  /** What could not be tried here, and why, one sentence each. */
  readonly skipped?: readonly string[]
}

/** An attack on Vigil, or a fault of what it stands on, repeated many times with random variations that a seed repeats. */
export interface Campaign {
  readonly does: string
  readonly defaultCount: number
  /** By which name each of its steps can be asked for alone; absent: it is one. */
  readonly steps?: readonly string[]
  run(options: CampaignOptions): Promise<Outcome>
}
