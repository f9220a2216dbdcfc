import type { Campaign } from './campaign.ts'
import { faultsCampaign } from './faults/campaign.ts'
import { hostile } from './hostile/campaign.ts'
import { kills } from './kills/campaign.ts'
import { record } from './record/campaign.ts'
import { steady } from './steady/campaign.ts'

/** By the name that each is asked for. */
export const campaigns: Readonly<Record<string, Campaign>> = {
  faults: faultsCampaign,
  hostile,
  kills,
  record,
  steady,
}
