import { describe, expect, it } from 'vitest'
import { symptoms } from '../../../shared/session/marks.ts'
import { keyMarks } from './mark-keys.ts'

const twenty = Array.from({ length: 20 }, (_, index) => `Mark ${index}`)

describe('The letters of the mark sheet', () => {
  it('are those of the alphabet, each once, the clinic’s own after those that ship', () => {
    const keyed = keyMarks(['Yawning'])
    expect(keyed.map(({ key }) => key)).toEqual(['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I'])
    expect(keyed.at(-1)).toEqual({ mark: 'own', word: 'Yawning', said: 'Yawning', key: 'I' })
    expect(keyed[0]).toEqual({ mark: 'nausea', said: 'Nausea', key: 'A' })
  })

  it('run out with the alphabet: what is left is there without one', () => {
    const keyed = keyMarks(twenty)
    expect(keyed).toHaveLength(symptoms.length + 20)
    expect(keyed.filter(({ key }) => key !== null)).toHaveLength(26)
    expect(keyed.slice(26).map(({ key, said }) => [key, said])).toEqual([
      [null, 'Mark 18'],
      [null, 'Mark 19'],
    ])
  })
})
