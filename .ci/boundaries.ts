import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

/*
 * The dependency rule, checked on every import: shared <- devices <- electron, shared <- renderer, and the floors inside
 * shared and the renderer; and that the process that judges opens no file. Fixtures are for tests and benchmarks. Circles are found by biome (noImportCycles), types included.
 */

const root = fileURLToPath(new URL('..', import.meta.url))

/** What everything may stand on. */
const ground = [
  'assert-never',
  'omit-undefined',
  'authority',
  'citations',
  'clinic',
  'limits',
  'limit-ranges',
  'link',
  'plain-text',
  'plausibility',
  'reading',
  'roles',
  'same',
  'time',
  'vitals',
].map(name => `shared/${name}.ts`)

/** Where a file stands -> what of ours it may import. The longest entry that fits a file holds for it. */
const floors: Readonly<Record<string, readonly string[]>> = {
  'shared/': ['shared/'],
  'shared/alarm/': ['shared/alarm/', 'shared/presets/', ...ground],
  // The record knows what is written down and how it is said; the session makes no sentences.
  'shared/record/': [
    'shared/record/',
    'shared/session/',
    'shared/alarm/',
    'shared/presets/',
    'shared/clinic-set/',
    'shared/words/',
    'shared/views.ts',
    ...ground,
  ],
  'shared/session/': [
    'shared/words/',
    'shared/session/',
    'shared/record/',
    'shared/alarm/',
    'shared/presets/',
    'shared/clinic-set/clinic-set.ts',
    'shared/views.ts',
    ...ground,
  ],
  'devices/': ['devices/', 'shared/'],
  'electron/': ['electron/', 'devices/', 'shared/'],
  // It opens no file, no socket and no window itself: all of that comes in as values.
  'electron/core/': ['electron/core/', 'devices/', 'shared/'],

  'renderer/text/': ['renderer/text/', 'shared/'],
  'renderer/live/': ['renderer/live/', 'renderer/text/', 'shared/'],
  // The cellar: it knows what is open, and nothing of what is drawn.
  'renderer/window/': ['renderer/window/', 'renderer/live/', 'renderer/text/', 'shared/'],
  'renderer/sound/': ['renderer/sound/', 'renderer/window/', 'renderer/live/', 'renderer/text/', 'shared/'],
  'renderer/chart/': [
    'renderer/chart/',
    'renderer/panels/fields/',
    'renderer/live/',
    'renderer/text/',
    'shared/',
  ],
  'renderer/panels/fields/': [
    'renderer/panels/fields/',
    'renderer/window/',
    'renderer/live/',
    'renderer/text/',
    'shared/',
  ],
  'renderer/panels/': [
    'renderer/panels/',
    'renderer/window/',
    'renderer/sound/',
    'renderer/chart/',
    'renderer/live/',
    'renderer/text/',
    'shared/',
  ],
  // The roof.
  'renderer/app/': ['renderer/', 'shared/'],
}

const coreMayUse = ['node:crypto', 'node:os', 'node:perf_hooks', 'node:util', 'unicode-confusables', 'zod']

/** Packages that a floor may use. */
const packagesOf: Readonly<Record<string, (name: string) => boolean>> = {
  'shared/': name => name === 'zod' || name === 'intl-messageformat',
  'devices/': () => false,
  'electron/core/': name => coreMayUse.includes(name),
  'electron/': name => !['react', 'react-dom', 'recharts', 'zustand'].includes(name),
  'renderer/': name =>
    !name.startsWith('node:') && !['electron', 'serialport', 'ws', 'pdfkit'].includes(name),
}

const importElectron = ['main', 'preload', 'window', 'fork-core', 'menu'].map(
  name => `electron/main/${name}.ts`,
)

/** Tests and what serves them alone may import what they need. */
const isForTests = (path: string) => /\.test\.tsx?$|\/testing\/|\/fake\/|vite\.config\.ts$/.test(path)

const broken: string[] = []
for (const path of globSync('{shared,devices,electron,renderer}/**/*.{ts,tsx}', { cwd: root }))
  if (!isForTests(path)) for (const specifier of importsOf(path)) check(path, specifier)

