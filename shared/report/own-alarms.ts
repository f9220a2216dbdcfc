import { isPhysiological, outranks, type Priority } from '../alarm/ids.ts'
import type { AlarmCause } from '../alarm/types.ts'
import type { Limits } from '../limits.ts'
import type { Session } from '../session/types.ts'
import { doubtOfPatient, isUnconfirmed } from '../session/unconfirmed.ts'
import { type AlarmEpisode, worse } from './episodes.ts'

/** What ends with the session ends by its close. */
const CLOSED: AlarmCause = 'session closed'

type Held = Pick<Session, 'patientQuestions' | 'closed'>

/**
 * What of an alarm is this patient's (AR-23). One that was there before, and went on when nobody knew whose the values were, keeps
 * the priority and values of before; once it is known to have been another patient, it ends where the session did. What
 * sounded later stays in the log.
 */
export function ownPart(episode: AlarmEpisode, session: Held, limits: Limits): AlarmEpisode {
  const { alarm } = episode
  const doubt = doubtOfEpisode(episode, session)
  if (!doubt) return episode
  if (isForeign(episode, session)) return isPhysiological(alarm) ? { ...episode, doubt } : episode
  const ended =
    doubt === 'otherPatient' && session.closed
      ? { ...episode, end: session.closed.at, endCause: CLOSED, outcome: outcomeOf(episode) }
      : episode
  if (!isPhysiological(alarm)) return ended
  const escalations = episode.escalations.filter(({ at }) => !isUnconfirmed(session, at))
  return {
    ...ended,
    doubt,
    escalations,
    priority: escalations.reduce<Priority>(
      (most, { priority }) => (outranks(priority, most) ? priority : most),
      episode.priorityAtStart,
    ),
    worst: escalations.reduce<number | null>(
      (worst, { value }) => worse({ alarm, worst }, value, limits),
      episode.valueAtStart,
    ),
  }
}

/** It began when it was not known, or was known not, to be this patient. */
export function isForeign({ start }: AlarmEpisode, session: Held): boolean {
  return isUnconfirmed(session, start)
}

/** As it sounded, with a word of whose the values were. */
export function withDoubt(episode: AlarmEpisode, session: Held): AlarmEpisode {
  const doubt = isPhysiological(episode.alarm) ? doubtOfEpisode(episode, session) : null
  return doubt ? { ...episode, doubt } : episode
}

function doubtOfEpisode({ start, end }: AlarmEpisode, session: Held): AlarmEpisode['doubt'] | null {
  return (
    doubtOfPatient(session, start) ?? doubtOfPatient(session, end ?? { monoMs: Number.POSITIVE_INFINITY })
  )
}

function outcomeOf({ acknowledgements }: AlarmEpisode): AlarmEpisode['outcome'] {
  return acknowledgements.length > 0 ? 'acknowledged' : 'otherwise'
}
