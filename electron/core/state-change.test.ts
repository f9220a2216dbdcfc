import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { sameStories } from '../../fixtures/test-size.ts'
import { applyChange, findChange } from './state-change.ts'

fc.configureGlobal(sameStories)

/** Through JSON and back, as the record has it. */
function follow(before: unknown, after: unknown): string {
  const change = findChange(before, after)
  const kept: unknown = JSON.parse(JSON.stringify(before))
  return JSON.stringify(change === null ? kept : applyChange(kept, JSON.parse(JSON.stringify(change))))
}
function exact(before: unknown, after: unknown): void {
  expect(follow(before, after)).toBe(JSON.stringify(after))
}

describe('a change of a state', () => {
  it('gives the later state to the byte, whatever the two are', () => {
    const value = fc.letrec(tie => ({
      value: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        fc.constantFrom(undefined, null, true, 0, -1.5, 1e21, 'a', ''),
        fc.array(tie('value'), { maxLength: 4 }),
        fc.dictionary(fc.constantFrom('a', 'b', 'c', '1', '__proto__x'), tie('value'), { maxKeys: 4 }),
      ),
    })).value
    const state = fc.dictionary(fc.constantFrom('x', 'y', 'z'), value, { minKeys: 1 })
    fc.assert(fc.property(state, state, exact))
  })

  it('is as small as what has changed', () => {
    const before = { a: { deep: [1, 2, 3] }, b: Array.from({ length: 500 }, (_, n) => ({ n })), c: 1 }
    const after = { ...before, c: 2, b: [...before.b.slice(3), { n: 500 }] }
    expect(findChange(before, after)).toEqual({
      in: { c: { to: 2 }, b: { runs: [[3, 497], [[{ n: 500 }]]] } },
    })
    exact(before, after)
  })

  it('tells a list that lost some of its middle by what is left', () => {
    const list = Array.from({ length: 20 }, (_, n) => ({ n }))
    const after = [...list.slice(0, 5), { n: 99 }, ...list.slice(9)]
    expect(findChange(list, after)).toEqual({ runs: [[0, 5], [[{ n: 99 }]], [9, 11]] })
    exact({ list }, { list: after })
    exact({ list: [1, 2, 3, 4, 5, 6] }, { list: [2, 3, 4, 5, 6, 7] })
    exact({ list: [[1], [2]] }, { list: [[[3]], [2]] })
  })

  it('tells fields that have gone, come, or stand elsewhere', () => {
    exact({ a: 1, b: 2, c: 3 }, { c: 3, a: 1 })
    exact({ a: 1, b: undefined }, { b: 2, a: 1 })
    exact({ list: [1, 2, 3] }, { list: [1] })
    exact({ list: [undefined, 1] }, { list: [1, undefined] })
    expect(findChange({ a: undefined }, {})).toBeNull()
  })
})
