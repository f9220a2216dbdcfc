import type { Instant } from '../time.ts'
import { isAfterwards } from './afterwards.ts'
import type { Report } from './model.ts'
import { type Anchored, anchoredMs } from './times.ts'

/*
 * One anchor for every time that leaves Vigil (AR-22). The wall clock of a session may be set while it lasts; printed as it
 * stood then, what follows can come before what it followed. So each printed time is the clock of the opening, carried on
 * along the monotonic line. What the computer's clock itself said is told beside it, where it was set.
 */

/**
 * The report with every time of the session on one anchor. What was done with the closed session has the time of day of its
 * own clock, and the records stay as they were written.
 */
export function onOneAnchor(report: Report): Report {
  const { session, events, records, generatedAt, ...rest } = report
  const { signatures, amendments } = session
  return {
    ...move(rest, session),
    session: {
      ...move(session, session),
      ...(signatures ? { signatures } : {}),
      ...(amendments ? { amendments } : {}),
    },
    events: events.map(logged => (isAfterwards(logged) ? logged : move(logged, session))),
    records,
    generatedAt,
  }
}

/** Every instant within plain data, however deep; what needs no change stays the same value. */
function move<T>(value: T, session: Anchored): T {
  if (typeof value !== 'object' || value === null) return value
  if (isInstant(value)) {
    const wallMs = anchoredMs(session, value)
    return wallMs === value.wallMs ? value : { ...value, wallMs }
  }
  if (Array.isArray(value)) return value.map(item => move(item, session)) as T
  const moved: Record<string, unknown> = {}
  for (const [key, part] of Object.entries(value)) moved[key] = move(part, session)
  return moved as T
}

function isInstant(value: object): value is Instant {
  return (
    'monoMs' in value &&
    'wallMs' in value &&
    typeof value.monoMs === 'number' &&
    typeof value.wallMs === 'number'
  )
}
