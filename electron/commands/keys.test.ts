import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { DAY_MS } from '../../shared/time.ts'
import { openStore } from '../store/index.ts'
import { commitOne, openSession, SESSION } from '../store/testing/record.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const node = join(root, 'node_modules/.bin/node')
let dir: string
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-keys-command-'))
  const store = openStore(dir, { version: 'test' })
  for (const [id, name, role] of [
    ['p-1', 'Ada', 'admin'],
    ['p-2', 'Dr Dora', 'director'],
    ['p-3', 'Nina', 'nurse'],
  ] as const)
    store.setPerson({ id, name, role, active: true })
  openSession(store)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  await store.backup({ monoMs: 0, wallMs: Date.now() - DAY_MS })
  store.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

function vigil(...args: readonly string[]) {
  const { VIGIL_KEY_FILE: _own, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(node, ['electron/commands/cli.ts', ...args], {
    cwd: root,
    env: { ...env, VIGIL_DATA: dir },
    encoding: 'utf8',
    timeout: 120_000,
  })
  const lines = stdout.split('\n').filter(line => line !== '')
  return { code: status, err: stderr, out: lines.map(line => JSON.parse(line) as Record<string, unknown>) }
}

it('vigil keys rekey wants two who may, a proved code, and gives new keys, a code and a backup', () => {
  const byBoth = ['--by', 'ada', '--by', 'Dr Dora']
  expect(vigil('keys', 'rekey', '--by', 'Ada')).toMatchObject({ code: 2, out: [] })
  expect(vigil('keys', 'rekey', '--by', 'Ada', '--by', 'Nina')).toMatchObject({
    code: 1,
    err: expect.stringContaining('An administrator and a medical director decide it together'),
  })
  expect(vigil('keys', 'rekey', ...byBoth)).toMatchObject({
    code: 1,
    err: expect.stringContaining('print one and type it back first'),
  })
  const before = vigil('keys', 'code').out[0]
  expect(vigil('keys', 'prove', '--code', String(before?.['recoveryCode'])).code).toBe(0)

  const { code, out, err } = vigil('keys', 'rekey', ...byBoth)
  expect(code, err).toBe(0)
  expect(err).toContain('Backups of before open with the recovery code of before')
  const [made, backup, ...slots] = out
  expect(made).toMatchObject({ fingerprintBefore: before?.['fingerprint'] })
  expect(made?.['fingerprint']).not.toBe(before?.['fingerprint'])
  expect(slots).toMatchObject([{ key: 'file' }, { key: 'recovery', proved: false }])

  expect(vigil('verify').out[0]).toMatchObject({ ok: true, readings: 3 })
  const tried = (code: unknown) =>
    vigil('restore', String(backup?.['backup']), '--try', '--code', String(code))
  expect(tried(made?.['recoveryCode']).out).toMatchObject([{ sessions: 1, restored: false }])
  const [old] = vigil('restore').out
  const tryOld = (...more: readonly string[]) => vigil('restore', String(old?.['backup']), '--try', ...more)
  expect(tryOld().err).toContain('give the recovery code that was printed before it got new ones')
  expect(tryOld('--code', String(before?.['recoveryCode'])).out).toMatchObject([{ sessions: 1 }])
  const store = openStore(dir, { version: 'test' })
  expect(store.readings(SESSION)).toHaveLength(3)
  store.close()
}, 240_000)
