import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keepTemporaryInMemory } from './in-memory.ts'
import { nothing, type Outcome } from './outcome/outcome.ts'
import { setUp } from './set-up.ts'

/*
 * `npm test`: gets what is missing, checks types, lint and boundaries, builds, then runs unit and end-to-end tests. The
 * last line counts them all.
 */

keepTemporaryInMemory()

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = mkdtempSync(join(tmpdir(), 'vigil-test-'))
const counts = { passed: 0, failed: 0, skipped: 0 }
/** What is said again at the end, where a cut log still shows it. */
const remarks: string[] = []

/** More than twice what either kind of tests takes: whatever hangs, a run comes to its counts. */
const MOST_MS = 40 * 60_000

/** A step without tests of its own counts as one. What it says is told when it has ended: others run beside it. */
async function step(name: string, command: readonly string[]): Promise<boolean> {
  const { ok, said } = await listen(command)
  process.stdout.write(`\n== ${name}\n${said}`)
  counts[ok ? 'passed' : 'failed'] += 1
  if (!ok) remarks.push(`FAILED ${name}`)
  return ok
}

const settings = (env: Readonly<Record<string, string>> = {}) => ({
  cwd: root,
  // Tests start Vigil's processes hundreds of times: half of what a start costs is reading the same source anew.
  env: { ...process.env, NODE_COMPILE_CACHE: join(root, 'node_modules/.cache/node'), ...env },
  // Windows finds the tools of node_modules/.bin only through a shell.
  shell: process.platform === 'win32',
})

function listen([program = '', ...args]: readonly string[]): Promise<{ ok: boolean; said: string }> {
  return new Promise(resolve => {
    const child = spawn(program, args, { ...settings(), stdio: ['ignore', 'pipe', 'pipe'] })
    const said: string[] = []
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => said.push(chunk))
    child.on('error', error => resolve({ ok: false, said: `${program}: ${error.message}\n` }))
    child.on('close', code => resolve({ ok: code === 0, said: said.join('') }))
  })
}

function run(command: readonly string[], env: Readonly<Record<string, string>>): boolean {
  const [program = '', ...args] = command
  const { status, error } = spawnSync(program, args, {
    ...settings(env),
    stdio: 'inherit',
    timeout: MOST_MS,
    killSignal: 'SIGKILL',
  })
  if (error) process.stderr.write(`${program}: ${error.message}\n`)
  return status === 0
}

/** Runs tests that write their outcome to a file of this name (`VIGIL_OUTCOME`). */
function test(name: string, command: readonly string[]): void {
  process.stdout.write(`\n== ${name}\n`)
  const file = join(reports, `${name}.json`)
  const ok = run(command, { VIGIL_OUTCOME: file })
  const outcome = existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Outcome) : nothing
  counts.passed += outcome.passed
  // A file that cannot even be loaded has no failed test, but is no success either.
  counts.failed += Math.max(outcome.failed, ok ? 0 : 1)
  counts.skipped += outcome.skipped
  remarks.push(...outcome.remarks)
}

const missing = setUp(line => process.stdout.write(`${line}\n`))
for (const line of missing) process.stdout.write(`${line}\n`)

const [, , , , built] = await Promise.all([
  step('types', ['tsc', '-b']),
  step('lint and format', ['biome', 'ci', '--error-on-warnings']),
  step('nothing unused', ['knip']),
  step('boundaries', ['node', '.ci/boundaries.ts']),
  step('build', ['node', 'electron/start/build.ts']),
])

test('unit tests', ['vitest', 'run', '--reporter=default', '--reporter=./.ci/outcome/unit.ts'])
if (built) test('end-to-end tests', ['playwright', 'test', '--reporter=list,./.ci/outcome/e2e.ts'])
else remarks.push('The end-to-end tests were not run: the build failed.')

rmSync(reports, { recursive: true, force: true })
for (const line of [...missing, ...remarks]) process.stdout.write(`${line}\n`)
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`)
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0
