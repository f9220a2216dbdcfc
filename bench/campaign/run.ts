import { parseArgs } from 'node:util'
import { campaigns } from './campaigns.ts'

/*
 * `npm run campaign -- NAME [--count N] [--seed S] [--only STEP,…]`: bounded, and the same for the same seed. Prints figures and what did not
 * hold; exit code 1 where something did not.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
  },
})
const campaign = campaigns[positionals[0] ?? '']
const count = Number(values.count ?? campaign?.defaultCount)
const seed = Number(values.seed)
const only = values.only?.split(',') ?? null
const unknown = only?.filter(step => !campaign?.steps?.includes(step)) ?? []
if (!campaign || unknown.length > 0 || !Number.isInteger(count) || count < 1 || !Number.isInteger(seed)) {
  const known = Object.entries(campaigns).map(([name, { does }]) => `  ${name}: ${does}`)
  process.stderr.write(
    `usage: npm run campaign -- NAME [--count N] [--seed S] [--only STEP,…]\n${known.join('\n')}\n`,
  )
  process.exit(2)
}

process.stdout.write(`${positionals[0]}: count ${count}, seed ${seed}\n`)
const { figures, broken, skipped = [] } = await campaign.run({ count, seed, only })
for (const { name, value, unit, aim } of figures) {
  const shown = value >= 100 ? Math.round(value).toString() : Number(value.toPrecision(3)).toString()
  process.stdout.write(
    `${name.padEnd(58)} ${shown.padStart(10)} ${unit.padEnd(8)} ${aim ? `aim ${aim}` : ''}\n`,
  )
}
for (const sentence of skipped) process.stdout.write(`SKIPPED ${sentence}\n`)
for (const sentence of broken) process.stdout.write(`BROKEN ${sentence}\n`)
process.stdout.write(broken.length === 0 ? 'held\n' : `${broken.length} did not hold\n`)
process.exitCode = broken.length === 0 ? 0 : 1
