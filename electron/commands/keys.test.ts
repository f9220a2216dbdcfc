import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { DAY_MS } from '../../shared/time.ts'
import { createSecrets, openStore } from '../store/index.ts'
import { openRaw } from '../store/testing/raw.ts'
import { closeSession, commitOne, openSession, SESSION } from '../store/testing/record.ts'
import { bundleCommands } from './testing/bundled.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const node = join(root, 'node_modules/.bin/node')
let bundled: string
let dir: string
beforeAll(async () => {
  bundled = await bundleCommands(root)
})
beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'vigil-keys-command-'))
  const store = openStore(dir, { version: 'test' })
  const secrets = createSecrets(store.pepper, { costLog2: 4 })
  for (const [id, name, role, pin] of [
    ['p-1', 'Ada', 'admin', '471182'],
    ['p-2', 'Dr Dora', 'director', '593026'],
    ['p-3', 'Nina', 'nurse', '820417'],
  ] as const) {
    store.setPerson({ id, name, role, active: true })
    const hash = await secrets.hash(pin)
    store.setCredentials(id, { secret: { hash, version: 1, chosenWallMs: 0 }, versions: 1 })
  }
  openSession(store)
  for (const seq of [1, 2, 3]) commitOne(store, seq)
  await store.backup({ monoMs: 0, wallMs: Date.now() - DAY_MS })
  store.close()
})
afterEach(() => rmSync(dir, { recursive: true, force: true }))

const vigil = (...args: readonly string[]) => vigilWith('', ...args)
/** @param input what is typed: PINs, one a line */
function vigilWith(input: string, ...args: readonly string[]) {
  const { VIGIL_KEY_FILE: _own, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(node, [bundled, ...args], {
    cwd: root,
    env: { ...env, VIGIL_DATA: dir },
    encoding: 'utf8',
    input,
    timeout: 120_000,
  })
  const lines = stdout.split('\n').filter(line => line !== '')
  return { code: status, err: stderr, out: lines.map(line => JSON.parse(line) as Record<string, unknown>) }
}

const PINS = '471182\n593026\n'

it('vigil keys rekey wants two who may with their PINs, a proved code, and gives new keys, a code and a backup', () => {
  const byBoth = ['--by', 'ada', '--by', 'Dr Dora']
  expect(vigil('keys', 'rekey', '--by', 'Ada')).toMatchObject({ code: 2, out: [] })
  expect(vigil('keys', 'rekey', '--by', 'Ada', '--by', 'Nina')).toMatchObject({
    code: 1,
    err: expect.stringContaining('Nina is nurse: this needs an administrator and a medical director'),
  })
  for (const what of ['rekey', 'code']) {
    expect(vigil('keys', what), what).toMatchObject({ code: 2, out: [] })
    expect(vigil('keys', what, ...byBoth), what).toMatchObject({
      code: 1,
      out: [],
      err: expect.stringContaining('Give both PINs on standard input'),
    })
    expect(vigilWith('471182\n471182\n', 'keys', what, ...byBoth), what).toMatchObject({
      code: 1,
      out: [],
      err: expect.stringContaining('not the PIN of Dr Dora'),
    })
  }
  expect(vigilWith(PINS, 'keys', 'rekey', ...byBoth)).toMatchObject({
    code: 1,
    err: expect.stringContaining('print one and type it back first'),
  })
  const before = vigilWith(PINS, 'keys', 'code', ...byBoth).out[0]
  expect(vigil('keys', 'prove', '--code', String(before?.['recoveryCode'])).code).toBe(0)

  const { code, out, err } = vigilWith(PINS, 'keys', 'rekey', ...byBoth)
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
  expect(said()).toMatchObject([
    expect.stringMatching(/"by":"Ada and Dr Dora".*A recovery code was made/),
    expect.stringContaining('The recovery code was proved'),
    expect.stringContaining('got new keys on the word of Ada and Dr Dora'),
  ])
}, 400_000)

it('what is done with keys stands in the record, with the login that did it', () => {
  const store = openStore(dir, { version: 'test' })
  const { code } = store.makeRecoveryCode()
  store.close()
  for (const act of [
    ['prove', '--code', code],
    ['file'],
    ['recover', '--code', code],
    ['remove', 'recovery'],
  ])
    expect(vigil('keys', ...act), act[0]).toMatchObject({ code: 0 })
  // Nothing was done: nothing is noted.
  expect(vigil('keys', 'remove', 'file')).toMatchObject({ code: 1 })
  const by = /"by":"os:[^"]+"/
  expect(said().every(line => by.test(line))).toBe(true)
  expect(said()).toMatchObject([
    expect.stringContaining('The recovery code was proved'),
    expect.stringMatching(/A new key file was made: .*vigil\.key/),
    expect.stringMatching(/A new key file was made by the recovery code: .*vigil\.key/),
    expect.stringContaining('recovery\\" was removed'),
  ])
  expect(vigil('verify').out[0]).toMatchObject({ ok: true })
}, 400_000)

