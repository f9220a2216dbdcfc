import { expect, test } from 'vitest'
import { ANSWERS_WITHIN, followAnswers, LOADS_WITHIN } from './window-answers.ts'

/** Beats for so many seconds; gives when which windows were lost, and whether none was left. */
function follow(seconds: number, windowsAt: (s: number) => readonly { id: number; answers: boolean }[]) {
  const answers = followAnswers()
  const told: { s: number; lost: readonly number[]; noneLeft: boolean }[] = []
  for (let s = 1; s <= seconds; s++) {
    const windows = windowsAt(s)
    const unanswered = answers.beat(windows.map(({ id }) => id))
    if (unanswered.lost.length > 0 || unanswered.noneLeft) told.push({ s, ...unanswered })
    // As the dashboard does: every second heartbeat.
    for (const { id, answers: does } of windows) if (does && s % 2 === 0) answers.hear(id)
  }
  return told
}

test('a window that answers every second heartbeat is never lost', () => {
  expect(follow(600, () => [{ id: 1, answers: true }])).toEqual([])
})

test('the only window hangs: told 5 to 6 s after its last word, and again while it is not back', () => {
  const told = follow(50, s => [{ id: 1, answers: s <= 10 }])
  expect(told.map(({ s }) => s)).toEqual([
    10 + ANSWERS_WITHIN,
    10 + ANSWERS_WITHIN + LOADS_WITHIN,
    10 + ANSWERS_WITHIN + 2 * LOADS_WITHIN,
  ])
  expect(told.every(({ noneLeft }) => noneLeft)).toBe(true)
  expect(ANSWERS_WITHIN).toBeGreaterThan(5)
})

test('a window that is long in loading is loaded anew ever less often, while the computer sounds each time', () => {
  const told = follow(10 + ANSWERS_WITHIN + 22 * LOADS_WITHIN, s => [{ id: 1, answers: s <= 10 }])
  const rounds = told.map(({ s }) => (s - 10 - ANSWERS_WITHIN) / LOADS_WITHIN)
  expect(rounds).toEqual(Array.from({ length: 23 }, (_, n) => n))
  expect(rounds.filter((_, n) => told[n]?.lost.length === 1)).toEqual([0, 2, 6, 14, 22])
})

test('a window that is back is as good as any', () => {
  expect(follow(60, s => [{ id: 1, answers: s <= 10 || s > 20 }]).map(({ s }) => s)).toEqual([16])
})

test('one of two hangs: it is lost, and the other is left', () => {
  const told = follow(20, s => [
    { id: 1, answers: true },
    { id: 2, answers: s <= 10 },
  ])
  expect(told).toEqual([{ s: 16, lost: [2], noneLeft: false }])
})

test('a new window has time to load, and does not count as one that renders meanwhile', () => {
  const told = follow(20, s => [{ id: 1, answers: s <= 4 }, ...(s > 8 ? [{ id: 2, answers: s > 18 }] : [])])
  expect(told).toEqual([{ s: 10, lost: [1], noneLeft: true }])
})

test('a window that was closed is missed by nobody', () => {
  expect(follow(30, s => (s <= 10 ? [{ id: 1, answers: true }] : []))).toEqual([])
})
