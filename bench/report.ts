import { performance } from 'node:perf_hooks'
import { exportReport } from '../electron/export/index.ts'
import { richReport } from '../fixtures/sessions/rich-session.ts'
import type { Figure } from './figure.ts'

/** How often it is looked whether anything else may run. */
const LOOK_MS = 2

/** What a report of three hours, with alarms of every kind, costs, and for how long it keeps the core from its alarms. */
export async function benchReport(): Promise<Figure[]> {
  const report = richReport()
  const figures: Figure[] = []
  for (const format of ['pdf', 'html', 'fhir', 'csv', 'json'] as const) {
    let lastMs = performance.now()
    let longestMs = 0
    const look = () => {
      const nowMs = performance.now()
      longestMs = Math.max(longestMs, nowMs - lastMs)
      lastMs = nowMs
    }
    const timer = setInterval(look, LOOK_MS)
    const startedMs = performance.now()
    await exportReport(report, format)
    const value = performance.now() - startedMs
    look()
    clearInterval(timer)
    figures.push(
      { name: `report of 3 h as ${format.toUpperCase()}`, value, unit: 'ms', aim: '< 2000' },
      { name: `… longest hold-up of the core by it`, value: longestMs, unit: 'ms', aim: '<= 300' },
    )
  }
  return figures
}
