import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { askAs, startTestCore } from '../electron/core/testing/acting.ts'
import { emptyStore, exportFile, storeScript } from '../electron/import/testing/stored.ts'
import { longSession } from '../fixtures/sessions/long-session.ts'
import { CHUNK_BYTES } from '../shared/session-file/format.ts'
import { type Figure, measured, RUNS, type Run, spend } from './figure.ts'
import { longestHoldUp } from './held-up.ts'

/** What taking in a session of three hours costs, and for how long it keeps the core from its alarms. */
export async function benchImport(): Promise<Figure[]> {
  const file = await makeFile()
  const cost: Run[] = []
  const heldUp: Run[] = []
  for (let n = 0; n < RUNS; n++) {
    const { cpuMs, wallMs, heldUpMs } = await importOnce(file)
    cost.push({ value: cpuMs, wall: wallMs, samples: 1 })
    heldUp.push({ value: heldUpMs, samples: 1 })
  }
  const name = `import of 3 h (${(file.length / 1e6).toFixed(1)} MB)`
  const held = { name: 'core held up by the import of 3 h, longest', unit: 'ms', clock: 'wall' } as const
  return [
    await measured({ name, unit: 'ms', clock: 'cpu', aim: '< 2000' }, cost),
    await measured({ ...held, aim: '<= 300' }, heldUp),
  ]
}

/** Into a fresh installation, as a window does it. */
async function importOnce(file: Buffer) {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  const core = await startTestCore({ dataDir, entry: 'headless', version: 'bench', beep: () => {} })
  try {
    const ask = async <T>(name: string, payload: unknown): Promise<T> => {
      const answer = await askAs(core, name, payload)
      if (!answer.ok) throw new Error(answer.message)
      return answer.value as T
    }
    await ask('addPerson', { name: 'Bench', role: 'staff' })
    let heldUpMs = 0
    const spent = await spend(async () => {
      heldUpMs = await longestHoldUp(async () => {
        const request = { by: 'Bench', file: 'session.json', bytes: file.length }
        const { importId } = await ask<{ importId: string }>('beginImport', request)
        for (let index = 0; index * CHUNK_BYTES < file.length; index++) {
          const base64 = file.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES).toString('base64')
          await ask('sendImport', { importId, index, base64 })
        }
        await ask('importSession', { by: 'Bench', importId })
      })
    })
    return { ...spent, heldUpMs }
  } finally {
    await core.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

async function makeFile(): Promise<Buffer> {
  const { store, dir } = emptyStore()
  try {
    storeScript(store, longSession())
    return await exportFile(store)
  } finally {
    store.close()
    rmSync(dir, { recursive: true, force: true })
  }
}
