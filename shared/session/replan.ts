import { measured, missed } from '../record/due.ts'
import type { EventOf } from '../record/event.ts'
import { byTimeTaken, type Instant } from '../time.ts'
import { passTime, planDue, satisfyDue, satisfyRatings } from './due.ts'
import { lineFrom } from './line.ts'
import { relabel } from './move-due.ts'
import type { CuffTaken, RoomState } from './room-state.ts'
import type { DueItem, Session } from './types.ts'

type ItemEvent = EventOf<typeof measured | typeof missed>

/**
 * The list of measurements reckoned anew after T0 or a dose has moved: each item has its own window again, and is answered by
 * what was measured in it. What changes thereby is told.
 */
export function replanDue(
  state: RoomState,
  session: Session,
  now: Instant,
): { readonly session: Session; readonly events: readonly ItemEvent[] } {
  const newest = planAround(session, now)
  const earlier = ofEarlierDoses(state.session, session, newest)
  const forgotten = askedBeforeNextDose(state, session, [...earlier, ...newest])
  const planned = [...earlier, ...forgotten, ...newest].map(item =>
    keepWords(item, findBefore(item, state.session, session)),
  )
  // These have times of their own. Where T0 or the end has moved, an open check of SpO2 is asked anew as time passes.
  const t0Ms = session.t0?.monoMs ?? now.monoMs
  const isMoved =
    session.t0?.monoMs !== state.session.t0?.monoMs ||
    session.dosingEnd?.monoMs !== state.session.dosingEnd?.monoMs
  const isAskedAnew = ({ spo2, status }: DueItem) =>
    isMoved && spo2 && (status === 'upcoming' || status === 'due')
  const own = session.due
    .filter(item => (item.extra || item.spo2) && !isAskedAnew(item))
    .map(item => relabel(item, session, t0Ms))
  const answered = answerAll(state, session, planned)
  const passed = answerAll(state, session, passTime(answered, now).items)
  const due = [...passed, ...own].toSorted((a, b) => a.targetMonoMs - b.targetMonoMs)
  return {
    session: { ...session, due },
    events: due.flatMap(item => tellChange(item, findBefore(item, state.session, session))),
  }
}

/**
 * The list as it would stand, had each gap been confirmed when it was: planned on the time that has really passed, and then laid
 * on the line, each edge of a window where it really was (`moveDue`).
 */
function planAround(session: Session, now: Instant): readonly DueItem[] {
  if (session.gaps.every(({ lengthMin }) => lengthMin === undefined))
    return planDue({ ...session, due: [] }, session.preset, now)
  const line = lineFrom(session, 0)
  const passed = ({ monoMs, wallMs }: Instant): Instant => ({
    monoMs: line.at(monoMs),
    wallMs,
  })
  const { t0, dosingEnd, doses, infusionPauses } = session
  const asPassed: Session = {
    ...session,
    ...(t0 ? { t0: passed(t0) } : {}),
    ...(dosingEnd ? { dosingEnd: passed(dosingEnd) } : {}),
    doses: doses.map(dose => ({ ...dose, at: passed(dose.at) })),
    infusionPauses: infusionPauses.map(({ from, to }) => ({
      from: passed(from),
      ...(to ? { to: passed(to) } : {}),
    })),
    gaps: [],
    due: [],
  }
  // Each edge for itself: a window may begin before a gap and end after it.
  const laidOn = (ms: number) => Math.round(line.momentAt(ms))
  return planDue(asPassed, session.preset, passed(now)).map(item => ({
    ...item,
    targetMonoMs: laidOn(item.targetMonoMs),
    fromMonoMs: laidOn(item.fromMonoMs),
    toMonoMs: laidOn(item.toMonoMs),
  }))
}

/** What was asked after the doses before a booster stays asked for, and moves with its own dose; with a withdrawn one it goes. */
function ofEarlierDoses(before: Session, after: Session, newest: readonly DueItem[]): readonly DueItem[] {
  if (!after.preset.boosters) return []
  return before.due.flatMap(item => {
    if (item.extra || item.spo2) return []
    const { part, dose: doseId } = belongsTo(item, before)
    const place = after.doses.findIndex(({ id }) => id === doseId)
    const [was, is] = [before.doses.find(({ id }) => id === doseId), after.doses[place]]
    const id = nameFor(part, place)
    // What was still to come went over into the list of the dose after it.
    const isClosed = item.status !== 'upcoming' && item.status !== 'due'
    if (!was || !is || place + 1 >= after.doses.length || !isClosed) return []
    if (newest.some(known => known.id === id)) return []
    const byMs = is.at.monoMs - was.at.monoMs
    return [
      {
        id,
        label: item.label,
        class: item.class,
        targetMonoMs: item.targetMonoMs + byMs,
        fromMonoMs: item.fromMonoMs + byMs,
        toMonoMs: item.toMonoMs + byMs,
        ...(item.ratings ? { ratings: item.ratings } : {}),
        status: 'upcoming' as const,
      },
    ]
  })
}

