import { expect, it } from 'vitest'
import { type Again, createBeginAgain } from './again.ts'

const again: Again = { pid: 10, program: 'vigil', args: ['serve'], folder: '/', line: 'secret' }

/** A Vigil whose processes live and die as the test says. */
function make(pids: readonly (number | undefined)[] = [11, 12, 13, 14]) {
  let nowMs = 0
  let left = [...pids]
  const alive = new Set([10])
  const begun: { readonly atMs: number; readonly again: Again }[] = []
  const watch = createBeginAgain({
    exists: pid => alive.has(pid),
    nowMs: () => nowMs,
    begin(how) {
      begun.push({ atMs: nowMs, again: how })
      const [pid] = left
      left = left.slice(1)
      if (pid !== undefined) alive.add(pid)
      return pid
    },
  })
  return {
    watch,
    alive,
    begun,
    pass(untilMs: number) {
      for (; nowMs <= untilMs; nowMs += 500) watch.look()
    },
  }
}

it('Vigil is begun again at once when its process has gone, as it was begun, and then left alone', () => {
  const { watch, alive, begun, pass } = make()
  watch.know(again)
  pass(60_000)
  expect(begun).toEqual([])
  alive.delete(10)
  pass(120_000)
  expect(begun).toEqual([{ atMs: 60_500, again }])
})

it('whose process is said to have gone is not waited for, though its number is still there', () => {
  const { watch, begun, pass } = make([11])
  watch.know(again)
  pass(60_000)
  watch.lose()
  pass(120_000)
  expect(begun).toEqual([{ atMs: 60_500, again }])
})

it('where it goes again and again it is begun more and more slowly, up to 5 s', () => {
  const { watch, alive, begun, pass } = make(Array.from({ length: 100 }, () => undefined))
  watch.know(again)
  alive.delete(10)
  pass(60_000)
  const waits = begun.map(({ atMs }, index) => atMs - (begun[index - 1]?.atMs ?? 0))
  expect(waits.slice(0, 3)).toEqual([0, 1000, 1000])
  expect(waits.every(ms => ms <= 5500)).toBe(true)
  expect(waits.at(-1)).toBeGreaterThanOrEqual(5000)
})

it('nothing is begun of which nobody knows how', () => {
  const { alive, begun, pass } = make()
  alive.delete(10)
  pass(60_000)
  expect(begun).toEqual([])
})
