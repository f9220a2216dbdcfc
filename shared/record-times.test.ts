import { expect, it } from 'vitest'
import { keptUntil, readKeepYears, whyKept } from './record-times.ts'
import { inEnglish } from './words/testing/in-english.ts'

it('Years are those of the calendar, and a leap day ends no day early', () => {
  const day = (text: string) => Date.parse(`${text}Z`)
  expect(keptUntil(day('2031-05-04T09:00:00'), 10)).toBe(day('2041-05-04T09:00:00'))
  expect(keptUntil(day('2032-02-29T09:00:00'), 1)).toBe(day('2033-03-01T09:00:00'))
  expect(keptUntil(day('2032-02-29T09:00:00'), 4)).toBe(day('2036-02-29T09:00:00'))
})

it('A stored number of years that is none keeps for ever', () => {
  expect(['10', '1', '100'].map(readKeepYears)).toEqual([10, 1, 100])
  for (const stored of [null, undefined, '', '0', '101', '1.5', '-1', 'ten'])
    expect(readKeepYears(stored)).toBeNull()
})

it('A treatment is kept to the moment its years have passed, practice only until it is closed', () => {
  const closedWallMs = Date.UTC(2031, 0, 1)
  const treatment = { closedWallMs, isPractice: false }
  const until = Date.UTC(2041, 0, 1)
  expect(whyKept(treatment, 10, until)).toBeNull()
  expect(inEnglish(whyKept(treatment, 10, until - 1))).toContain('for 10 years: this one until 2041-01-01')
  expect(inEnglish(whyKept(treatment, null, until))).toContain('keeps every session')
  expect(whyKept({ closedWallMs, isPractice: true }, null, closedWallMs)).toBeNull()
  expect(inEnglish(whyKept({ closedWallMs: null, isPractice: true }, 1, until))).toContain('is open')
})
