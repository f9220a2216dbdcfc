import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Probed } from '../probe.ts'

/* The processes of one Vigil, found by the data folder in their environment: whoever began them, and however often. Linux only. */

export type Role = 'front' | 'core' | 'record' | 'watchdog'

/** By the program that each runs: as it is written, and as it is built. */
const programs: Readonly<Record<Role, readonly string[]>> = {
  front: ['electron/commands/cli.ts', 'dist/main/cli.js', 'dist/main/main.js'],
  core: ['host/core-process', 'dist/main/core-process.js', 'dist/main/core.js'],
  record: ['electron/record/main', 'dist/main/record.js'],
  watchdog: ['electron/watchdog/main', 'dist/main/watchdog.js'],
}

/** All that run over this folder now, oldest first. */
export function findProcesses(dataDir: string): readonly number[] {
  return readdirSync('/proc')
    .filter(name => /^\d+$/.test(name))
    .map(Number)
    .filter(pid => readLines(pid, 'environ').includes(`VIGIL_DATA=${dataDir}`) && isAlive(pid))
    .sort((a, b) => a - b)
}

/** The process of a role; the newest where one is being replaced. */
export const findRole = (dataDir: string, role: Role): number | undefined => findRoles(dataDir, role).at(-1)

/** All of a role, oldest first: where two watchdogs overlap both begin Vigil, and the second one ends by itself. */
export function findRoles(dataDir: string, role: Role): readonly number[] {
  return findProcesses(dataDir).filter(pid =>
    readLines(pid, 'cmdline').some(word => programs[role].some(program => word.includes(program))),
  )
}

export function signal(pid: number | undefined, name: NodeJS.Signals): void {
  try {
    if (pid !== undefined) process.kill(pid, name)
  } catch {
    // It has gone already.
  }
}

/** Ends all of them at once: first what would begin others again. */
export async function endAll(dataDir: string): Promise<void> {
  for (;;) {
    const left = findProcesses(dataDir)
    if (left.length === 0) return
    signal(findRole(dataDir, 'watchdog'), 'SIGKILL')
    for (const pid of left) signal(pid, 'SIGKILL')
    await wait(50)
  }
}

/** How many files, pipes and sockets a process has open. */
export function countOpen(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length
  } catch {
    return 0
  }
}

/** How a process does, counted from the last time it was asked. @param folder what was given as `PROBE_FOLDER` */
export async function probe(folder: string, pid: number): Promise<Probed> {
  const file = join(folder, String(pid))
  rmSync(file, { force: true })
  process.kill(pid, 'SIGUSR2')
  for (;;) {
    const text = read(file)
    if (text.endsWith('\n')) return JSON.parse(text) as Probed
    if (!isAlive(pid)) throw new Error(`Process ${pid} has ended.`)
    await wait(10)
  }
}

function isAlive(pid: number): boolean {
  const state = read(`/proc/${pid}/stat`).split(') ')[1]?.[0]
  return state !== undefined && state !== 'Z' && state !== 'X'
}

const readLines = (pid: number, name: string) => read(`/proc/${pid}/${name}`).split('\0')

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
