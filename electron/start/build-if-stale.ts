import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { phrase } from '../../shared/words/host.ts'
import { stdout } from '../process/output.ts'

/** What the built programs are made of. */
const SOURCES = [
  'package-lock.json',
  'shared/**/*.ts',
  'devices/**/*.ts',
  'electron/**/*.ts',
  'renderer/**/*.{ts,tsx,css,html}',
]
const OUTPUTS = [
  'dist/renderer/index.html',
  'dist/main/main.js',
  'dist/main/watchdog.js',
  'dist/main/core.js',
  'dist/main/record.js',
  'dist/main/reader.js',
  'dist/main/report-worker.js',
  'dist/main/backup-worker.js',
  'dist/main/core-process.js',
  'dist/main/cli.js',
  'dist/main/begin.js',
  'dist/main/preload.cjs',
]

/** Builds renderer, main and preload when any source has changed since the last build. */
export async function buildIfStale(root: string): Promise<void> {
  const stamp = stampOf(root)
  const built = existsSync(stamp) && readFileSync(stamp, 'utf8') === fingerprint(root)
  if (built && OUTPUTS.every(path => existsSync(join(root, path)))) return
  stdout.write(phrase.entries.buildingVigil)
  await buildAnew(root)
}

/** Builds whatever is there already, and notes of what. */
export async function buildAnew(root: string): Promise<void> {
  const now = fingerprint(root)
  // Imported only now: a packaged or already built Vigil needs no build tools.
  const { buildAll } = await import('./build-all.ts')
  await buildAll(root)
  mkdirSync(join(root, 'dist'), { recursive: true })
  writeFileSync(stampOf(root), now)
}

const stampOf = (root: string) => join(root, 'dist', '.built')

/** Differs where any source of the programs does. */
export function fingerprint(root: string): string {
  const hash = createHash('sha256')
  const files = SOURCES.flatMap(pattern => globSync(pattern, { cwd: root })).filter(
    path => !path.includes('.test.'),
  )
  for (const path of files.sort()) {
    const { size, mtimeMs } = statSync(join(root, path))
    hash.update(`${path} ${size} ${mtimeMs}\n`)
  }
  return hash.digest('hex')
}
