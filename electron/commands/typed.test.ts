import { expect, it } from 'vitest'
import { readTyped, refuseFurther } from './typed.ts'

it.each<[string, string, RegExp]>([
  ['a bell', 'Ada\u0007', /--by holds control characters/],
  ['an escape sequence', 'Ada\u001b[2J', /--by holds control characters/],
  ['a turn of the direction of writing', 'Ada\u202e', /--by holds control characters/],
  ['half a character', 'Ada\ud800', /--by holds control characters/],
  ['5,000 letters', 'x'.repeat(5000), /--by: A name has 1 to 80 characters/],
  ['a formula', '=1+1', /--by: This cannot be a name/],
  ['nothing', ' ', /--by: A name has/],
])('no name in the audit trail holds %s', (_what, by, why) => {
  expect(() => readTyped({ by }, [])).toThrow(why)
  expect(() => readTyped({ by: ['Ada', by] }, [])).toThrow(why)
})

it('any other word is held to it too, and a name is kept in its one form', () => {
  expect(() => readTyped({ reason: 'gone\u001b[2J' }, [])).toThrow(/--reason holds control characters/)
  expect(() => readTyped({}, ['a\u0007.json'])).toThrow(/A word holds control characters/)
  expect(readTyped({ by: ['  Ａda   Ng '], out: 'a b' }, ['Zoë.json'])).toEqual({
    by: ['Ada Ng'],
    out: 'a b',
  })
})

it('a word too many is refused', () => {
  expect(() => refuseFurther(['reset', 'Ina', 'extra'], 2)).toThrow(/no use for "extra" here/)
  expect(refuseFurther(['reset', 'Ina'], 2)).toBeUndefined()
})