/**
 * What was asked after a dose until the next one, and had gone over into the list of that one: it turns out to have been given later.
 *
 * @param known items that stand in the list already
 */
function askedBeforeNextDose(
  state: RoomState,
  session: Session,
  known: readonly DueItem[],
): readonly DueItem[] {
  const { doses, preset, dosingEnd } = session
  if (!preset.boosters || !dosingEnd) return []
  const cuffs = knownCuffs(state)
  return doses.slice(0, -1).flatMap((dose, place) => {
    const next = doses[place + 1]
    if (!next) return []
    const asThen: Session = { ...session, doses: doses.slice(0, place + 1), dosingEnd: dose.at }
    return planAround(asThen, next.at).filter(({ id, ratings, fromMonoMs, toMonoMs }) => {
      if (known.some(item => item.id === id)) return false
      const isAnswered = ({ takenAt: { monoMs } }: CuffTaken) =>
        monoMs >= fromMonoMs && monoMs <= toMonoMs && monoMs < next.at.monoMs
      return toMonoMs <= next.at.monoMs || (!ratings && cuffs.some(isAnswered))
    })
  })
}

const PLACE = /-(\d+)(?=\.|$)/

/** The dose after which an item is asked for, by its own id: in the list doses change their places. Nasal devices are parts of one dose. */
function belongsTo({ id }: DueItem, { doses, preset }: Session): { part: string; dose: string | undefined } {
  const place = Number(PLACE.exec(id)?.[1] ?? 1) - 1
  return { part: id.replace(PLACE, ''), dose: preset.devices ? 'all' : doses[place]?.id }
}

/** The items of a booster have its number (`due.ts`). */
function nameFor(part: string, place: number): string {
  return place === 0 ? part : part.replace(/(?=\.|$)/, `-${place + 1}`)
}

/** The same item of the same dose, as it stood before. */
function findBefore(item: DueItem, before: Session, after: Session): DueItem | undefined {
  const { part, dose } = belongsTo(item, after)
  return before.due.find(known => {
    if (item.extra || item.spo2) return known.id === item.id
    const was = belongsTo(known, before)
    return was.part === part && was.dose === dose
  })
}

/** What people said of it, and that it was told to be due, stays. */
function keepWords(item: DueItem, known: DueItem | undefined): DueItem {
  if (!known) return item
  const { excused, noticed, doneAt } = known
  return {
    ...item,
    ...(noticed ? { noticed } : {}),
    ...(excused ? { status: 'excused' as const, excused, ...(doneAt ? { doneAt } : {}) } : {}),
  }
}

/** The list as it stands, its windows moved, answered anew by all that was measured: what changes thereby is told. */
export function answerAnew(
  state: RoomState,
  session: Session,
): { readonly session: Session; readonly events: readonly ItemEvent[] } {
  const due = answerAll(state, session, session.due)
  const events = due.flatMap(item =>
    tellChange(
      item,
      state.session.due.find(({ id }) => id === item.id),
    ),
  )
  return { session: { ...session, due }, events }
}

/** The list answered by all that was measured and rated in the session, each by what was in its window. */
function answerAll(state: RoomState, session: Session, items: readonly DueItem[]): readonly DueItem[] {
  const byCuff = knownCuffs(state).reduce((known, reading) => satisfyDue(known, reading).items, items)
  // Each rating as it came: a later one does not answer again what an earlier one has answered.
  const { scales = [] } = session
  return scales.reduce((known, _, index) => satisfyRatings(known, scales.slice(0, index + 1)).items, byCuff)
}

/** Every cuff reading of the session that may answer an item, by the time taken. */
function knownCuffs({ cuff, cuffsTaken = [] }: RoomState): readonly CuffTaken[] {
  // A room stored by an earlier version knows its last ones only.
  const own = [cuff.before, cuff.last].flatMap(reading => (reading && !reading.existing ? [reading] : []))
  const more = [...cuff.candidates, ...own].filter(({ seq }) => !cuffsTaken.some(known => known.seq === seq))
  const all = new Map([...cuffsTaken, ...more].map(reading => [reading.seq, reading]))
  return [...all.values()].toSorted(byTimeTaken)
}

function tellChange(item: DueItem, before: DueItem | undefined): readonly ItemEvent[] {
  const { id, label, status, seq, class: rank } = item
  if (before?.status === status) return []
  if (status === 'missed') return [missed.of({ item: id, label, class: rank })]
  if (status === 'done' || status === 'late') return [measured.of({ item: id, label, status, seq })]
  return []
}