it('a report with names is made on the PIN of a person, one without them is not asked for it', () => {
  const store = openStore(dir, { version: 'test' })
  closeSession(store)
  store.close()
  const out = (name: string) => ['report', SESSION, '--format', 'csv', '--out', join(dir, name)]
  expect(vigil(...out('a.csv'))).toMatchObject({ code: 2, out: [] })
  const byNina = [...out('a.csv'), '--by', 'nina']
  for (const [pin, said] of [
    ['', 'Give the PIN of Nina'],
    ['471182\n', 'not the PIN of Nina'],
  ] as const)
    expect(vigilWith(pin, ...byNina)).toMatchObject({ code: 1, out: [], err: expect.stringContaining(said) })
  expect(existsSync(join(dir, 'a.csv'))).toBe(false)
  expect(vigilWith('820417\n', ...byNina)).toMatchObject({ code: 0 })
  expect(vigil(...out('b.csv'), '--pseudonymised')).toMatchObject({ code: 0 })
  const reader = openStore(dir, { version: 'test' })
  const exports = reader.notes(SESSION).flatMap(({ entry }) => ('format' in entry ? [entry] : []))
  reader.close()
  expect(exports).toMatchObject([{ by: 'Nina' }, { by: expect.stringMatching(/^os:/), pseudonymised: true }])
}, 400_000)

it('a record that opens is begun anew on the PINs of two, and says so', () => {
  const anew = ['restore', '--anew', '--by', 'Ada', '--by', 'Dr Dora']
  for (const [pins, said] of [
    ['', 'Give both PINs'],
    ['471182\n820417\n', 'not the PIN of Dr Dora'],
  ] as const)
    expect(vigilWith(pins, ...anew)).toMatchObject({ code: 1, out: [], err: expect.stringContaining(said) })
  expect(vigil('verify').out[0]).toMatchObject({ ok: true, readings: 3 })
  expect(vigilWith(PINS, ...anew).out).toMatchObject([{ anew: dir, aside: expect.any(String) }])
  expect(said().at(-1)).toContain('begun anew on the word of Ada and Dr Dora; what was there')
  // The new one knows nobody yet: whoever has this computer decides, and the record tells that from a PIN.
  expect(vigil('restore', '--anew', '--by', 'Ada', '--by', 'A\u202eda')).toMatchObject({ code: 2, out: [] })
  expect(vigil(...anew).code).toBe(0)
  expect(said().at(-1)).toContain('(named by whoever was at this computer: no PIN could be asked for)')
}, 400_000)

/** What the installation's log says of its record, in order. */
function said(): readonly string[] {
  const db = openRaw(dir)
  try {
    const rows = db.prepare("SELECT event FROM log WHERE event ->> '$.kind' = 'record' ORDER BY seq").all()
    return rows.map(({ event }) => String(event))
  } finally {
    db.close()
  }
}
