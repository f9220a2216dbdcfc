import { expect, it } from 'vitest'
import { hostEnglish } from './en/host/index.ts'

/* Whoever translates reads the key first: it says what the sentence says, and none is told from another by a number. */

/** Keys that end in a number, with where they stand. */
function numbered(words: object, at: string): readonly string[] {
  return Object.entries(words).flatMap(([key, entry]) => {
    const here = /\d$/.test(key) ? [`${at}.${key}`] : []
    return typeof entry === 'object' && entry !== null ? [...here, ...numbered(entry, `${at}.${key}`)] : here
  })
}

it('finds a key that ends in a number', () => {
  const made = { line: '', line2: '', sub: { theSession3: '' } }
  expect(numbered(made, 'made')).toEqual(['made.line2', 'made.sub.theSession3'])
})

it('nothing that a process or a driver says has such a key', () => {
  // The ids of drivers are fixed elsewhere.
  const { drivers, ...process } = hostEnglish
  expect(Object.keys(process.record).length).toBeGreaterThan(50)
  expect(Object.entries({ ...process, ...drivers }).flatMap(([at, words]) => numbered(words, at))).toEqual([])
})
