import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareFields, isSame } from './same.ts'

describe('Plain data', () => {
  it('is the same as its own copy, whatever it is', () => {
    fc.assert(fc.property(fc.jsonValue(), data => isSame(data, structuredClone(data))))
  })

  it('is the same exactly where its JSON, keys in order, is', () => {
    const small = fc.record(
      { a: fc.constantFrom(1, 2), b: fc.array(fc.constantFrom(0, 1), { maxLength: 2 }) },
      { requiredKeys: [] },
    )
    const say = (data: object) => JSON.stringify(Object.entries(data).toSorted())
    fc.assert(fc.property(small, small, (a, b) => isSame(a, b) === (say(a) === say(b))))
  })

  it.each([
    [{ a: undefined }, {}, true],
    [[], {}, false],
    [null, {}, false],
    [[1], [1, 2], false],
    [{ a: 1 }, { b: 1 }, false],
    [Number.NaN, Number.NaN, true],
  ])('%j and %j: %s', (a, b, same) => {
    expect(isSame(a, b)).toBe(same)
    expect(isSame(b, a)).toBe(same)
  })

  it('tells which fields have changed and which are gone', () => {
    const before: { a?: number; b?: number[]; c?: string } = { a: 1, b: [1], c: 'x' }
    expect(compareFields(before, { a: 1, b: [2] })).toEqual({ changed: { b: [2] }, gone: ['c'] })
    expect(compareFields(before, structuredClone(before))).toEqual({ changed: {}, gone: [] })
  })
})
