import { existsSync, globSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { buildCommands } from '../../start/build-all.ts'
import { fingerprint } from '../../start/build-if-stale.ts'

/**
 * The headless entry as a few files instead of 270, built once for all who ask: a command is begun a hundred times in tests, and two
 * thirds of what each costs is finding, reading and linking its modules. It lies as deep as the source does, whose paths it has.
 *
 * @returns the program
 */
export async function bundleCommands(root: string): Promise<string> {
  const folder = join(root, 'node_modules', `.commands-${fingerprint(root).slice(0, 16)}`)
  const program = join(folder, 'cli.js')
  if (existsSync(program)) return program
  for (const old of globSync(join(root, 'node_modules/.commands-????????????????')))
    if (old !== folder) rmSync(old, { recursive: true, force: true })
  const own = `${folder}-${process.pid}`
  await buildCommands(root, own)
  try {
    renameSync(own, folder)
  } catch (error) {
    // Another worker was sooner, with the same.
    rmSync(own, { recursive: true, force: true })
    if (!existsSync(program)) throw error
  }
  return program
}
