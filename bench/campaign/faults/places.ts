import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where a Vigil keeps its record, and what its disk can be made to do. */
export interface Place {
  readonly dataDir: string
  readonly env: Readonly<Record<string, string>>
  /** What can be done to it, by the means of this kind of place. */
  set(fault: string): void
  remove(): void
}

/** Why the means for something are missing here, in one sentence; null: they are there. */
export function whyNot(...programs: readonly string[]): string | null {
  if (process.platform !== 'linux') return 'This is no Linux.'
  for (const program of programs)
    if (spawnSync('sh', ['-c', `command -v ${program}`]).status !== 0) return `There is no ${program} here.`
  return null
}

/** As `whyNot`, for what only root may. */
export function whyNotAsRoot(...programs: readonly string[]): string | null {
  return process.getuid?.() === 0 ? whyNot(...programs) : 'Only root may mount.'
}

export function plain(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-faults-'))
  return {
    dataDir: join(folder, 'data'),
    env: {},
    set: () => {},
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** A disk of 24 MB in memory. `full` leaves no byte of it; '-' gives it back. */
export function small(): Place {
  const { folder, unmount } = mounted(to =>
    run('mount', '-t', 'tmpfs', '-o', 'size=24m,mode=0700', 'tmpfs', to),
  )
  const stuffing = join(folder, 'stuffing')
  return {
    dataDir: join(folder, 'data'),
    env: {},
    set(fault) {
      if (fault === 'full') run('sh', '-c', `cat /dev/zero > ${stuffing} 2>/dev/null || true`)
      else rmSync(stuffing, { force: true })
    },
    remove: unmount,
  }
}

/** A file system of its own. `frozen` holds up all that writes to it. */
export function freezable(): Place {
  const image = join(mkdtempSync(join(tmpdir(), 'vigil-faults-')), 'disk')
  writeFileSync(image, '')
  truncateSync(image, 128_000_000)
  run('mkfs.ext4', '-q', image)
  const { folder, unmount } = mounted(to => run('mount', '-o', 'loop', image, to))
  let isFrozen = false
  function set(fault: string): void {
    if ((fault === 'frozen') === isFrozen) return
    isFrozen = !isFrozen
    run('fsfreeze', isFrozen ? '-f' : '-u', folder)
  }
  return {
    dataDir: join(folder, 'data'),
    env: {},
    set,
    remove() {
      set('-')
      unmount()
      rmSync(join(image, '..'), { recursive: true, force: true })
    },
  }
}

/** A disk of which a library says what it does: the letters of `disk.c`. */
export function faulty(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'vigil-faults-'))
  const library = join(folder, 'disk.so')
  const dial = join(folder, 'switch')
  run(
    'gcc',
    '-shared',
    '-fPIC',
    '-O2',
    '-o',
    library,
    fileURLToPath(new URL('disk.c', import.meta.url)),
    '-ldl',
  )
  writeFileSync(dial, '-')
  const dataDir = join(folder, 'data')
  return {
    dataDir,
    env: { LD_PRELOAD: library, VIGIL_FAULT_FOLDER: dataDir, VIGIL_FAULT_SWITCH: dial },
    set: fault => writeFileSync(dial, fault, { flag: 'r+' }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  }
}

function mounted(mount: (folder: string) => void): { readonly folder: string; readonly unmount: () => void } {
  const folder = join(mkdtempSync(join(tmpdir(), 'vigil-faults-')), 'mounted')
  mkdirSync(folder)
  mount(folder)
  return {
    folder,
    unmount() {
      run('umount', '-l', folder)
      rmSync(join(folder, '..'), { recursive: true, force: true })
    },
  }
}

/** @throws Error with what the program said */
function run(program: string, ...args: readonly string[]): void {
  const { status, stderr } = spawnSync(program, args, { encoding: 'utf8' })
  if (status !== 0) throw new Error(`${program} ${args.join(' ')}: ${stderr.trim()}`)
}
