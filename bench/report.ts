import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { exportReport } from '../electron/export/index.ts'
import { startCore } from '../electron/start/start-core.ts'
import { openStore } from '../electron/store/index.ts'
import { richReport, richSession } from '../fixtures/sessions/rich-session.ts'
import { spravato84 } from '../shared/presets/spravato.ts'
import { replayScript } from '../shared/session/replay.ts'
import { parseScript } from '../shared/session/script.ts'
import type { Figure } from './figure.ts'
import { longestHoldUp } from './held-up.ts'

const SESSION = 'S-bench'

/** What a report of three hours with twenty alarms costs, and for how long making one keeps the core from its alarms. */
export async function benchReport(): Promise<Figure[]> {
  const report = richReport()
  const figures: Figure[] = []
  for (const format of ['pdf', 'html', 'fhir', 'csv', 'json'] as const) {
    const startedMs = performance.now()
    await exportReport(report, format)
    const value = performance.now() - startedMs
    figures.push({ name: `report of 3 h as ${format.toUpperCase()}`, value, unit: 'ms', aim: '< 2000' })
  }
  const value = await timeHoldUp()
  return [...figures, { name: 'core held up by the PDF of 3 h, longest', value, unit: 'ms', aim: '<= 300' }]
}

/** The way of a window's request, with the record in the store and the thread that makes it. */
async function timeHoldUp(): Promise<number> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  try {
    storeSession(dataDir)
    const reportWorker = new URL('../electron/export/report-worker.ts', import.meta.url)
    const core = await startCore({
      dataDir,
      entry: 'headless',
      version: 'bench',
      beep: () => {},
      reportWorker,
    })
    const ask = (name: string, payload: unknown) =>
      core.answer({ windowId: 'bench', entry: 'headless' }, name, payload)
    await ask('addPerson', { name: 'Bench', role: 'staff' })
    try {
      return await longestHoldUp(async () => {
        const answer = await ask('makeReport', { by: 'Bench', sessionId: SESSION, format: 'pdf' })
        if (!answer.ok) throw new Error(answer.message)
      })
    } finally {
      await core.close()
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true })
  }
}

function storeSession(dataDir: string): void {
  const script = parseScript(richSession(), 'simulated')
  const options = { preset: spravato84, sessionId: SESSION, t0WallMs: Date.UTC(2026, 10, 23, 8) }
  const { state, readings, log } = replayScript(script, options)
  const store = openStore(dataDir, { version: 'bench' })
  store.addRoom({ id: 'room-1', name: 'Room 1' })
  store.openSession('room-1', state)
  store.commit({ sessionId: SESSION, state, readings, log })
  store.close()
}
