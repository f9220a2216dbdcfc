import type { LogEntry } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import { createClock } from '../core/clock.ts'
import type { Alive, Commit } from '../core/contracts/record.ts'
import { readBootId } from '../process/boot-id.ts'
import { loginName } from '../process/login.ts'
import { say } from '../process/say.ts'
import { markPath } from './files.ts'
import type { Marker } from './marker.ts'

/** The record that it is noted in. */
interface Noting {
  lastInstant(): Alive | null
  commit(commit: Commit): readonly LogEntry[]
}

/** Says that the mark of a record is gone, and makes a new one with an entry that says it: whoever takes a record back removes the mark. */
export function noteMarkGone(store: Noting, dataDir: string, marker: Marker): void {
  const detail = `${markPath(dataDir)} was missing or could not be read at the start: nothing but the backups said how far the record had come. A new one was written`
  say(phrase.record.lookWhetherWhole(detail))
  const clock = createClock(store.lastInstant(), undefined, readBootId())
  const entry = { event: 'system', kind: 'record', by: loginName(), detail } as const
  const at = clock.now()
  store.commit({ sessionId: null, readings: [], log: [{ at, entry }] })
  marker.write(at.wallMs)
}
