import type { DueRule } from '../presets/preset.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { overcountMs, passedMs } from './elapsed.ts'
import { extraWindow } from './extra.ts'
import { checkWindow } from './spo2-checks.ts'
import type { DueItem, GapRecord, Session } from './types.ts'
import type { Window } from './window-after.ts'

/**
 * The list after a person has said how long a gap was: what counts from before the gap, and was not over when it began, is due
 * as much later, or earlier, as the line had counted too much, or too little; and what was missed only by that is not missed.
 *
 * @param session with that gap among its gaps
 * @param gap with the length that was said
 */
export function moveDue(session: Session, gap: GapRecord, now: Instant): readonly DueItem[] {
  const t0Ms = session.t0?.monoMs ?? now.monoMs
  const due = session.due.map(item => {
    const moved = moveItem(item, session, gap, now)
    // These say their minute, which was reckoned before the length of the gap was known.
    return item.extra || item.spo2 ? relabel(moved, session, t0Ms) : moved
  })
  return withOneExtra(due)
}

/** An item that is called after its minute from T0, with the minute that is right: an answered one lies where it lay. */
export function relabel(item: DueItem, session: Session, t0Ms: number): DueItem {
  const { asked, targetMonoMs } = item
  const minute = asked
    ? passedMs(session, t0Ms, asked.fromMonoMs) / MINUTE_MS + asked.afterMin
    : passedMs(session, t0Ms, targetMonoMs) / MINUTE_MS
  return { ...item, label: item.label.replace(/-?\d+$/, String(Math.round(minute))) }
}

function moveItem(item: DueItem, session: Session, gap: GapRecord, now: Instant): DueItem {
  if (item.extra || item.spo2) return moveOwn(item, session, now)
  const isOpen = item.status === 'upcoming' || item.status === 'due' || item.status === 'missed'
  const isAnswered = item.doneAt && item.doneAt.monoMs >= gap.to.monoMs
  if (!(isOpen || isAnswered) || item.toMonoMs <= gap.from.monoMs) return item
  const anchorMs = countsFromMs(item, session)
  const byMs = overcountMs({ gaps: [gap] }, anchorMs)
  if (byMs === 0) return item
  const moved = moveWindow(item, anchorMs <= gap.from.monoMs ? ms => laidOver(gap, ms) : ms => ms + byMs)
  return isOpen ? reopen(item, moved, now) : judgeAnew(item, moved)
}

/** An item that nothing has answered, in another window: it is missed, due and told only where that is so in this one. */
function reopen(item: DueItem, window: Window, now: Instant): DueItem {
  const { noticed: _noticed, ...rest } = item
  const isBefore = item.status === 'missed' ? window.toMonoMs > now.monoMs : window.fromMonoMs > now.monoMs
  return {
    ...(window.targetMonoMs > now.monoMs ? rest : item),
    ...window,
    status: isBefore ? 'upcoming' : item.status,
  }
}

/** The open extra reading that was asked for first: others were asked for only because it counted as missed. */
export function withOneExtra(due: readonly DueItem[]): readonly DueItem[] {
  const open = due.filter(item => item.extra && (item.status === 'upcoming' || item.status === 'due'))
  const numberOf = ({ id }: DueItem) => Number(id.slice(1))
  const first = Math.min(...open.map(numberOf))
  return due.filter(item => !open.includes(item) || numberOf(item) === first)
}

/**
 * What was asked for besides the list (an extra reading, a check of SpO2) is due as long after what it counts from as it was, whatever
 * is said of a gap since, and whatever was measured since.
 *
 * @param session with the gap as it is said now
 */
export function moveOwn(item: DueItem, session: Session, now: Instant): DueItem {
  if (!(item.extra || item.spo2) || item.doneAt || item.status === 'excused') return item
  return reopen(item, item.extra ? extraWindow(session, item) : checkWindow(session, item), now)
}

function moveWindow({ targetMonoMs, fromMonoMs, toMonoMs }: Window, move: (ms: number) => number): Window {
  return { targetMonoMs: move(targetMonoMs), fromMonoMs: move(fromMonoMs), toMonoMs: move(toMonoMs) }
}

/**
 * Where an edge of a window lies, once it is said how long the gap was: what was before the gap stays, what falls into it has its share
 * of it, and what comes after it is as much later as the line counts too much.
 */
function laidOver(gap: GapRecord, ms: number): number {
  const { from, to, lengthMin = 0 } = gap
  const intoMs = ms - from.monoMs
  if (intoMs <= 0) return ms
  const realMs = lengthMin * MINUTE_MS
  const lineMs = to.monoMs - from.monoMs
  return intoMs < realMs ? from.monoMs + Math.round((intoMs * lineMs) / realMs) : ms + lineMs - realMs
}

/** What was measured after the gap may have answered an item that was not yet to be measured then: it is asked for again. */
function judgeAnew({ doneAt, seq, noticed: _noticed, ...item }: DueItem, window: Window): DueItem {
  const moved = { ...item, ...window }
  if (!doneAt || doneAt.monoMs < moved.fromMonoMs) return { ...moved, status: 'upcoming' }
  const isInside = doneAt.monoMs <= moved.toMonoMs
  return { ...moved, doneAt, ...(seq === undefined ? {} : { seq }), status: isInside ? 'done' : 'late' }
}

/**
 * The window of an item in ms that really pass from a moment on. It follows from the preset and the anchor: on the line a window
 * that was over before a gap cannot be told from one that the gap has moved to the same place.
 */
export function windowFrom(
  session: Session,
  item: DueItem,
  zeroMs: number,
): { readonly fromMs: number; readonly toMs: number } {
  const rule = item.extra || item.spo2 ? undefined : ruleOf(item, session.preset.due)
  const isOnLine = !session.gaps.some(({ lengthMin }) => lengthMin !== undefined)
  if (!rule || isOnLine) {
    return {
      fromMs: passedMs(session, zeroMs, item.fromMonoMs),
      toMs: passedMs(session, zeroMs, item.toMonoMs),
    }
  }
  const everyMin = rule.everyMin ?? rule.everyMinWhileDosing ?? 0
  const shiftMin = (Number(/\.(\d+)$/.exec(item.id)?.[1] ?? 1) - 1) * everyMin
  const anchorMs = passedMs(session, zeroMs, countsFromMs(item, session))
  return {
    fromMs: anchorMs + (rule.fromMin + shiftMin) * MINUTE_MS,
    toMs: anchorMs + (rule.toMin + shiftMin) * MINUTE_MS,
  }
}

/** The moment that the window of an item of the preset's list counts from: T0, its dose, or the end of dosing. */
function countsFromMs(item: DueItem, session: Session): number {
  const rule = ruleOf(item, session.preset.due)
  const { t0, dosingEnd, doses, preset } = session
  // The items of a booster have its number (`due.ts`); nasal devices are parts of one dose.
  const number = Number(/^-(\d+)/.exec(item.id.slice(rule?.id.length ?? 0))?.[1] ?? 1)
  const dose = preset.devices ? doses.at(-1) : doses[number - 1]
  const end = doses.length > 1 && !preset.devices ? dose?.at : dosingEnd
  const at = { t0, dose: dose?.at, end }[rule?.anchor ?? 't0'] ?? t0
  return at?.monoMs ?? item.fromMonoMs
}

/** The longest id that fits: one may begin with another. */
function ruleOf({ id }: DueItem, rules: readonly DueRule[]): DueRule | undefined {
  return rules
    .filter(rule => id === rule.id || id.startsWith(`${rule.id}.`) || id.startsWith(`${rule.id}-`))
    .toSorted((a, b) => b.id.length - a.id.length)[0]
}
