export interface CampaignOptions {
  /** How often the campaign's main step is done; what that is, each campaign says. */
  readonly count: number
  readonly seed: number
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
}

/** An attack on Vigil, or a fault of what it stands on, repeated many times with random variations that a seed repeats. */
export interface Campaign {
  readonly does: string
  readonly defaultCount: number
  run(options: CampaignOptions): Promise<Outcome>
}
