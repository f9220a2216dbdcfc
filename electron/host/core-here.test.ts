import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { builtProgram, testPrograms } from '../record/testing/programs.ts'
import { openCoreHere } from './core-here.ts'
import { superviseCore } from './supervisor.ts'

it('a core that cannot be begun twice in a row is run here, and every window is told so', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-here-'))
  let tried = 0
  const core = await superviseCore({
    open({ onGone }) {
      tried += 1
      queueMicrotask(() => onGone('code 1'))
      return { send: () => {}, kill: () => {} }
    },
    otherwise: { open: openCoreHere, notice: 'It runs here.' },
    beginning: {
      dataDir,
      entry: 'electron',
      version: 'test',
      programs: testPrograms(),
      relays: null,
      watchdog: [process.execPath, builtProgram('watchdog')],
    },
    say: () => {},
    keepLine: () => {},
    bell: () => {},
    onRestart: () => {},
  })
  expect([tried, core.notices()]).toEqual([2, ['It runs here.']])
  const answer = JSON.parse(await core.answer({ windowId: 'desk', entry: 'electron' }, 'snapshot', {}))
  expect(answer).toMatchObject({ ok: true, value: { rooms: [{ id: 'room-1' }] } })
  await core.close(true)
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 })
})
