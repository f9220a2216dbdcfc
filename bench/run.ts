import { cpus } from 'node:os'
import { parseArgs } from 'node:util'
import build from '../e2e/build.ts'
import { type Figure, summarise } from './figure.ts'

/*
 * `npm run bench [-- NAME …] [--json | --table]`: prints figures, with what we aim for: the median of the runs and the lowest and highest
 * of them. Machines are noisy: compare runs on one machine, and look at the reference beside each figure.
 */

const benches: Readonly<Record<string, () => Promise<() => Promise<readonly Figure[]>>>> = {
  parsers: async () => (await import('./parsers.ts')).benchParsers,
  alarm: async () => (await import('./alarm.ts')).benchAlarms,
  breach: async () => (await import('./breach.ts')).benchBreach,
  rooms: async () => (await import('./rooms.ts')).benchRooms,
  store: async () => (await import('./store.ts')).benchStore,
  chart: async () => (await import('./chart.ts')).benchChart,
  report: async () => (await import('./report.ts')).benchReport,
  import: async () => (await import('./import.ts')).benchImport,
  records: async () => (await import('./records.ts')).benchRecords,
  opening: async () => (await import('./opening.ts')).benchOpening,
  bundle: async () => (await import('./bundle.ts')).benchBundle,
  windows: async () => (await import('./windows.ts')).benchWindows,
  use: async () => (await import('./use.ts')).benchUse,
  dashboard: async () => (await import('./dashboard.ts')).benchDashboard,
}

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean' }, table: { type: 'boolean' } },
})
// What is measured is what stands in the sources.
build()
const wanted = positionals.length > 0 ? positionals : Object.keys(benches)
for (const name of wanted) {
  const bench = benches[name]
  if (!bench) {
    process.stderr.write(`There is no benchmark "${name}"; known are ${Object.keys(benches).join(', ')}.\n`)
    process.exitCode = 2
    continue
  }
  const run = await bench()
  for (const figure of await run()) process.stdout.write(say(name, figure))
}

function say(bench: string, figure: Figure): string {
  if (values.json) return toJson(bench, figure)
  return values.table ? toRow(figure) : toLine(figure)
}

function toJson(bench: string, figure: Figure): string {
  const computer = { node: process.version, platform: process.platform, cpus: cpus().length }
  return `${JSON.stringify({ bench, ...summarise(figure), ...computer })}\n`
}

function toLine(figure: Figure): string {
  const { name, unit, clock, median, low, high, samples, wall, aim, reference } = summarise(figure)
  const spread = figure.runs.length > 1 ? `${show(low)}..${show(high)}` : ''
  const cells = [
    name.padEnd(58),
    show(median).padStart(8),
    `${unit} ${clock}`.padEnd(12),
    spread.padStart(16),
    `n ${samples}`.padEnd(12),
    (wall === undefined ? '' : `wall ${show(wall)}`).padEnd(12),
    `ref ${show(reference.ms)} ms`.padEnd(14),
    aim ? `aim ${aim}` : '',
  ]
  return `${cells.join(' ').trimEnd()}\n`
}

/** A row of `docs/performance.md`. */
function toRow(figure: Figure): string {
  const { name, unit, clock, median, low, high, runs, samples, aim, reference } = summarise(figure)
  const spread = runs > 1 ? `${show(low)}..${show(high)}` : ''
  const cells = [
    name,
    `${show(median)} ${unit}`,
    clock,
    spread,
    samples,
    aim ?? '',
    `${show(reference.ms)} ms`,
  ]
  return `| ${cells.join(' | ')} |\n`
}

function show(value: number): string {
  return value >= 100 ? Math.round(value).toString() : value.toPrecision(3)
}
