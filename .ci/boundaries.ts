import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseSync } from 'oxc-parser'

/*
 * The dependency rule, checked on every import: shared <- devices <- electron, shared <- renderer. Nothing imports
 * electron or renderer but tests and benchmarks; only three files may import Electron itself.
 */

const root = fileURLToPath(new URL('..', import.meta.url))

/** Folder -> folders of ours it may import. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  shared: ['shared'],
  devices: ['devices', 'shared'],
  electron: ['electron', 'devices', 'shared'],
  renderer: ['renderer', 'shared'],
}

/** Packages that only some folders may use; `shared` and `devices` may use zod alone. */
const packagesOf: Readonly<Record<string, (name: string) => boolean>> = {
  shared: name => name === 'zod',
  devices: () => false,
  electron: name => !['react', 'react-dom', 'recharts', 'zustand'].includes(name),
  renderer: name => !name.startsWith('node:') && !['electron', 'serialport', 'ws', 'pdfkit'].includes(name),
}

const importElectron = ['electron/main.ts', 'electron/preload.ts', 'electron/window.ts']

const broken: string[] = []
for (const folder of Object.keys(mayImport)) {
  for (const path of globSync(`${folder}/**/*.{ts,tsx}`, { cwd: root })) {
    if (/\.test\.tsx?$|\/testing\/|(driver|host)-test\.ts$|\/fake\/|vite\.config\.ts$/.test(path)) continue
    for (const specifier of importsOf(path)) check(folder, path, specifier)
  }
}

function check(folder: string, path: string, specifier: string): void {
  if (specifier.startsWith('.')) {
    const target = relative(root, resolve(root, dirname(path), specifier)).split(/[/\\]/)[0] ?? ''
    const known = Object.hasOwn(mayImport, target)
    if (!known && target === 'fixtures')
      broken.push(`${path}: imports ${specifier}; fixtures are for tests and benchmarks`)
    else if (known && !mayImport[folder]?.includes(target))
      broken.push(`${path}: imports ${specifier}; ${folder} may import only ${mayImport[folder]?.join(', ')}`)
    return
  }
  const name = specifier.startsWith('node:')
    ? specifier
    : specifier
        .split('/')
        .slice(0, specifier.startsWith('@') ? 2 : 1)
        .join('/')
  if (name === 'electron' && !importElectron.includes(path))
    broken.push(`${path}: imports electron; only ${importElectron.join(', ')} may`)
  else if (!packagesOf[folder]?.(name))
    broken.push(`${path}: imports ${specifier}; ${folder} may not use that package`)
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
