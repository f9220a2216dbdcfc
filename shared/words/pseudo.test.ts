import { describe, expect, it } from 'vitest'
import { sayIn } from './message.ts'
import { makePseudo } from './pseudo.ts'

const say = sayIn('en')

describe('The pseudo-language', () => {
  it('marks each sentence and makes it a third longer', () => {
    const { title, by, list } = makePseudo({ title: 'Close session', by: ' by ', list: ['one'] })
    expect([title, by, list]).toEqual(['‹Close session ~~~~~›', ' ‹by~~› ', ['‹one~›']])
  })
  it('ends lines where a real language would: between words, and in none of them', () => {
    const long = 'What stood there before stays in the record and in the report.'
    const { note, word } = makePseudo({ note: long, word: 'Dissociation' })
    const filler = note.slice(`‹${long}`.length, -1)
    expect(filler.replaceAll(' ', '')).toHaveLength(Math.ceil(long.length / 3))
    for (const run of filler.trim().split(' ')) expect(run).toMatch(/^~{6,8}$/)
    expect(word).toBe('‹Dissociation~~~~›')
  })
  it('lengthens its own words only, not the values', () => {
    const { dose } = makePseudo({ dose: say('Dose {mg, number} mg {drug}', 'mg', 'drug') })
    expect(dose(84, 'esketamine hydrochloride')).toBe('‹Dose 84 mg esketamine hydrochloride ~~~›')
  })
  it('leaves alone what is no word', () => {
    const made = makePseudo({ none: '', own: (has: boolean) => (has ? 'yes' : undefined) })
    expect([made.none, made.own(false), made.own(true)]).toEqual(['', undefined, '‹yes~›'])
  })
})
