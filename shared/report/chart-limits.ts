import { type LimitAlarmId, limitAlarmIds, type Priority, priorities } from '../alarm/ids.ts'
import type { StreamVitalId } from '../vitals.ts'
import type { ReportWords } from '../words/report.ts'
import type { Report } from './model.ts'

/* Limits on the chart, and the room that their names need beside it. */

/** Size of the lanes' text in points, and the width that a letter takes of it on average. */
export const LABEL_SIZE = 6.5
export const LETTER = 0.56

/** In points; longer labels than the usual ones get room even for wide letters. */
const GUTTER = { usual: 44, space: 3, letter: 0.72 } as const

/** A limit while it was in force; the label stands at its right end, where it has one. */
export interface LimitLine {
  readonly fromX: number
  readonly toX: number
  readonly y: number
  readonly label: string | null
  /** The middle of the label, which gives way to others. */
  readonly labelY: number
}
/** Room at the right for the names of limits, priorities and lanes. */
export function gutterOf({ limits }: Report, words: ReportWords): number {
  const { spo2Low, systolicHigh, marks } = words.report.chart
  const labels = [
    marks,
    ...priorities.map(priority => words.priorities[priority]),
    ...priorities.map(priority => spo2Low(limits['spo2-low'].levels[priority]?.limit ?? 0)),
    ...priorities.map(priority => systolicHigh(limits['systolic-high'].levels[priority]?.limit ?? 0)),
  ]
  const longest = Math.max(...labels.map(({ length }) => length))
  if (longest * LABEL_SIZE * LETTER + GUTTER.space <= GUTTER.usual) return GUTTER.usual
  return longest * LABEL_SIZE * GUTTER.letter + GUTTER.space
}

/** A limit as it was in force from T0 on: one line for each time between two changes. */
export function limitLines(
  { limits, session, zero }: Report,
  alarm: LimitAlarmId,
  priority: Priority,
  name: ((limit: number) => string) | null,
  x: (monoMs: number) => number,
  y: (value: number) => number,
  toX: number,
): readonly LimitLine[] {
  const level = limits[alarm].levels[priority]
  if (!level) return []
  const changes = session.limitChanges.filter(
    change => change.alarm === alarm && change.priority === priority,
  )
  const starts = [zero.monoMs, ...changes.map(({ at }) => Math.max(zero.monoMs, at.monoMs))]
  const values = [...changes.map(({ before }) => before), level.limit]
  return values.map((value, index) => ({
    fromX: x(starts[index] ?? zero.monoMs),
    toX: index === values.length - 1 ? toX : x(starts[index + 1] ?? zero.monoMs),
    y: y(value),
    labelY: y(value),
    label: name !== null && index === values.length - 1 ? name(value) : null,
  }))
}

/** The limits of a vital sign at the end, the lowest first: '< 8', '≥ 30'. */
export function limitFigures(
  { limits }: Report,
  vital: StreamVitalId,
  words: ReportWords,
): readonly string[] {
  const { below, from } = words.report.chart
  return limitAlarmIds
    .filter(alarm => limits[alarm].parameter === vital)
    .flatMap(alarm => {
      const { side, levels } = limits[alarm]
      return priorities.flatMap(priority => {
        const level = levels[priority]
        return level ? [{ limit: level.limit, said: (side === 'low' ? below : from)(level.limit) }] : []
      })
    })
    .toSorted((a, b) => a.limit - b.limit)
    .map(({ said }) => said)
}

/** From the middle of one name to the next below it. */
const APART = LABEL_SIZE + 0.5

/**
 * Moves names apart that would stand on each other, each as little as it goes; the lines stay.
 *
 * @param limits of one panel
 * @param top its upper edge: above it stands its unit
 */
export function spreadLabels(limits: readonly LimitLine[], top: number): readonly LimitLine[] {
  const named = limits.filter(({ label }) => label !== null).toSorted((a, b) => a.y - b.y)
  const stacks: { readonly lines: LimitLine[]; first: number }[] = []
  const firstOf = (lines: readonly LimitLine[]) => {
    const middle = lines.reduce((sum, { y }) => sum + y, 0) / lines.length
    return Math.max(top + APART / 4, middle - ((lines.length - 1) / 2) * APART)
  }
  for (const line of named) {
    let stack = { lines: [line], first: firstOf([line]) }
    for (let above = stacks.at(-1); above; above = stacks.at(-1)) {
      if (above.first + above.lines.length * APART <= stack.first) break
      stacks.pop()
      const lines = [...above.lines, ...stack.lines]
      stack = { lines, first: firstOf(lines) }
    }
    stacks.push(stack)
  }
  const places = new Map(
    stacks.flatMap(({ lines, first }) => lines.map((line, index) => [line, first + index * APART] as const)),
  )
  return limits.map(limit => ({ ...limit, labelY: places.get(limit) ?? limit.y }))
}
