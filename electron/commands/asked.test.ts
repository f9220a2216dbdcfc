import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { openStore, ownSources } from '../store/index.ts'
import { keepKey } from '../store/keys/keep-key.ts'
import { commitOne, openSession } from '../store/testing/record.ts'

/* A record whose code is asked for at each start: commands take it. The windows' entries: e2e/stand-in/asked-code.test.ts. */

const root = fileURLToPath(new URL('../..', import.meta.url))
const node = join(root, 'node_modules/.bin/node')
let dir: string
let code: string

beforeEach(() => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-asked-'))
  const store = openStore(dir, { version: 'test' })
  openSession(store)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  code = store.makeRecoveryCode().code
  store.proveRecoveryCode(code)
  store.close()
  keepKey(dir, { where: 'asked' }, ownSources)
})
afterEach(() => rmSync(dir, { recursive: true, force: true, maxRetries: 5 }))

function environment() {
  const { VIGIL_KEY_FILE: _own, ...env } = process.env
  return { ...env, VIGIL_DATA: dir }
}
function vigil(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(node, ['electron/commands/cli.ts', ...args], {
    cwd: root,
    env: environment(),
    encoding: 'utf8',
    timeout: 120_000,
  })
  return { code: status, out: stdout, err: stderr }
}

it('commands say that they want it, and open the record with it, leaving no key behind', () => {
  expect(vigil('verify')).toMatchObject({
    code: 1,
    err: expect.stringContaining('is opened by its recovery code at each start: type it (--code CODE)'),
  })
  expect(vigil('verify', '--code', `${code.slice(0, -1)}${code.endsWith('A') ? 'B' : 'A'}`)).toMatchObject({
    code: 1,
    err: expect.stringContaining('mistyped'),
  })
  expect(JSON.parse(vigil('verify', '--code', code).out)).toMatchObject({ ok: true, readings: 3 })
  expect(vigil('people', 'list', '--code', code).code).toBe(0)
  expect(existsSync(join(dir, 'vigil.key'))).toBe(false)
  expect(vigil('verify').code).toBe(1)
}, 240_000)
