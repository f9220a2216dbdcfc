import { expect, it } from 'vitest'
import { Ready, readAnswer, writeAnswer } from './ready.ts'

const value = { sessionId: 'S-1', vitals: [], text: 'a "word" – ü' }
const ready = { ok: true, value: new Ready(JSON.stringify(value)) } as const

it('an answer that came as JSON is passed on as it is, and read where it is wanted', () => {
  expect(JSON.parse(writeAnswer(ready))).toEqual({ ok: true, value })
  expect(readAnswer(ready)).toEqual({ ok: true, value })
})

it('has nothing that could be spread into an answer with nothing in it', () => {
  const history = new Ready<{ readonly sessionId: string; readonly log: readonly string[] }>(
    '{"sessionId":"S-1"}',
  )
  // @ts-expect-error the session's id is not there
  const spread: { readonly sessionId: string; readonly log: readonly string[] } = { ...history, log: [] }
  expect(spread).toEqual({ log: [] })
})

it('any other answer is what it is', () => {
  const late = { ok: true, value: null, recorded: false, message: 'Done.' } as const
  const refused = { ok: false, code: 'refused', message: 'No.' } as const
  for (const answer of [late, refused]) {
    expect(JSON.parse(writeAnswer(answer))).toEqual(answer)
    expect(readAnswer(answer)).toBe(answer)
  }
})
