import fc from 'fast-check'
import { expect, test } from 'vitest'
import { makeWire } from './wire.ts'

const wire = makeWire()
const carry = (value: unknown) => wire.decode(wire.encode(value))

test('carries whatever the structured clone algorithm carries', () => {
  const values = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    maxDepth: 4,
  })
  fc.assert(
    fc.property(values, value => {
      expect(carry(value)).toStrictEqual(structuredClone(value))
    }),
    { seed: 7, numRuns: 500 },
  )
})

test.each([
  ['a missing value in a list', [1, undefined]],
  ['not a number', { value: Number.NaN }],
  ['negative zero', -0],
  ['bytes', new Uint8Array([0, 127, 255])],
  ['a buffer', new Uint8Array([1, 2]).buffer],
  ['an expression', /a+/gi],
  ['a list that looks like a tag', ['undefined']],
])('carries %s', (_, value) => {
  expect(carry(value)).toStrictEqual(value)
})

test('leaves behind the prototype of an instance', () => {
  class Point {
    x = 1
  }
  expect(carry(new Point())).toStrictEqual({ x: 1 })
})

test('carries an error by name and message', () => {
  const carried = carry(new RangeError('Too much.'))
  expect(carried).toBeInstanceOf(Error)
  expect(carried).toMatchObject({ name: 'RangeError', message: 'Too much.' })
})

test.each([
  ['a function', () => 1],
  ['a symbol', Symbol('x')],
  ['a promise', Promise.resolve()],
  ['a weak map', new WeakMap()],
  ['a function deep inside', { list: [new Map([[1, () => 1]])] }],
])('refuses %s, as structuredClone does', (_, value) => {
  expect(() => structuredClone(value)).toThrow(expect.objectContaining({ name: 'DataCloneError' }))
  expect(() => wire.encode(value)).toThrow(expect.objectContaining({ name: 'DataCloneError' }))
})

test('says that it cannot carry a cycle', () => {
  const cycle: { self?: object } = {}
  cycle.self = cycle
  expect(() => wire.encode(cycle)).toThrow('Electron stand-in: cyclic values are not implemented')
})
