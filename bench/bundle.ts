import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Figure, measured } from './figure.ts'

/** What a window loads. */
export async function benchBundle(): Promise<Figure[]> {
  const dir = new URL('../dist/renderer/', import.meta.url)
  const files = readdirSync(dir, { recursive: true, withFileTypes: true }).filter(file => file.isFile())
  const size = (ends: string) =>
    files
      .filter(({ name }) => name.endsWith(ends))
      .reduce((sum, { parentPath, name }) => sum + statSync(join(parentPath, name)).size, 0) / 1000
  const about = (name: string) => ({ name, unit: 'kB', clock: 'wall' }) as const
  return [
    await measured(about('bundle, scripts'), [{ value: size('.js'), samples: files.length }]),
    await measured(about('bundle, styles'), [{ value: size('.css'), samples: files.length }]),
  ]
}
