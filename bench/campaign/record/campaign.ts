import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createRandom } from '../../../fixtures/random.ts'
import type { Campaign, Counted } from '../campaign.ts'
import { copyUnderLoad } from './copies.ts'
import { flipBits } from './flips.ts'
import { killInCommits } from './kills.ts'
import type { Tried } from './tried.ts'

/** Bits that are flipped and copies that are made, for each kill. */
const FLIPS_A_KILL = 3

export const record: Campaign = {
  does: 'kills the writer of an encrypted record in its commits, flips bits of its file, copies it under load',
  defaultCount: 50,
  async run({ count, seed }) {
    const random = createRandom(seed)
    const parts: readonly (readonly [string, (dir: string) => Promise<Tried>])[] = [
      ['kill -9 in the middle of commits: nothing lost', dir => killInCommits(dir, count, random)],
      ['flipped bits found', async dir => flipBits(dir, count * FLIPS_A_KILL, random)],
      ['copies under load that are whole', dir => copyUnderLoad(dir, Math.ceil(count * 0.8))],
    ]
    const figures: Counted[] = []
    const broken: string[] = []
    for (const [name, run] of parts) {
      const dir = mkdtempSync(join(tmpdir(), 'vigil-campaign-'))
      try {
        const tried = await run(dir)
        const held = tried.tried - tried.broken.length
        figures.push({ name, value: held, unit: `of ${tried.tried}`, aim: String(tried.tried) })
        figures.push(...(tried.figures ?? []))
        broken.push(...tried.broken)
      } finally {
        rmSync(dir, { recursive: true, force: true })
      }
    }
    return { figures, broken }
  },
}
