import type { DueRule } from '../presets/preset.ts'
import { type Instant, MINUTE_MS } from '../time.ts'
import { overcountMs, passedMs } from './elapsed.ts'
import { extraFromMs } from './extra.ts'
import { EVERY_MS } from './spo2-checks.ts'
import type { DueItem, GapRecord, Session } from './types.ts'

/**
 * The list after a person has said how long a gap was: what counts from before the gap, and was not over when it began, is due
 * as much later, or earlier, as the line had counted too much, or too little; and what was missed only by that is not missed.
 *
 * @param session with that gap among its gaps
 * @param gap with the length that was said
 */
export function moveDue(session: Session, gap: GapRecord, now: Instant): readonly DueItem[] {
  const t0Ms = session.t0?.monoMs ?? now.monoMs
  return session.due.map(item => {
    const moved = moveItem(item, session, gap, now)
    // These say their minute, which was reckoned before the length of the gap was known.
    return item.extra || item.spo2 ? relabel(moved, passedMs(session, t0Ms, moved.targetMonoMs)) : moved
  })
}

/** An item that is called after its minute from T0, with the minute that is right. */
export function relabel(item: DueItem, fromT0Ms: number): DueItem {
  return { ...item, label: item.label.replace(/-?\d+$/, String(Math.round(fromT0Ms / MINUTE_MS))) }
}

function moveItem(item: DueItem, session: Session, gap: GapRecord, now: Instant): DueItem {
  const isOpen = item.status === 'upcoming' || item.status === 'due' || item.status === 'missed'
  const isAnswered = !item.extra && !item.spo2 && item.doneAt && item.doneAt.monoMs >= gap.to.monoMs
  if (!(isOpen || isAnswered) || item.toMonoMs <= gap.from.monoMs) return item
  const anchorMs = countsFromMs(item, session)
  const byMs = overcountMs({ gaps: [gap] }, anchorMs)
  if (byMs === 0) return item
  const { noticed: _noticed, ...rest } = item
  const moved = moveWindow(item, anchorMs <= gap.from.monoMs ? ms => laidOver(gap, ms) : ms => ms + byMs)
  if (!isOpen) return judgeAnew(item, moved)
  return {
    ...(moved.targetMonoMs > now.monoMs ? rest : item),
    ...moved,
    status: item.status === 'missed' && moved.toMonoMs > now.monoMs ? 'upcoming' : item.status,
  }
}

type Window = Pick<DueItem, 'targetMonoMs' | 'fromMonoMs' | 'toMonoMs'>

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

/** The moment that the window of an item counts from: T0, its dose, the end of dosing, or the reading before it. */
function countsFromMs(item: DueItem, session: Session): number {
  if (item.extra) return extraFromMs(session, item)
  if (item.spo2) return item.targetMonoMs - EVERY_MS
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
