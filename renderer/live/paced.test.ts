import { describe, expect, it } from 'vitest'
import { create } from 'zustand'
import { createPaced } from './paced.ts'

/** A screen that takes `showMs` to show a change, as React does in a microtask after it. */
function slowScreen(showMs: number) {
  let nowMs = 1000
  const timers: { readonly atMs: number; readonly run: () => void }[] = []
  const store = create<{ readonly count: number; readonly other: string }>(() => ({ count: 0, other: '' }))
  const shown: number[] = []
  store.subscribe(({ count }) =>
    queueMicrotask(() => {
      shown.push(count)
      nowMs += showMs
    }),
  )
  const paced = createPaced(store, {
    now: () => nowMs,
    after: (ms, run) => void timers.push({ atMs: nowMs + ms, run }),
  })
  return {
    ...paced,
    shown,
    add: () => paced.change(({ count }) => ({ count: count + 1 })),
    async pass(ms: number): Promise<void> {
      await Promise.resolve()
      nowMs += ms
      for (const timer of timers.filter(({ atMs }) => atMs <= nowMs)) {
        timers.splice(timers.indexOf(timer), 1)
        timer.run()
      }
      await Promise.resolve()
    },
    timers,
  }
}

describe('What a window is told', () => {
  it('is shown at once, each change, where that is quick', async () => {
    const screen = slowScreen(5)
    for (let n = 0; n < 3; n++) {
      screen.add()
      await screen.pass(0)
    }
    expect(screen.shown).toEqual([1, 2, 3])
    expect(screen.timers).toEqual([])
  })

  it('is gathered where showing is slow: a third of the time goes into it', async () => {
    const screen = slowScreen(50)
    screen.add()
    await screen.pass(0)
    for (let n = 0; n < 9; n++) {
      screen.add()
      await screen.pass(10)
    }
    expect(screen.shown).toEqual([1])
    expect(screen.latest()).toEqual({ count: 10, other: '' })
    await screen.pass(10)
    expect(screen.shown).toEqual([1, 10])
    // … and the last change is shown though nothing follows.
    screen.add()
    await screen.pass(100)
    expect(screen.shown).toEqual([1, 10, 11])
    expect(screen.timers).toEqual([])
  })

  it('waits a quarter of a second at the most', async () => {
    const screen = slowScreen(4000)
    screen.add()
    await screen.pass(0)
    screen.add()
    await screen.pass(249)
    expect(screen.shown).toEqual([1])
    await screen.pass(1)
    expect(screen.shown).toEqual([1, 2])
  })

  it('is shown before its time to whoever cannot go on without it', async () => {
    const screen = slowScreen(50)
    screen.add()
    await screen.pass(0)
    screen.add()
    screen.showNow()
    await screen.pass(0)
    expect(screen.shown).toEqual([1, 2])
    await screen.pass(250)
    expect(screen.shown).toEqual([1, 2])
    expect(screen.timers).toEqual([])
  })

  it('is gathered for an overview, until somebody is called or comes nearer', async () => {
    const screen = slowScreen(5)
    screen.showEvery(500)
    screen.add()
    await screen.pass(0)
    screen.add()
    await screen.pass(400)
    expect(screen.shown).toEqual([1])
    await screen.pass(100)
    expect(screen.shown).toEqual([1, 2])
    screen.add()
    screen.showNow()
    await screen.pass(0)
    expect(screen.shown).toEqual([1, 2, 3])
    screen.showEvery(0)
    await screen.pass(500)
    for (let n = 0; n < 2; n++) {
      screen.add()
      await screen.pass(0)
    }
    expect(screen.shown).toEqual([1, 2, 3, 4, 5])
  })

  it('loses no part of a change that another follows', async () => {
    const screen = slowScreen(50)
    screen.add()
    await screen.pass(0)
    screen.change(() => ({ other: 'kept' }))
    screen.add()
    await screen.pass(250)
    expect(screen.latest()).toEqual({ count: 2, other: 'kept' })
    expect(screen.shown).toEqual([1, 2])
  })
})
