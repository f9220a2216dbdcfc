import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { readSeries } from '../fixtures/series/read.ts'
import { addUp, type Counted, replaySeries, variants } from '../fixtures/series/replay.ts'
import { replayRules, ruleVariants } from '../fixtures/series/rules.ts'

/*
 * What the delays and the hysteresis buy, on real vital signs: node bench/series.ts FILE.csv …
 * Prints two tables a file: how often each alarm called (began, or rose to this priority), for each way to make alarms of
 * values, and without each of the rules AR-17 to AR-20.
 */

for (const file of process.argv.slice(2)) {
  const name = basename(file, '.csv')
  const series = readSeries(name, readFileSync(file, 'utf8'))
  const each = (replay: (one: (typeof series)[number]) => Counted) => addUp(series.map(replay))
  const counted = variants.map(variant => each(one => replaySeries(one, variant)))
  const hours = counted[0]?.hours ?? 0
  process.stdout.write(`\n${name}: ${series.length} series, ${hours.toFixed(1)} h\n\n`)
  printTable(variants, counted)
  process.stdout.write('\n')
  printTable(
    ruleVariants,
    ruleVariants.map(variant => each(one => replayRules(one, variant))),
  )
}

function printTable(heads: readonly string[], counted: readonly Counted[]): void {
  const names = [...new Set(counted.flatMap(({ alarms }) => Object.keys(alarms)))].toSorted()
  const total = counted.map(({ alarms }) => Object.values(alarms).reduce((sum, count) => sum + count, 0))
  const row = (cells: readonly (string | number)[]) => process.stdout.write(`| ${cells.join(' | ')} |\n`)
  const hours = counted[0]?.hours ?? 0
  row(['Calls', ...heads])
  row(['---', ...heads.map(() => '---')])
  for (const alarm of names) row([alarm, ...counted.map(({ alarms }) => alarms[alarm] ?? 0)])
  row(['all', ...total])
  row(['all, an hour', ...total.map(count => (count / hours).toFixed(1))])
}
