import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { databasePath } from '../../../electron/store/files.ts'
import { openRaw } from '../../../electron/store/testing/raw.ts'
import { findProcesses, type Role, signal } from '../rig/processes.ts'
import type { Vigil } from '../rig/vigil.ts'
import { faulty, freezable, type Place, plain, small, whyNot, whyNotAsRoot } from './places.ts'

/** One fault of what Vigil stands on: how it is brought about, how it ends, and what is then said. */
export interface Fault {
  readonly does: string
  /** Why the means for it are missing here; null: they are there. */
  readonly whyNot: () => string | null
  readonly place: () => Place
  readonly begin: (vigil: Vigil, place: Place) => void
  readonly end: (vigil: Vigil, place: Place) => void
  /** The sentence of `not-recording`; null: it does not come. */
  readonly says: RegExp | null
  /** Vigil goes on by itself with another process of this kind, after a moment in which windows hear nothing. */
  readonly begunAnew?: Role
  /** Another process of this kind takes its place, while all else goes on. */
  readonly replaced?: { readonly role: Role; readonly withinMs: number }
  /** What is answered to whoever wants to read of the record meanwhile. */
  readonly readSays?: RegExp
  /** Did the means really reach Vigil? */
  readonly used?: (vigil: Vigil) => boolean
}

const disk = (does: string, fault: string, says: RegExp | null): Fault => ({
  does,
  whyNot: () => whyNot('gcc'),
  place: faulty,
  begin: (_, place) => place.set(fault),
  end: (_, place) => place.set('-'),
  says,
})

const process = (does: string, role: Role, name: NodeJS.Signals, more: Partial<Fault> = {}): Fault => ({
  does,
  whyNot: () => whyNot(),
  place: plain,
  begin: vigil => signal(vigil.pid(role), name),
  end: vigil => {
    if (name === 'SIGSTOP') signal(vigil.pid(role), 'SIGCONT')
  },
  says: null,
  ...more,
})

/** Of the place of a Vigil, by what it is named in this campaign. */
const kept = new Map<string, { close(): void }>()
const aside = ({ dataDir }: Place, name: string) => join(dataDir, '..', name)

const GONE = /was removed, renamed or replaced/
const CGROUP = '/sys/fs/cgroup/memory'
const MEMORY = `${CGROUP}/vigil-faults`

