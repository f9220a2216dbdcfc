import { describe, expect, it } from 'vitest'
import { inEnglish } from '../words/testing/in-english.ts'
import { whyNotSecret } from './secret-rules.ts'

describe('a PIN or passphrase', () => {
  it.each(['471182', '90210947', 'correct horse battery'])('may be %s', secret =>
    expect(whyNotSecret(secret)).toBeNull(),
  )
  it.each([
    ['47118', /6 to 12/],
    ['4711471147114', /6 to 12/],
    ['123456', /too easy/],
    ['654321', /too easy/],
    ['890123', /too easy/],
    ['111111', /too easy/],
    ['121212', /too easy/],
    ['123123', /too easy/],
    ['short', /12 characters/],
    ['abcabcabcabc', /repeats itself/],
  ])('may not be %s', (secret, why) => expect(inEnglish(whyNotSecret(secret))).toMatch(why))
})
