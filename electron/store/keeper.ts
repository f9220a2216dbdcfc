import { basename } from 'node:path'
import type { Instant } from '../../shared/time.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Change, FoundRecord, Outcome, RecordCare, RecordKeeper } from '../core/contracts/record.ts'
import { Ready } from '../core/ready.ts'
import { say } from '../process/say.ts'
import { applyChange } from './changes.ts'
import { createRemsReminders } from './rems-due.ts'
import { readReview } from './review.ts'
import type { Store } from './store.ts'

/** The record in this thread: each batch is stored, or refused, before `write` comes back. */
export function keepRecord(store: Store): RecordKeeper {
  const remsDue = createRemsReminders(store)
  return {
    found: findRecord(store),
    write: (batch, done) => done(tryBatch(store, batch)),
    read: {
      sessions: async most => store.sessions(most),
      find: async query => store.find(query),
      session: async id => store.session(id),
      recordHash: async id => store.recordHash(id),
      history: async id => new Ready(JSON.stringify(store.history(id))),
      chart: async id => new Ready(JSON.stringify({ ...store.history(id), log: [] })),
      review: async id => new Ready(JSON.stringify(readReview(store, id))),
      lastWeight: async (recordId, simulated) => store.lastWeight(recordId, simulated),
      remsDue: async nowWallMs => remsDue(nowWallMs),
    },
    onTrouble: () => {},
    care: {
      ...careOf(store),
      rekey: () => endFirst(phrase.record.getsNewKeys, phrase.record.vigilKeysRekey),
      restore: () => endFirst(phrase.record.isRestored, phrase.record.vigilRestore),
    },
    backUp: at => keepCopies(store, at),
    close: async () => store.close(),
  }
}

function endFirst(what: string, command: string): Promise<never> {
  return Promise.reject(new Error(phrase.record.endVigilFirst(what, command)))
}

/**
 * A backup where one is due, and the next session sealed: one at a time, because removing its rows holds up a batch for a moment.
 *
 * @throws Error when no backup was made; a session that could not be sealed stays where it is, and does not hold up others
 */
export async function keepCopies(store: Store, at: Instant): Promise<void> {
  await store.backupIfDue(at)
  try {
    await store.sealNext(at)
  } catch (error) {
    say(phrase.record.sessionNotSealed, error)
  }
}

/** Backups and keys of a record. */
export function careOf(store: Store): Omit<RecordCare, 'rekey' | 'restore'> {
  return {
    view: async nowWallMs => store.careView(nowWallMs, await store.lookAtPlace()),
    checkPlace: place => store.checkPlace(place),
    backUpNow: async at => basename(await store.backup(at)),
    tryBackup: name => store.tryBackup(name),
    dueForDeletion: async nowWallMs => store.dueForDeletion(nowWallMs),
    deleteSession: (deletion, at) => store.deleteSession(deletion, at),
    makeRecoveryCode: async () => store.makeRecoveryCode(),
    proveRecoveryCode: async code => store.proveRecoveryCode(code),
    asksLogin: () => store.asksLogin(),
    keepKey: place => store.keepKey(place),
  }
}

function tryBatch(store: Store, batch: readonly Change[]): Outcome {
  try {
    const entries = store.atomically(() => batch.flatMap(change => applyChange(store, change)))
    return { ok: true, entries }
  } catch (error) {
    return { ok: false, error: error instanceof Error ? error : new Error(String(error)) }
  }
}

/** What stands in the record when the core begins with it. */
export function findRecord(store: Store): FoundRecord {
  return {
    installation: store.begin(),
    lastAlive: store.lastInstant(),
    rooms: store.rooms(),
    devices: store.devices(),
    people: store.personRecords(),
    settings: store.settings(),
    presets: store.presets(),
    clinicSets: store.clinicSets(),
    openSessions: store.openSessions(),
  }
}
