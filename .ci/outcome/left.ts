import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { ownFolder } from '../in-memory.ts'

/** A process of this run. */
export interface Left {
  readonly pid: number
  readonly command: string
  /** The runner's own child, as its workers are; else a test began it. */
  readonly isWorker: boolean
}

/**
 * What this run has begun and is still there: it has the run's folder for temporary files. Linux alone tells.
 */
export function findLeft(): readonly Left[] {
  const folder = ownFolder()
  if (folder === null) return []
  return globSync('/proc/[0-9]*').flatMap(path => {
    try {
      const pid = Number(basename(path))
      const environment = readFileSync(`${path}/environ`, 'utf8').split('\0')
      if (pid === process.pid || !environment.some(each => each.startsWith(`TMPDIR=${folder}`))) return []
      const parent = Number(readFileSync(`${path}/stat`, 'utf8').split(') ').at(-1)?.split(' ')[1])
      const command = readFileSync(`${path}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
      return [{ pid, command, isWorker: parent === process.pid }]
    } catch {
      // It has ended meanwhile.
      return []
    }
  })
}
