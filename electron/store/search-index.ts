import type { RoomState } from '../../shared/session/room-state.ts'
import type { Session } from '../../shared/session/types.ts'
import type { LogEntry } from '../../shared/views.ts'
import type { Database } from './engine.ts'
import { ELSEWHERE } from './import.ts'
import { number, text } from './rows.ts'
import type { Prepare } from './statements.ts'

/* What sessions are found by. It is made from states and log, in the transaction that stores them. */

/** 0: open; 1: closed, and still to be signed; 2: done. */
export type Stage = 0 | 1 | 2

const sql = {
  session: 'SELECT room_id, opened_wall_ms FROM sessions WHERE id = ?',
  known: 'SELECT number FROM session_index WHERE session_id = ?',
  add: `INSERT INTO session_index (session_id, opened_wall_ms, stage, signed) VALUES (?, ?, ?, ?)
    ON CONFLICT (session_id) DO UPDATE SET stage = excluded.stage, signed = excluded.signed`,
  addAlarm: 'INSERT OR IGNORE INTO session_alarms (alarm, session_id) VALUES (?, ?)',
  dropWords: 'DELETE FROM session_words WHERE rowid = ?',
  addWords: 'INSERT INTO session_words (rowid, words) VALUES (?, ?)',
} as const

/** Every event of a session, as JSON. */
export type ReadEvents = (sessionId: string) => readonly string[]

/** Alarms that were raised, as they are logged. */
export function indexAlarms(
  prepare: Prepare,
  sessionId: string,
  entries: readonly LogEntry['entry'][],
): void {
  for (const entry of entries)
    if (entry.event === 'alarm' && entry.transition === 'raised')
      prepare(sql.addAlarm).run(entry.alarm, sessionId)
}

/** A session as it is now: when it is opened, moved, closed, and changed after that. Reads its whole log once it is closed. */
export function indexSession(prepare: Prepare, session: Session, readEvents: ReadEvents): void {
  const row = prepare(sql.session).get(session.id)
  if (!row) return
  const signed = isSigned(session)
  const isOwn = text(row, 'room_id') !== ELSEWHERE && !session.simulated && !session.replayed
  const stage: Stage = !session.closed ? 0 : isOwn && !signed ? 1 : 2
  prepare(sql.add).run(session.id, number(row, 'opened_wall_ms'), stage, signed ? 1 : 0)
  const place = number(prepare(sql.known).get(session.id) ?? {}, 'number')
  const written = session.closed ? readEvents(session.id) : []
  prepare(sql.dropWords).run(place)
  prepare(sql.addWords).run(place, wordsOf(session, written))
}

/** Every session there is: for a layout that has no index yet, and one log. */
export function indexAll(db: Database): void {
  const known = new Map<string, ReturnType<Database['prepare']>>()
  const prepare: Prepare = statement => {
    const found = known.get(statement) ?? db.prepare(statement)
    known.set(statement, found)
    return found
  }
  for (const { id } of prepare('SELECT id FROM sessions ORDER BY opened_wall_ms').all()) {
    const sessionId = String(id)
    const readEvents: ReadEvents = id =>
      prepare('SELECT event FROM log WHERE session_id = ? ORDER BY seq')
        .all(id)
        .map(({ event }) => String(event))
    indexAlarms(
      prepare,
      sessionId,
      readEvents(sessionId).map(event => JSON.parse(event) as LogEntry['entry']),
    )
    const row = prepare('SELECT state FROM states WHERE session_id = ?').get(sessionId)
    if (row) indexSession(prepare, (JSON.parse(text(row, 'state')) as RoomState).session, readEvents)
  }
}

function isSigned({ signatures = [] }: Session): boolean {
  return signatures.some(({ voidedBy }) => voidedBy === undefined)
}

/** Keys of events and states under which people's own words and names stand. */
const SAID = new Set(['note', 'text', 'reason', 'by', 'detail', 'lot', 'mark', 'after', 'advice'])
const MOST_LETTERS = 20_000

function wordsOf({ id, patient, preset, room, opened, closed }: Session, events: readonly string[]): string {
  const day = new Date(opened.at.wallMs).toISOString().slice(0, 10)
  const words = new Set<string>([
    id,
    patient.initials,
    // Typed without the points, too.
    patient.initials.replaceAll(/[\s.]/g, ''),
    String(patient.birthYear),
    patient.recordId,
    preset.id,
    // The first sessions kept the id of their preset alone.
    preset.label ?? '',
    room,
    day,
    opened.by,
    closed?.by ?? '',
  ])
  for (const event of events) gatherSaid(JSON.parse(event), words)
  return [...words].join('\n').slice(0, MOST_LETTERS)
}

function gatherSaid(value: unknown, words: Set<string>): void {
  if (typeof value !== 'object' || value === null) return
  for (const [key, inner] of Object.entries(value))
    if (typeof inner === 'string' && SAID.has(key)) words.add(inner)
    else gatherSaid(inner, words)
}
