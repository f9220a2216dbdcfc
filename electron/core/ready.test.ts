import { expect, it } from 'vitest'
import { Ready, readAnswer, writeAnswer } from './ready.ts'

const value = { sessionId: 'S-1', vitals: [], text: 'a "word" – ü' }
const ready = { ok: true, value: new Ready(JSON.stringify(value)) } as const

it('an answer that came as JSON is passed on as it is, and read where it is wanted', () => {
  expect(JSON.parse(writeAnswer(ready))).toEqual({ ok: true, value })
  expect(readAnswer(ready)).toEqual({ ok: true, value })
})

it('any other answer is what it is', () => {
  const late = { ok: true, value: null, recorded: false, message: 'Done.' } as const
  const refused = { ok: false, code: 'refused', message: 'No.' } as const
  for (const answer of [late, refused]) {
    expect(JSON.parse(writeAnswer(answer))).toEqual(answer)
    expect(readAnswer(answer)).toBe(answer)
  }
})
