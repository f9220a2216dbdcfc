import { describe, expect, it } from 'vitest'
import { type Box, findRoom } from './free.ts'

const label: Box = { left: 10, right: 70, top: 100, bottom: 112 }
const at = (left: number, right: number, top = 95, bottom = 120): Box => ({ left, right, top, bottom })

describe('The room of a label', () => {
  it.each([
    ['stays where nothing stands', [], 10],
    ['stays beside what is higher or lower', [at(20, 40, 0, 99), at(20, 40, 113, 200)], 10],
    ['goes behind what stands in it', [at(40, 60)], 63],
    ['goes behind two that leave too little between them', [at(20, 40), at(90, 110)], 113],
    ['goes between two that leave enough', [at(20, 40), at(120, 140)], 43],
    ['takes them in any order', [at(90, 110), at(20, 40)], 113],
    ['is found nowhere where all is full', [at(0, 280)], null],
  ] as const)('%s', (_, taken, left) => {
    expect(findRoom(label, 300, taken)).toBe(left)
  })
})
