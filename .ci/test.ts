import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { setUp } from './set-up.ts'

/*
 * `npm test`: gets what is missing, checks types, lint and boundaries, builds, then runs unit and end-to-end tests. The
 * last line counts them all.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const reports = mkdtempSync(join(tmpdir(), 'vigil-test-'))
const counts = { passed: 0, failed: 0, skipped: 0 }

/** A step without tests of its own counts as one. */
function step(name: string, command: readonly string[]): boolean {
  process.stdout.write(`\n== ${name}\n`)
  const ok = run(command)
  counts[ok ? 'passed' : 'failed'] += 1
  return ok
}

function run(command: readonly string[], env: Readonly<Record<string, string>> = {}): boolean {
  const [program = '', ...args] = command
  const { status, error } = spawnSync(program, args, {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, ...env },
    // Windows finds the tools of node_modules/.bin only through a shell.
    shell: process.platform === 'win32',
  })
  if (error) process.stderr.write(`${program}: ${error.message}\n`)
  return status === 0
}

function readReport<T>(name: string): T | null {
  try {
    return JSON.parse(readFileSync(join(reports, name), 'utf8')) as T
  } catch {
    return null
  }
}

const missing = setUp(line => process.stdout.write(`${line}\n`))
for (const line of missing) process.stdout.write(`${line}\n`)

step('types', ['tsc', '-b'])
step('lint and format', ['biome', 'ci', '--error-on-warnings'])
step('boundaries', ['node', '.ci/boundaries.ts'])
const built = step('build', ['node', 'electron/start/build.ts'])

process.stdout.write('\n== unit tests\n')
const unitOk = run([
  'vitest',
  'run',
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${join(reports, 'unit.json')}`,
])
const unit = readReport<{ numPassedTests: number; numFailedTests: number; numPendingTests: number }>(
  'unit.json',
)
counts.passed += unit?.numPassedTests ?? 0
// A file that cannot even be loaded has no failed test, but is no success either.
counts.failed += Math.max(unit?.numFailedTests ?? 0, unitOk ? 0 : 1)
counts.skipped += unit?.numPendingTests ?? 0

process.stdout.write('\n== end-to-end tests\n')
if (built) {
  const ok = run(['playwright', 'test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: join(reports, 'e2e.json'),
  })
  const report = readReport<{
    stats: { expected: number; unexpected: number; flaky: number; skipped: number }
  }>('e2e.json')
  counts.passed += (report?.stats.expected ?? 0) + (report?.stats.flaky ?? 0)
  counts.failed += Math.max(report?.stats.unexpected ?? 0, ok ? 0 : 1)
  counts.skipped += report?.stats.skipped ?? 0
  const flaky = report?.stats.flaky ?? 0
  if (flaky > 0) process.stdout.write(`\n${flaky} passed only when played again: see "flaky" above.\n`)
} else {
  process.stdout.write('Not run: the build failed.\n')
}

rmSync(reports, { recursive: true, force: true })
for (const line of missing) process.stdout.write(`${line}\n`)
const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : ''
process.stdout.write(`\n${counts.passed} passed, ${counts.failed} failed${skipped}\n`)
process.exitCode = counts.failed > 0 || counts.passed === 0 ? 1 : 0
