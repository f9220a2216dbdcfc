import { assertNever } from '../../shared/assert-never.ts'
import type { LogEntry } from '../../shared/views.ts'
import type { Change } from '../core/contracts/record.ts'
import type { Store } from './store.ts'

/** Makes one change of the record. Gives the log entries that it added. @throws StoreError, or what is wrong with the change */
export function applyChange(store: Store, change: Change): readonly LogEntry[] {
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
