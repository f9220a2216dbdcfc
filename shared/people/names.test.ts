import { describe, expect, it } from 'vitest'
import { inEnglish } from '../words/testing/in-english.ts'
import { tidyName, whyNotName, whyNotNewName } from './names.ts'

describe('names of people', () => {
  it.each([
    "Zoë O'Brien-Smith",
    'Dr. med. Ümit Öz (locum)',
    'Анна Иванова',
    '山田 Taro',
    '김 민준',
    'محمد علي',
    'Ann Lee 2',
  ])('takes %s', name => expect(whyNotName(tidyName(name))).toBeNull())
  it.each([
    ['', /1 to 80/],
    ['x'.repeat(81), /1 to 80/],
    ['Dr\u200bWho', /cannot be seen/],
    ['Dr\u00adWho', /cannot be seen/],
    ['Ann\u202eeeL', /cannot be seen/],
    ['Ann\ud800', /cannot be seen/],
    ['Ann\u0000', /cannot be seen/],
    ['=Ann', /begin with/],
    ['12 34', /has letters/],
    ['Ann <b>', /has letters/],
    ['Dr Whо', /several scripts/], // the last letter is Cyrillic
    ['Αnn Lee', /several scripts/], // the first is Greek
  ])('refuses %j', (name, why) => expect(inEnglish(whyNotName(name))).toMatch(why))

  it.each([
    ['Ina Admin and Dora Director', /reads like two people/],
    ['os, for Ina', /reads like two people/],
    ['Nora Nurse (director)', /role in brackets/],
    ['Nora Nurse (Medical director)', /role in brackets/],
    [`Zoe${'\u0301'.repeat(12)}`, /more than two accents/],
    ['', /1 to 80/],
  ])('gives nobody new the name %j', (name, why) =>
    expect(inEnglish(whyNotNewName(tidyName(name)))).toMatch(why),
  )
  it.each(['Metin And', 'Anders Forde', 'Nguyễn Thị Ế', 'Dr. med. Ümit Öz (locum)', 'ကြွေး နို့', 'สมศักดิ์'])(
    'gives somebody new the name %s',
    name => expect(whyNotNewName(tidyName(name))).toBeNull(),
  )

  it('keeps one form of a name', () => {
    expect(tidyName('  Ａｎｎ   Lee ')).toBe('Ann Lee')
    expect(tidyName('Zoe\u0308')).toBe('Zo\u00eb')
  })
})