export const faults: Readonly<Record<string, Fault>> = {
  lock: {
    does: 'another program holds the record in an open transaction',
    whyNot: () => whyNot(),
    place: plain,
    begin(_, { dataDir }) {
      const other = openRaw(dataDir)
      other.exec('BEGIN IMMEDIATE')
      kept.set(dataDir, other)
    },
    end(_, { dataDir }) {
      kept.get(dataDir)?.close()
      kept.delete(dataDir)
    },
    says: /Another program holds the record/,
  },
  'disk-full': {
    does: 'the disk is full (ENOSPC)',
    whyNot: () => whyNotAsRoot('mount'),
    place: small,
    begin: (_, place) => place.set('full'),
    end: (_, place) => place.set('-'),
    says: /is full: free some space/,
  },
  'write-fails': disk('writing fails (EIO)', 'w', /fails .*check the disk/),
  // What is written needs nothing read: a session goes on being recorded.
  'read-fails': {
    ...disk('reading fails (EIO)', 'r', null),
    readSays: /fails .*check the disk|is damaged and was left as it is/,
  },
  'slow-disk': disk('each commit takes 200 ms more', 's', null),
  quota: disk('the quota is used up (EDQUOT)', 'q', /is full|fails .*check the disk/),
  'read-only': disk('the disk has become read-only (EROFS)', 'o', /cannot write to|fails .*check the disk/),
  'frozen-disk': {
    does: 'the disk does not answer (fsfreeze)',
    whyNot: () => whyNotAsRoot('mount', 'mkfs.ext4', 'fsfreeze'),
    place: freezable,
    begin: (_, place) => place.set('frozen'),
    end: (_, place) => place.set('-'),
    says: /does not answer/,
  },
  'file-renamed': {
    does: 'the record’s file is renamed, and put back',
    whyNot: () => whyNot(),
    place: plain,
    begin: (_, place) => renameSync(databasePath(place.dataDir), aside(place, 'elsewhere.db')),
    end: (_, place) => renameSync(aside(place, 'elsewhere.db'), databasePath(place.dataDir)),
    says: GONE,
  },
  'file-replaced': {
    does: 'another file takes the place of the record’s, until it is put back',
    whyNot: () => whyNot(),
    place: plain,
    begin(_, place) {
      renameSync(databasePath(place.dataDir), aside(place, 'elsewhere.db'))
      writeFileSync(databasePath(place.dataDir), 'something else')
    },
    end(_, place) {
      rmSync(databasePath(place.dataDir))
      renameSync(aside(place, 'elsewhere.db'), databasePath(place.dataDir))
    },
    says: GONE,
  },
  'folder-renamed': {
    does: 'the data folder is renamed, and named back',
    whyNot: () => whyNot(),
    place: plain,
    begin: (_, place) => renameSync(place.dataDir, aside(place, 'elsewhere')),
    end(_, place) {
      // What asked for the folder meanwhile may have made it anew, with a log in it.
      if (existsSync(place.dataDir)) renameSync(place.dataDir, aside(place, 'meanwhile'))
      renameSync(aside(place, 'elsewhere'), place.dataDir)
    },
    says: GONE,
  },
  memory: {
    does: 'Vigil shares 48 MB of new memory with a program that takes all it can (cgroup)',
    whyNot: () =>
      whyNotAsRoot() ?? (existsSync(`${CGROUP}/tasks`) ? null : 'There is no cgroup v1 for memory here.'),
    place: plain,
    begin(vigil, place) {
      mkdirSync(MEMORY, { recursive: true })
      writeFileSync(join(MEMORY, 'memory.limit_in_bytes'), String(48_000_000))
      // What a process has already stays where it was counted; what it takes from now on counts here.
      for (const pid of findProcesses(vigil.dataDir)) writeFileSync(join(MEMORY, 'tasks'), String(pid))
      const greedy = `echo $$ > ${MEMORY}/tasks; while :; do dd if=/dev/zero of=${aside(place, 'greedy')} bs=1M count=200; done`
      const program = spawn('sh', ['-c', greedy], { stdio: 'ignore', detached: true })
      kept.set(place.dataDir, { close: () => signal(-(program.pid ?? 0), 'SIGKILL') })
    },
    end(vigil, { dataDir }) {
      kept.get(dataDir)?.close()
      kept.delete(dataDir)
      for (const pid of findProcesses(vigil.dataDir)) writeFileSync(`${CGROUP}/tasks`, String(pid))
    },
    used: () => Number(readFileSync(join(MEMORY, 'memory.failcnt'), 'utf8')) > 0,
    says: null,
  },
  'record-killed': process('the record’s process is killed', 'record', 'SIGKILL'),
  'record-hung': process('the record’s process stands still', 'record', 'SIGSTOP', {
    says: /does not answer/,
  }),
  'watchdog-killed': process('the watchdog is killed', 'watchdog', 'SIGKILL', {
    replaced: { role: 'watchdog', withinMs: 12_000 },
  }),
  // It has fifteen heartbeats to answer.
  'watchdog-hung': process('the watchdog stands still', 'watchdog', 'SIGSTOP', {
    replaced: { role: 'watchdog', withinMs: 28_000 },
    end: () => {},
  }),
  'core-killed': process('the core is killed', 'core', 'SIGKILL', { begunAnew: 'core' }),
  'core-hung': process('the core stands still', 'core', 'SIGSTOP', { begunAnew: 'core', end: () => {} }),
  'front-killed': process('the front is killed', 'front', 'SIGKILL', { begunAnew: 'front' }),
}
