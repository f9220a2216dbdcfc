import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom, type Random } from '../../../fixtures/random.ts'
import type { Campaign, Counted } from '../campaign.ts'
import { copyUnderLoad } from './copies.ts'
import { flipBits } from './flips.ts'
import { killInCommits } from './kills.ts'
import { cutPower } from './power-cuts.ts'
import { cutInRekey } from './rekey-cuts.ts'
import type { Tried } from './tried.ts'

interface Step {
  readonly name: string
  /** @param count of kills; the other steps follow from it */
  run(dir: string, count: number, random: Random): Promise<Tried>
}

const steps: Readonly<Record<string, Step>> = {
  kills: {
    name: 'kill -9 in the middle of commits: nothing lost',
    run: (dir, count, random) => killInCommits(dir, count, random),
  },
  cuts: {
    name: 'power cuts: nothing answered lost, the record opens and verifies',
    run: (dir, count, random) => cutPower(dir, count * 2, random),
  },
  rekeys: {
    name: 'power cuts while the record gets new keys: one of both is whole',
    run: (dir, count, random) => cutInRekey(dir, count, random),
  },
  flips: {
    name: 'flipped bits found',
    run: async (dir, count, random) => flipBits(dir, count * 3, random),
  },
  copies: {
    name: 'copies under load that are whole',
    run: (dir, count) => copyUnderLoad(dir, Math.ceil(count * 0.8)),
  },
}

export const record: Campaign = {
  does: 'kills the writer of an encrypted record and cuts its power in its commits, flips bits of its file, copies it under load',
  defaultCount: 50,
  steps: Object.keys(steps),
  async run({ count, seed, only }) {
    const random = createRandom(seed)
    const figures: Counted[] = []
    const broken: string[] = []
    const skipped: string[] = []
    for (const [key, step] of Object.entries(steps)) {
      if (only && !only.includes(key)) continue
      const dir = mkdtempSync(join(tmpdir(), 'vigil-campaign-'))
      try {
        const tried = await step.run(dir, count, random)
        if (tried.skipped !== undefined) {
          skipped.push(`${step.name}: not tried. ${tried.skipped}`)
          continue
        }
        const held = tried.tried - tried.broken.length
        figures.push({ name: step.name, value: held, unit: `of ${tried.tried}`, aim: String(tried.tried) })
        figures.push(...(tried.figures ?? []))
        broken.push(...tried.broken)
        skipped.push(...(tried.unjudged ?? []))
      } finally {
        rmSync(dir, { recursive: true, force: true })
      }
    }
    return { figures, broken, skipped }
  },
}