/** What reads or writes files. Those of the system that tell of its devices and of its start lie on no disk. */
const fileModules = ['node:fs', 'node:fs/promises', 'better-sqlite3-multiple-ciphers']
const mayOpenFiles = ['process/boot-id', 'ports/serial', 'ports/discovery', 'ports/sysfs'].map(
  name => `electron/${name}.ts`,
)
/** The process that judges and sounds, in either entry: whatever it has read when it begins. */
const coreEntries = ['electron/host/core-process.ts', 'electron/main/core.ts', 'electron/host/run-core.ts']
for (const path of reached(coreEntries))
  if (!mayOpenFiles.includes(path))
    for (const specifier of valuesOf(path))
      if (fileModules.includes(specifier))
        broken.push(`${path}: imports ${specifier}, and the core imports it; no disk may hold the core up`)

/** Words that no window says, and none loads. */
const notOfWindows = ['report.ts', 'host/index.ts'].map(name => `shared/words/en/${name}`)
const ofWindows = globSync('renderer/**/*.{ts,tsx}', { cwd: root }).filter(path => !isForTests(path))
for (const path of reached(ofWindows))
  for (const specifier of valuesOf(path))
    if (specifier.startsWith('.') && notOfWindows.includes(targetOf(path, specifier)))
      broken.push(`${path}: imports ${specifier}, and a window imports it; windows are the larger for it`)

/** All of ours that these import, and what that imports, types and what is imported only later excepted. */
function reached(entries: readonly string[]): ReadonlySet<string> {
  const found = new Set(entries)
  for (const path of found)
    for (const specifier of valuesOf(path))
      if (specifier.startsWith('.')) found.add(targetOf(path, specifier))
  return found
}

function targetOf(path: string, specifier: string): string {
  return relative(root, resolve(root, dirname(path), specifier)).replaceAll('\\', '/')
}

function valuesOf(path: string): string[] {
  const { module } = parseSync(path, readFileSync(join(root, path), 'utf8'))
  const imported = module.staticImports.filter(
    ({ entries }) => entries.length === 0 || entries.some(({ isType }) => !isType),
  )
  const passedOn = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(({ isType, moduleRequest }) => (moduleRequest && !isType ? [moduleRequest.value] : [])),
  )
  return [...imported.map(({ moduleRequest }) => moduleRequest.value), ...passedOn]
}

function check(path: string, specifier: string): void {
  if (specifier.startsWith('.')) {
    const target = targetOf(path, specifier)
    const [floor, may] = longest(floors, path)
    if (/\.(ts|tsx)$/.test(target) && !may.some(folder => target.startsWith(folder)))
      broken.push(`${path}: imports ${specifier}; ${floor} may import only ${may.join(', ')}`)
    return
  }
  const name = specifier.startsWith('node:')
    ? specifier
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')
  const [floor, mayUse] = longest(packagesOf, path)
  if (name === 'electron' && !importElectron.includes(path))
    broken.push(`${path}: imports electron; only ${importElectron.join(', ')} may`)
  else if (!mayUse(name)) broken.push(`${path}: imports ${specifier}; ${floor} may not use that package`)
}

/** @throws Error when the path stands on no floor: a new folder is to be given one */
function longest<T>(table: Readonly<Record<string, T>>, path: string): readonly [string, T] {
  const [found] = Object.entries(table)
    .filter(([folder]) => path.startsWith(folder))
    .toSorted(([a], [b]) => b.length - a.length)
  if (!found) throw new Error(`${path} stands on no floor: give its folder an entry in .ci/boundaries.ts.`)
  return found
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(root, path), 'utf8')
  const { module } = parseSync(path, text)
  const dynamic = [...text.matchAll(/import\(\s*['"]([^'"]+)['"]\s*\)/g)].map(match => match[1] ?? '')
  const exported = module.staticExports.flatMap(({ entries }) =>
    entries.flatMap(entry => (entry.moduleRequest ? [entry.moduleRequest.value] : [])),
  )
  return [...module.staticImports.map(({ moduleRequest }) => moduleRequest.value), ...exported, ...dynamic]
}

if (broken.length > 0) {
  process.stderr.write(
    `${broken.join('\n')}\n${broken.length} imports break the dependency rule (docs/architecture.md, 3).\n`,
  )
  process.exitCode = 1
}
