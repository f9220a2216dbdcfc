import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { ReportFile } from '../../shared/ipc.ts'
import { CHUNK_BYTES } from '../../shared/session-file/format.ts'
import type { Snapshot } from '../../shared/views.ts'
import type { Core } from './core.ts'
import { startTestCore } from './testing/acting.ts'

/* Whatever text is accepted where people type leaves in a file, and comes back from it. */

const simulate = { scenario: 'quiet-session', speed: 1 }
const patient = { initials: 'AB', birthYear: 1980, recordId: 'R-1' }

async function withCore<T>(
  run: (ask: <R>(name: string, payload?: object) => Promise<R>) => Promise<T>,
): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-typed-'))
  let core: Core | null = null
  try {
    const running = await startTestCore({ dataDir, entry: 'browser', version: 'test', beep: () => {} })
    core = running
    return await run(async <R>(name: string, payload: object = {}) => {
      const answer = await running.answer({ windowId: 'desk', entry: 'browser' }, name, payload)
      if (!answer.ok) throw new Error(answer.message)
      return answer.value as R
    })
  } finally {
    await core?.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

it('exports and imports again', async () => {
  const texts = fc.sample(
    fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code)) }),
    ),
    { numRuns: 300, seed: 13 },
  )
  let accepted = 0
  const file = await withCore(async ask => {
    await ask('justSimulate')
    const { sessionId } = await ask<{ sessionId: string }>('openSession', {
      roomId: 'room-1',
      presetId: 'SPRAVATO-84',
      patient,
      simulate,
    })
    for (const text of [...texts, 'a\tb\nc', '\u202eabc', '=1+1', '😀', 'e\u0301'])
      for (const [name, payload] of [
        ['recordMark', { mark: 'medicine', text }],
        ['handOver', { to: text, text }],
      ] as const)
        await ask(name, { roomId: 'room-1', ...payload }).then(
          () => {
            accepted += 1
          },
          () => {},
        )
    await ask('closeSession', { roomId: 'room-1', reason: 'test \u{1f600}' })
    while ((await ask<Snapshot>('snapshot')).rooms[0]?.session)
      await new Promise(done => setTimeout(done, 20))
    const made = await ask<ReportFile>('makeReport', { sessionId, format: 'json' })
    return Buffer.from(made.base64, 'base64')
  })
  expect(accepted).toBeGreaterThan(100)
  await withCore(async ask => {
    await ask('justSimulate')
    const { importId } = await ask<{ importId: string }>('beginImport', {
      file: 'a.json',
      bytes: file.length,
    })
    for (let index = 0; index * CHUNK_BYTES < file.length; index++) {
      const piece = file.subarray(index * CHUNK_BYTES, (index + 1) * CHUNK_BYTES)
      await ask('sendImport', { importId, index, base64: piece.toString('base64') })
    }
    const { sessionId } = await ask<{ sessionId: string }>('importSession', { importId })
    const again = await ask<ReportFile>('makeReport', { sessionId, format: 'json' })
    expect(Buffer.from(again.base64, 'base64').equals(file)).toBe(true)
  })
})
