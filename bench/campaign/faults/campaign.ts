import type { Campaign, Counted } from '../campaign.ts'
import { faults } from './faults.ts'
import { tryFault } from './trial.ts'

export const faultsCampaign: Campaign = {
  does: `faults of disk, memory and processes under an open session, with count alarms in each: ${Object.keys(faults).join(' ')}`,
  defaultCount: 3,
  steps: Object.keys(faults),
  async run({ count, only }) {
    const figures: Counted[] = []
    const broken: string[] = []
    const skipped: string[] = []
    for (const [name, fault] of Object.entries(faults)) {
      if (only && !only.includes(name)) continue
      const missing = fault.whyNot()
      if (missing !== null) {
        skipped.push(`${name} (${fault.does}) was not tried: ${missing}`)
        continue
      }
      const outcome = await tryFault(name, fault, count)
      figures.push(...outcome.figures)
      broken.push(...outcome.broken)
    }
    return { figures, broken, skipped }
  },
}
