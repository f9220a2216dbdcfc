import { describe, expect, expectTypeOf, it } from 'vitest'
import { sayIn } from './message.ts'

const say = sayIn('en')

describe('A sentence with values', () => {
  it('has its values where its text names them, in whatever order they are handed in', () => {
    expect(say('{when}: {what} of {mg, number} mg', 'what', 'mg', 'when')('dose', 0.5, 'now')).toBe(
      'now: dose of 0.5 mg',
    )
  })
  it('chooses by number, and writes the number once', () => {
    const alarms = say(
      '{count, plural, one {# alarm} other {# alarms}} in {length}{more, plural, =0 {} other { and {length}}}',
      'count',
      'length',
      'more',
    )
    expect([alarms(1, '1 h', 0), alarms(0, '1 h', 0), alarms(1200, '2 h', 1)]).toEqual([
      '1 alarm in 1 h',
      '0 alarms in 1 h',
      '1200 alarms in 2 h and 2 h',
    ])
  })
  it('chooses by text', () => {
    const set = say('set {way, select, back {back} other {forward}} by {length}', 'way', 'length')
    expect([set('back', '1 s'), set('', '2 s')]).toEqual(['set back by 1 s', 'set forward by 2 s'])
  })
  it('writes figures as the language does, without grouping', () => {
    expect(sayIn('de')('{mg, number} mg', 'mg')(1234.5)).toBe('1234,5 mg')
    expect([-0, -5, 1e5, 0.1 + 0.2].map(say('{n, number}', 'n'))).toEqual([
      '0',
      '-5',
      '100000',
      '0.30000000000000004',
    ])
  })
  it('keeps what has a meaning elsewhere', () => {
    expect(say('<b> “{name}” isn’t # & <i>', 'name')('<x> {y}')).toBe('<b> “<x> {y}” isn’t # & <i>')
  })
  it('says in types what it wants', () => {
    const alarms = say(
      '{count, plural, one {# alarm of {who}} other {# alarms}} at {at}',
      'at',
      'who',
      'count',
    )
    expectTypeOf(alarms).parameters.toEqualTypeOf<[string, string, number]>()
    expectTypeOf(say('{mg, number} of {drug}', 'mg', 'drug')).parameters.toEqualTypeOf<[number, string]>()
    expectTypeOf(say('no value')).parameters.toEqualTypeOf<[]>()
    // @ts-expect-error: a value without name in the text
    say('{mg, number} mg', 'kg')
    // @ts-expect-error: a value of the text that nobody hands in
    say('{mg, number} of {drug}', 'mg')
    // @ts-expect-error: a text is no number
    expect(say('{mg, number} mg', 'mg')('x')).toBe('NaN mg')
  })
})
