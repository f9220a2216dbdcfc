import { spawnSync } from 'node:child_process'
import { mkdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const source = fileURLToPath(new URL('shutdown.c', import.meta.url))
const DISK_BYTES = 128_000_000

/** A disk of its own whose power can be cut. */
export interface Disk {
  readonly folder: string
  mount(): void
  unmount(): void
  /** Gives when, in nanoseconds of the monotonic clock. */
  cut(): bigint
}

export function makeDisk(dir: string): Disk {
  const image = join(dir, 'disk')
  const folder = join(dir, 'mounted')
  const shutdown = join(dir, 'shutdown')
  run('gcc', '-O2', '-o', shutdown, source)
  mkdirSync(folder)
  writeFileSync(image, '')
  truncateSync(image, DISK_BYTES)
  run('mkfs.ext4', '-q', image)
  return {
    folder,
    mount: () => void run('mount', '-o', 'loop', image, folder),
    unmount: () => void run('umount', folder),
    cut: () => BigInt(run(shutdown, folder)),
  }
}

/** Why power cannot be cut here; null: it can. */
export function whyNoDisk(): string | null {
  if (process.platform !== 'linux') return 'Disks can be cut off on Linux only.'
  if (process.getuid?.() !== 0) return 'Only root may mount a disk: run it as root.'
  for (const program of ['gcc', 'mkfs.ext4', 'mount', 'umount'])
    if (spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0)
      return `There is no ${program} here: install it.`
  return null
}

/** Gives what the program said. @throws Error with what it complained of */
function run(program: string, ...args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr.trim()}`)
  return stdout.trim()
}
