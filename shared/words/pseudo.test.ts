import { describe, expect, it } from 'vitest'
import { sayIn } from './message.ts'
import { makePseudo } from './pseudo.ts'

const say = sayIn('en')

describe('The pseudo-language', () => {
  it('marks each sentence and makes it a third longer', () => {
    const { title, by, list } = makePseudo({ title: 'Close session', by: ' by ', list: ['one'] })
    expect([title, by, list]).toEqual(['‹Close session~~~~~›', ' ‹by~~› ', ['‹one~›']])
  })
  it('lengthens its own words only, not the values', () => {
    const { dose } = makePseudo({ dose: say('Dose {mg, number} mg {drug}', 'mg', 'drug') })
    expect(dose(84, 'esketamine hydrochloride')).toBe('‹Dose 84 mg esketamine hydrochloride~~~›')
  })
  it('leaves alone what is no word', () => {
    const made = makePseudo({ none: '', own: (has: boolean) => (has ? 'yes' : undefined) })
    expect([made.none, made.own(false), made.own(true)]).toEqual(['', undefined, '‹yes~›'])
  })
})
