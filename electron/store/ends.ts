import type { SystemEvent } from '../../shared/record/system.ts'
import type { Instant } from '../../shared/time.ts'
import { type Head, logOf } from './chain.ts'
import type { Chains } from './chains.ts'
import { ROWS } from './row-chain.ts'
import type { LogRow } from './rows.ts'
import { text } from './rows.ts'
import type { Prepare } from './statements.ts'

/*
 * The installation's log says where the other chains end: that of a session at its close and whenever something is added to it
 * after that, those of open sessions and that of the rows before each backup. So an anchor of the one log covers them all.
 */

/** Whose record it is: stands beside each log record. */
export interface Own {
  /** The computer. */
  readonly station: string
  /** Vigil's version. */
  readonly software: string
}

/** A record of the installation, as a row. */
export function installationRow(own: Own, at: Instant, entry: SystemEvent): Omit<LogRow, 'seq'> {
  return {
    session_id: null,
    mono_ms: Math.round(at.monoMs),
    wall_ms: Math.round(at.wallMs),
    utc_offset_min: utcOffsetMin(at.wallMs),
    event: JSON.stringify(entry),
    context: '{}',
    ...own,
    readings_upto: null,
    readings_hash: null,
    state_digest: null,
  }
}

/** Notes where a closed session's own log ends now; nothing where it has none. */
export function noteEndOf(chains: Chains, own: Own, at: Instant, sessionId: string): void {
  const end = chains.sessionLogEnd(sessionId)
  if (end) noteEnds(chains, own, at, [[logOf(sessionId), end]])
}

/** Notes where the logs of open sessions and the chain of rows end now. */
export function noteOpenEnds(prepare: Prepare, chains: Chains, own: Own, at: Instant): void {
  const open = prepare('SELECT id FROM sessions WHERE closed_wall_ms IS NULL AND own_log = 1').all()
  const ends = open.flatMap(row => {
    const id = text(row, 'id')
    const end = chains.sessionLogEnd(id)
    return end && end.seq > 0 ? [[logOf(id), end] as const] : []
  })
  noteEnds(chains, own, at, [...ends, [ROWS, chains.rowsEnd()]])
}

function noteEnds(chains: Chains, own: Own, at: Instant, ends: readonly (readonly [string, Head])[]): void {
  const noted = ends.map(([chain, { seq, hash }]) => ({ chain, seq, hash }))
  chains.addRecords([installationRow(own, at, { event: 'system', kind: 'ends', ends: noted })])
}

/** Of this place, at that moment: minutes east of UTC, and no negative zero. */
export function utcOffsetMin(wallMs: number): number {
  return 0 - new Date(wallMs).getTimezoneOffset()
}
