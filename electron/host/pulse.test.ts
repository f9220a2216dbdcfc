import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { watchBeginner, watchPulse } from './pulse.ts'

let asked: number
let hung: number[]
beforeEach(() => {
  vi.useFakeTimers()
  asked = 0
  hung = []
})
afterEach(() => vi.useRealTimers())

const watch = () =>
  watchPulse(
    () => (asked += 1),
    silentS => hung.push(silentS),
  )
const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000)

it('a process that answers is asked once a second, and left', () => {
  const pulse = watch()
  pulse.begun()
  for (let second = 1; second <= 60; second++) {
    pass(1)
    if (second % 2 === 0) pulse.heard()
  }
  expect([asked, hung]).toEqual([60, []])
})

it('one that has said nothing for five looks hangs, which is told once', () => {
  const pulse = watch()
  pulse.begun()
  pass(1)
  pulse.heard()
  pass(5)
  expect(hung).toEqual([])
  pass(1)
  expect(hung).toEqual([5])
  pass(60)
  expect(hung).toEqual([5])
})

it('one that begins has twenty', () => {
  watch()
  pass(20)
  expect(hung).toEqual([])
  pass(1)
  expect(hung).toEqual([20])
})

it('nothing is told of one that has gone', () => {
  watch().stop()
  pass(60)
  expect([asked, hung]).toEqual([0, []])
})

it('whoever began this process hangs after ten looks without a word', () => {
  const beginner = watchBeginner(silentS => hung.push(silentS))
  pass(10)
  beginner.heard()
  pass(10)
  expect([asked, hung]).toEqual([0, []])
  pass(60)
  expect(hung).toEqual([10])
})
