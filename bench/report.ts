import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askAs, startTestCore } from '../electron/core/testing/acting.ts'
import { exportReport } from '../electron/export/index.ts'
import { openStore } from '../electron/store/index.ts'
import { richReport, richSession } from '../fixtures/sessions/rich-session.ts'
import { spravato84 } from '../shared/presets/spravato.ts'
import { replayScript } from '../shared/session/replay.ts'
import { parseScript } from '../shared/session/script.ts'
import { english as words } from '../shared/words/en/index.ts'
import { type Figure, measure, type Run, spend } from './figure.ts'
import { longestHoldUp } from './held-up.ts'
import { plainPdf } from './references.ts'

const SESSION = 'S-bench'

/** What a report of three hours with twenty alarms costs, and for how long making one keeps the core from its alarms. */
export async function benchReport(): Promise<Figure[]> {
  const report = richReport()
  const figures: Figure[] = []
  for (const format of ['pdf', 'html', 'fhir', 'csv', 'json'] as const) {
    const about = {
      name: `report of 3 h as ${format.toUpperCase()}`,
      unit: 'ms',
      clock: 'cpu',
      aim: '< 2000',
    } as const
    await exportReport(report, format, words) // lets the compiler see the code once
    figures.push(
      await measure(
        about,
        async () => {
          const { cpuMs, wallMs } = await spend(() => exportReport(report, format, words))
          return { value: cpuMs, wall: wallMs, samples: 1 }
        },
        { reference: plainPdf },
      ),
    )
  }
  return [...figures, await timeHoldUp()]
}

/** The way of a window's request, with the record in the store and the thread that makes it. */
async function timeHoldUp(): Promise<Figure> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  try {
    storeSession(dataDir)
    const reportWorker = new URL('../electron/export/report-worker.ts', import.meta.url)
    const core = await startTestCore({
      dataDir,
      entry: 'headless',
      version: 'bench',
      beep: () => {},
      reportWorker,
    })
    const ask = (name: string, payload: unknown) => askAs(core, name, payload)
    await ask('addPerson', { name: 'Bench', role: 'staff' })
    try {
      const makeOne = async (): Promise<Run> => {
        const value = await longestHoldUp(async () => {
          const answer = await ask('makeReport', { by: 'Bench', sessionId: SESSION, format: 'pdf' })
          if (!answer.ok) throw new Error(answer.message)
        })
        return { value, samples: 1 }
      }
      const about = {
        name: 'core held up by the PDF of 3 h, longest',
        unit: 'ms',
        clock: 'wall',
        aim: '<= 300',
      } as const
      return await measure(about, makeOne)
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
