import { expect, it } from 'vitest'
import { liveWords } from './live.ts'

it('words are read from the language of the moment, also from a branch that was kept', () => {
  const en = { room: { title: 'Room', count: (n: number) => `${n} rooms`, list: ['a', 'b'] } }
  const de: typeof en = { room: { title: 'Raum', count: n => `${n} Räume`, list: ['c'] } }
  let now = en
  const text = liveWords(en, () => now)
  const { room } = text
  expect([room.title, room.count(2), room.list]).toEqual(['Room', '2 rooms', ['a', 'b']])
  now = de
  expect([room.title, room.count(2), room.list]).toEqual(['Raum', '2 Räume', ['c']])
  expect(Object.entries(room).map(([key]) => key)).toEqual(['title', 'count', 'list'])
})
