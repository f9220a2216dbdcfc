import { isPhysiological, type Priority } from '../alarm/ids.ts'
import type { Limits } from '../limits.ts'
import type { Reading } from '../reading.ts'
import { readEpisodes } from '../report/episodes.ts'
import { mergeReadings } from '../report/merge-readings.ts'
import { isForeign, ownPart } from '../report/own-alarms.ts'
import { findPeaks, type Peak } from '../report/peaks.ts'
import { elapsedMs } from '../session/elapsed.ts'
import { givenInAll } from '../session/given.ts'
import type { Session } from '../session/types.ts'
import { isUnconfirmed } from '../session/unconfirmed.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import type { LogEntry } from '../views.ts'

/** How one session went, in the figures by which a patient's sessions are compared. */
export interface SessionCourse {
  readonly sessionId: string
  readonly openedAt: Instant
  readonly presetLabel: string
  readonly simulated: boolean
  readonly replayed: boolean
  /** mg, of all that was given. */
  readonly doseMg: number
  /** mmHg; null: none was frozen. */
  readonly baseline: { readonly systolic: number; readonly diastolic: number } | null
  /** Extremes, with minutes from the first dose. */
  readonly peaks: readonly Peak[]
  readonly alarms: Readonly<Record<Priority, number>>
  /** Minutes from the first dose to the end; null: nothing was given, or it has not ended. */
  readonly lengthMin: number | null
}

/**
 * Reads the course of a session from its record. Peaks count from T0 on: what was before it no dose has made. What is not known to be this
 * patient's counts for nothing (AR-23).
 */
export function readCourse(
  session: Session,
  readings: readonly Reading[],
  log: readonly LogEntry[],
  limits: Limits,
): SessionCourse {
  const zero = session.t0 ?? session.opened.at
  const after = readings.filter(
    reading => (!session.t0 || reading.takenAt.monoMs >= zero.monoMs) && !isUnconfirmed(session, reading),
  )
  const alarms = { high: 0, medium: 0, low: 0 }
  const episodes = readEpisodes(log, limits, session.gaps).filter(
    episode => !isPhysiological(episode.alarm) || !isForeign(episode, session),
  )
  const own = episodes.map(episode => ownPart(episode, session, limits))
  for (const { priority } of mergeReadings(own)) alarms[priority] += 1
  const { baseline, closed } = session
  return {
    sessionId: session.id,
    openedAt: session.opened.at,
    presetLabel: session.preset.label,
    simulated: session.simulated,
    replayed: session.replayed,
    doseMg: givenInAll(session.doses),
    baseline: baseline ? { systolic: baseline.systolic, diastolic: baseline.diastolic } : null,
    peaks: findPeaks(after, zero, session),
    alarms,
    lengthMin:
      session.t0 && closed ? Math.round(elapsedMs(session, session.t0, closed.at) / MINUTE_MS) : null,
  }
}
