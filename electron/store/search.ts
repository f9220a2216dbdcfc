import type { FoundSessions, SessionQuery } from '../../shared/care-views.ts'
import { phrase } from '../../shared/words/host.ts'
import type { ShippedWords } from '../../shared/words/shipped.ts'
import { matchOf } from './match.ts'
import { readable } from './readable.ts'
import { number } from './rows.ts'
import type { Prepare } from './statements.ts'
import { fromSummaryRow } from './summary.ts'

/** Sessions of one answer. */
export const PER_PAGE = 50

/**
 * Finds sessions, open ones first, then those that are still to be signed, then the newest. Every word of the text must begin
 * a word of the session: of its patient, people, room, preset, day, or what was noted in it.
 *
 * @param words that are spoken: presets that ship are found as they are called in these, too
 */
export function searchSessions(prepare: Prepare, query: SessionQuery, words: ShippedWords): FoundSessions {
  const { where, values } = conditionsOf(query)
  const matches = matchOf(query.text, words)
  const from = `FROM session_index
    ${matches === null ? '' : 'JOIN session_words ON session_words.rowid = session_index.number'}
    JOIN sessions ON sessions.id = session_index.session_id`
  const all = [...(matches === null ? [] : ['session_words MATCH ?']), ...where]
  const whole = `${from} ${all.length > 0 ? `WHERE ${all.join(' AND ')}` : ''}`
  const bound = [...(matches === null ? [] : [matches]), ...values]
  const rows = prepare(
    `SELECT sessions.*, rooms.name, session_index.signed, state ->> '$.session.preset.label' AS preset_label,
       state ->> '$.session.room' AS own_room
     FROM (SELECT session_index.number AS number ${whole}
           ORDER BY session_index.stage, session_index.opened_wall_ms DESC, session_index.number DESC LIMIT ? OFFSET ?) AS found
     JOIN session_index ON session_index.number = found.number
     JOIN sessions ON sessions.id = session_index.session_id
     JOIN rooms ON rooms.id = room_id LEFT JOIN states ON states.session_id = sessions.id
     ORDER BY session_index.stage, session_index.opened_wall_ms DESC, session_index.number DESC`,
  ).all(...bound, PER_PAGE, query.skip ?? 0)
  return {
    sessions: readable(
      rows,
      row => ({ ...fromSummaryRow(row), signed: row['signed'] === 1 }),
      row => phrase.record.sessionRow(String(row['id'])),
    ),
    total: number(prepare(`SELECT count(*) AS n ${whole}`).get(...bound) ?? {}, 'n'),
  }
}

function conditionsOf({ fromWallMs, toWallMs, roomId, presetId, stage, alarm }: SessionQuery) {
  const where: string[] = []
  const values: (string | number)[] = []
  const add = (condition: string, value: string | number | undefined) => {
    if (value === undefined) return
    where.push(condition)
    values.push(value)
  }
  add('session_index.opened_wall_ms >= ?', fromWallMs)
  add('session_index.opened_wall_ms < ?', toWallMs)
  add('sessions.room_id = ?', roomId)
  add('sessions.preset_id = ?', presetId)
  if (stage === 'signed') where.push('session_index.signed = 1')
  else add('session_index.stage = ?', stage === undefined ? undefined : stage === 'open' ? 0 : 1)
  if (alarm === 'high') where.push('sessions.high_alarms > 0')
  else
    add(
      'EXISTS (SELECT 1 FROM session_alarms WHERE alarm = ? AND session_alarms.session_id = sessions.id)',
      alarm,
    )
  return { where, values }
}
