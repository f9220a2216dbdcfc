import { existsSync } from 'node:fs'
import { type Clock, createClock } from '../core/clock.ts'
import type { RecordKeeper } from '../core/contracts/record.ts'
import type { Checking } from '../core/people/secrets-of.ts'
import { createRegister } from '../core/register.ts'
import { storeWith } from '../core/write.ts'
import { readBootId } from '../process/boot-id.ts'
import { checkingOf } from '../start/checking.ts'
import { readVersion } from '../start/version.ts'
import {
  createSecrets,
  databasePath,
  type KeySources,
  keepRecord,
  openStore,
  openStoreReadOnly,
  type ReadStore,
  readPeopleAsTheyLie,
  requireRecord,
  type Store,
  StoreError,
} from '../store/index.ts'
import { headlessKeys } from './keys-of.ts'

/** A record that a command has opened for writing, with what it takes to ask people for their PINs. */
export interface OpenedRecord {
  readonly store: Store
  readonly record: RecordKeeper
  readonly clock: Clock
  readonly checking: Checking
  /** Notes until when it was written to, and lets it go. */
  close(): Promise<void>
}

/** @throws StoreError where there is none, it is in use, or does not open */
export function openRecord(dataDir: string, keys: KeySources = headlessKeys): OpenedRecord {
  requireRecord(dataDir)
  const store = openStore(dataDir, { version: readVersion(), keys, checksPages: true })
  const record = keepRecord(store)
  const clock = createClock(record.found.lastAlive, undefined, readBootId())
  const write = storeWith(record.write)
  return {
    store,
    record,
    clock,
    checking: {
      register: createRegister(record.found, write),
      now: clock.now,
      note: entry => void store.commit({ sessionId: null, readings: [], log: [{ at: clock.now(), entry }] }),
      people: { secrets: createSecrets(store.pepper) },
    },
    async close() {
      store.touch(clock.alive())
      await record.close()
    },
  }
}

/**
 * The record for reading, also while Vigil runs on it, and on a disk that has no room or may not be written to.
 *
 * @throws StoreError
 */
export const openToRead = (dataDir: string, keys: KeySources = headlessKeys): ReadStore =>
  openStoreReadOnly(dataDir, keys, { mayCopy: true })

/** What two people are asked with. */
export interface OpenedForWord extends Pick<OpenedRecord, 'checking' | 'close'> {
  /** What is noted stands in the record: not where that is only read. */
  readonly canNote: boolean
}

/**
 * The record that is here, for its people's word; null: there is none, or nothing of it opens with these keys. One that must not be
 * written to (its mark is untrue, a page is damaged) still says who they are; wrong tries are not kept then. @throws StoreError 'locked'
 */
export function openIfPossible(dataDir: string, keys: KeySources = headlessKeys): OpenedForWord | null {
  if (!existsSync(databasePath(dataDir))) return null
  try {
    return { ...openRecord(dataDir, keys), canNote: true }
  } catch (error) {
    if (!(error instanceof StoreError) || error.code === 'locked') throw error
    return openAsItLies(dataDir, keys)
  }
}

function openAsItLies(dataDir: string, keys: KeySources): OpenedForWord | null {
  const lies = readPeopleAsTheyLie(dataDir, keys)
  return lies && { checking: checkingOf(lies), close: async () => {}, canNote: false }
}
