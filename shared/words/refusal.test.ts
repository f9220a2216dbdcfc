import { describe, expect, it } from 'vitest'
import { wordsOf } from './index.ts'
import { refusal, wordRefusal } from './refusal.ts'
import { inEnglish } from './testing/in-english.ts'

describe('A refusal', () => {
  it('is worded when somebody reads it, its names and its parts too', () => {
    const why = refusal('gateClosed', { findings: ['noBaseline', 'spo2Low'] }, refusal('gateNeedsPrescriber'))
    expect(inEnglish(why)).toBe(
      'Dosing is closed: no baseline; SpO2 below 94 %. Only the prescriber may override that, with a reason.',
    )
    expect(inEnglish(refusal('alarmNotActive', { alarm: 'spo2-low' }, 'spo2-low'))).toBe(
      'SpO2 low (spo2-low) is not active: there is nothing to acknowledge.',
    )
  })
  it('is said in the language of whoever asked', () => {
    expect(wordRefusal(refusal('noBoosters', 'SPRAVATO'), wordsOf('pseudo'))).toMatch(
      /^‹SPRAVATO has no boosters\.[ ~]+›$/,
    )
  })
  it('names roles as they are called, not by their ids', () => {
    const why = refusal(
      'secondOfSameRole',
      'Ada',
      'Abe',
      { role: 'admin' },
      refusal('needsSecondPerson', { roles: ['nurse', 'prescriber', 'director'] }),
    )
    expect(inEnglish(why)).toBe(
      'Ada and Abe are both administrator. This needs a second person: nurse, prescriber or medical director.',
    )
    expect(inEnglish(refusal('needsSecondPerson', { roles: ['admin'] }))).toMatch(/: administrator\.$/)
    expect(wordRefusal(refusal('roleAlready', 'Ada', { role: 'admin' }), wordsOf('pseudo'))).toMatch(
      /^‹Ada is ‹administrator[ ~]+› already\.[ ~]+›$/,
    )
  })
  it('is one whole sentence in every language, and none is lost', () => {
    for (const sentence of Object.values(wordsOf('en').refusals))
      if (typeof sentence === 'string') expect(sentence).toMatch(/^[A-Z“].*[.?]$/)
  })
  it('wants its values', () => {
    // @ts-expect-error: a number is wanted
    expect(inEnglish(refusal('scaleItems', 'MOAA/S', '5'))).toMatch(/MOAA/)
    // @ts-expect-error: nothing is handed in
    expect(refusal('noBoosters').values).toEqual([])
  })
})
