import { parseArgs } from 'node:util'
import { benchAlarms } from './alarm.ts'
import { benchBreach } from './breach.ts'
import { benchChart } from './chart.ts'
import { benchDashboard } from './dashboard.ts'
import type { Figure } from './figure.ts'
import { benchImport } from './import.ts'
import { benchParsers } from './parsers.ts'
import { benchReport } from './report.ts'
import { benchRooms } from './rooms.ts'
import { benchStore } from './store.ts'

/*
 * `npm run bench [-- NAME …]`: prints figures, with what we aim for. Machines are noisy: compare runs on one machine.
 */

const benches: Readonly<Record<string, () => Promise<readonly Figure[]>>> = {
  parsers: benchParsers,
  alarm: benchAlarms,
  breach: benchBreach,
  rooms: benchRooms,
  store: benchStore,
  chart: benchChart,
  report: benchReport,
  import: benchImport,
  dashboard: benchDashboard,
}

const { positionals } = parseArgs({ allowPositionals: true })
const wanted = positionals.length > 0 ? positionals : Object.keys(benches)
for (const name of wanted) {
  const bench = benches[name]
  if (!bench) {
    process.stderr.write(`There is no benchmark "${name}"; known are ${Object.keys(benches).join(', ')}.\n`)
    process.exitCode = 2
    continue
  }
  for (const { name: what, value, unit, aim } of await bench()) {
    const shown = value >= 100 ? Math.round(value).toString() : value.toPrecision(3)
    process.stdout.write(
      `${what.padEnd(58)} ${shown.padStart(10)} ${unit.padEnd(8)} ${aim ? `aim ${aim}` : ''}\n`,
    )
  }
}
