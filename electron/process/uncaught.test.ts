import { expect, it } from 'vitest'
import { createTrust, MOST_ERRORS, WITHIN_MS } from './uncaught.ts'

it('believes the state while errors are few, and no more when they keep coming', () => {
  const trust = createTrust()
  const held = Array.from({ length: MOST_ERRORS + 1 }, (_, index) => trust.holds(index))
  expect(held).toEqual([...Array(MOST_ERRORS).fill(true), false])
})

it('forgets errors of long ago', () => {
  const trust = createTrust()
  for (let n = 0; n < 1000; n++) expect(trust.holds((n * WITHIN_MS) / MOST_ERRORS)).toBe(true)
})
