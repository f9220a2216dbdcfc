import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { emptyStore, exportFile, storeScript } from '../electron/import/testing/stored.ts'
import { startCore } from '../electron/start/start-core.ts'
import { longSession } from '../fixtures/sessions/long-session.ts'
import { CHUNK_BYTES } from '../shared/session-file/format.ts'
import type { Figure } from './figure.ts'
import { longestHoldUp } from './held-up.ts'

/** What taking in a session of three hours costs, and for how long it keeps the core from its alarms. */
export async function benchImport(): Promise<Figure[]> {
  const file = await makeFile()
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-bench-'))
  const core = await startCore({ dataDir, entry: 'headless', version: 'bench', beep: () => {} })
  try {
    const ask = async <T>(name: string, payload: unknown): Promise<T> => {
      const answer = await core.answer({ windowId: 'bench', entry: 'headless' }, name, payload)
      if (!answer.ok) throw new Error(answer.message)
      return answer.value as T
    }
    await ask('addPerson', { name: 'Bench', role: 'staff' })
    const startedMs = performance.now()
    const heldUpMs = await longestHoldUp(async () => {
      const request = { by: 'Bench', file: 'session.json', bytes: file.length }
      const { importId } = await ask<{ importId: string }>('beginImport', request)
      for (let index = 0; index * CHUNK_BYTES < file.length; index++) {
        const base64 = file.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES).toString('base64')
        await ask('sendImport', { importId, index, base64 })
      }
      await ask('importSession', { by: 'Bench', importId })
    })
    const value = performance.now() - startedMs
    return [
      { name: `import of 3 h (${(file.length / 1e6).toFixed(1)} MB)`, value, unit: 'ms', aim: '< 2000' },
      { name: 'core held up by the import of 3 h, longest', value: heldUpMs, unit: 'ms', aim: '<= 300' },
    ]
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
