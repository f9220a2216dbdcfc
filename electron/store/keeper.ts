import { assertNever } from '../../shared/assert-never.ts'
import type { LogEntry } from '../../shared/views.ts'
import type { Change, Outcome, RecordKeeper } from '../core/contracts/record.ts'
import { createRemsReminders } from './rems-due.ts'
import { readReview } from './review.ts'
import type { Store } from './store.ts'

/** The record in this thread: each batch is stored, or refused, before `write` comes back. */
export function keepRecord(store: Store): RecordKeeper {
  const remsDue = createRemsReminders(store)
  return {
    found: {
      lastAlive: store.lastInstant(),
      rooms: store.rooms(),
      devices: store.devices(),
      people: store.personRecords(),
      settings: store.settings(),
      presets: store.presets(),
      clinicSets: store.clinicSets(),
      openSessions: store.openSessions(),
    },
    write: (batch, done) => done(tryBatch(store, batch)),
    read: {
      sessions: async most => store.sessions(most),
      session: async id => store.session(id),
      recordHash: async id => store.recordHash(id),
      history: async id => store.history(id),
      review: async id => readReview(store, id),
      lastWeight: async (recordId, simulated) => store.lastWeight(recordId, simulated),
      remsDue: async nowWallMs => remsDue(nowWallMs),
    },
    backUp: async at => {
      await store.backup(at)
    },
    close: async () => store.close(),
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

function applyChange(store: Store, change: Change): readonly LogEntry[] {
  switch (change.change) {
    case 'commit':
      return store.commit(change)
    case 'openSession':
      store.openSession(change.roomId, change.state)
      break
    case 'moveSession':
      store.moveSession(change.roomId, change.state)
      break
    case 'setPerson':
      store.setPerson(change.person)
      break
    case 'setCredentials':
      store.setCredentials(change.personId, change.credentials)
      break
    case 'addRoom':
      store.addRoom(change.room)
      break
    case 'addDevice':
      store.addDevice(change.config)
      break
    case 'removeDevice':
      store.removeDevice(change.id)
      break
    case 'setSetting':
      store.setSetting(change.name, change.value)
      break
    case 'touch':
      store.touch(change.at)
      break
    default:
      return assertNever(change)
  }
  return []
}
