import { limitAlarmIds, priorities } from '../alarm/ids.ts'
import { type LimitMove, type Limits, moveLimits } from '../limits.ts'
import { limitIn, limitPhaseOf } from '../presets/phase-limits.ts'
import type { EventOf } from '../record/event.ts'
import { limitMoved } from '../record/limits.ts'
import type { Instant } from '../time.ts'
import { movedFrom } from './moved-limits.ts'
import type { LimitChangeRecord, Session } from './types.ts'

interface PhaseChange {
  readonly limits: Limits
  readonly session: Session
  readonly events: readonly EventOf<typeof limitMoved>[]
}

/**
 * Limits by phase: as the session enters another part of itself, the preset's limits of that part come into force. One that a
 * person has moved stays as it was moved, as does one that could not stand beside such a limit; the record says so of each.
 * Null: nothing changes.
 */
export function enterLimits(
  before: Session,
  session: Session,
  limits: Limits,
  now: Instant,
): PhaseChange | null {
  const { preset } = session
  const [was, is] = [limitPhaseOf(before.phase), limitPhaseOf(session.phase)]
  if (!preset.phaseLimits || was === null || is === null || was === is) return null
  const wanted: (LimitMove & { readonly before: number })[] = []
  const kept: (LimitMove & { readonly before: number })[] = []
  for (const alarm of limitAlarmIds)
    for (const priority of priorities) {
      const limit = limitIn(preset, is, alarm, priority)
      const present = limits[alarm].levels[priority]?.limit
      if (limit === undefined || present === undefined || limit === present) continue
      const isMoved = movedFrom(session.limitChanges, alarm, priority) !== null
      const isNew = limit !== limitIn(preset, was, alarm, priority)
      if (!isMoved) wanted.push({ alarm, priority, limit, before: present })
      else if (isNew) kept.push({ alarm, priority, limit, before: present })
    }
  const moved = moveWhatFits(limits, wanted)
  const all = [...moved.made, ...kept, ...moved.left]
  if (all.length === 0) return null
  const records = all.map(
    ({ alarm, priority, limit, before: from }): LimitChangeRecord => ({
      alarm,
      priority,
      before: from,
      ...(moved.made.some(one => one.alarm === alarm && one.priority === priority)
        ? { after: limit }
        : { after: from, instead: limit }),
      phase: is,
      by: 'Vigil',
      at: now,
    }),
  )
  return {
    limits: moved.limits,
    session: { ...session, limitChanges: [...session.limitChanges, ...records] },
    events: records.map(({ alarm, priority, before: from, after, instead }) =>
      limitMoved.of({ alarm, priority, before: from, after, instead, phase: is }),
    ),
  }
}

/** All at once, or, where that contradicts what a person has moved, as many as can stand. */
function moveWhatFits<T extends LimitMove>(limits: Limits, wanted: readonly T[]) {
  const together = moveLimits(limits, wanted)
  if ('limits' in together) return { limits: together.limits, made: wanted, left: [] as readonly T[] }
  let now = limits
  const made: T[] = []
  const left: T[] = []
  for (const one of wanted) {
    const moved = moveLimits(now, [one])
    if ('limits' in moved) now = moved.limits
    ;('limits' in moved ? made : left).push(one)
  }
  return { limits: now, made, left }
}
