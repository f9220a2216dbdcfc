import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/*
 * `npm run mutate [FILE …]`: how many small changes to the alarm rules the tests find. The rules' own examples judge each first, in a
 * fraction of a second; the slow model and the scenarios, which take seconds, only what those let live. Prints what nobody has found,
 * and the score; under 90 % it fails.
 */

const root = fileURLToPath(new URL('..', import.meta.url))
const reportPath = join(root, 'test-results/mutation.json')
const LEAST = 90

/** As Stryker's report has it: lines and columns from 1. */
interface Mutant {
  readonly mutatorName: string
  readonly replacement?: string
  readonly status: string
  readonly location: {
    readonly start: { readonly line: number; readonly column: number }
    readonly end: { readonly line: number; readonly column: number }
  }
}

function run(config: string, mutate: readonly string[]): ReadonlyMap<string, Mutant> {
  const args = ['node_modules/@stryker-mutator/core/bin/stryker.js', 'run', config]
  const { status } = spawnSync(
    process.execPath,
    [...args, ...(mutate.length > 0 ? ['--mutate', mutate.join(',')] : [])],
    {
      cwd: root,
      stdio: 'inherit',
    },
  )
  if (status !== 0) throw new Error(`Stryker ended with ${status}.`)
  const { files } = JSON.parse(readFileSync(reportPath, 'utf8')) as {
    readonly files: Readonly<Record<string, { readonly mutants: readonly Mutant[] }>>
  }
  const known = new Map<string, Mutant>()
  for (const [file, { mutants }] of Object.entries(files))
    for (const one of mutants) {
      const { start } = one.location
      known.set(`${file}:${start.line}:${start.column} ${one.mutatorName} ${one.replacement ?? ''}`, one)
    }
  return known
}

const isFound = ({ status }: Mutant) => ['Killed', 'Timeout', 'RuntimeError', 'CompileError'].includes(status)

const first = run('.ci/stryker.json', process.argv.slice(2))
const left = [...first].filter(([, mutant]) => !isFound(mutant) && mutant.status !== 'Ignored')
// Told what to change, Stryker counts columns from 0. By lines alone it would judge again what has been found beside these.
const places = new Set(
  left.map(
    ([
      key,
      {
        location: { start, end },
      },
    ]) => {
      const [from, to] = [`${start.line}:${start.column - 1}`, `${end.line}:${end.column - 1}`]
      return `${key.split(':')[0]}:${from}-${to}`
    },
  ),
)
const second = places.size > 0 ? run('.ci/stryker-stories.json', [...places]) : new Map<string, Mutant>()
const living = left.filter(([key]) => {
  const again = second.get(key)
  return !again || !isFound(again)
})
const score = (100 * (first.size - living.length)) / Math.max(1, first.size)
for (const [key] of living) process.stdout.write(`not found  ${key}\n`)
writeFileSync(
  join(root, 'test-results/mutation-left.json'),
  JSON.stringify(
    living.map(([key]) => key),
    null,
    1,
  ),
)
process.stdout.write(
  `\n${first.size} mutants: ${first.size - left.length} found by examples, ${left.length - living.length} by stories, ${living.length} by none: ${score.toFixed(1)} %\n`,
)
process.exitCode = score < LEAST ? 1 : 0
