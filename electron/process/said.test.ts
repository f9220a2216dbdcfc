import { expect, it } from 'vitest'
import {
  AT_MOST,
  hasCounted,
  nothingSaid,
  REPEAT_MS,
  type SaidState,
  stepSaid,
  tickSaid,
  WITHIN_MS,
} from './said.ts'

/** Says these one after another, `everyMs` apart; gives all that was written. */
function sayAll(words: readonly string[], everyMs: number): { state: SaidState; written: string[] } {
  let state = nothingSaid
  const written: string[] = []
  for (const [index, word] of words.entries()) {
    const said = stepSaid(state, word, index * everyMs)
    state = said.state
    written.push(...said.lines)
  }
  return { state, written }
}

it('writes a problem at once, and the same one again only once a minute, with how often it came', () => {
  const { written } = sayAll(Array<string>(130_000).fill('write EIO\n    at somewhere'), 1)
  expect(written).toEqual([
    'write EIO\n    at somewhere',
    'write EIO (59999 times more within 60 s)',
    'write EIO (60000 times more within 60 s)',
  ])
})

it('takes words that differ in their figures alone for the same problem', () => {
  const { written } = sayAll(['Port 4711 is lost after 12 ms.', 'Port 9 is lost after 1400 ms.'], 1)
  expect(written).toEqual(['Port 4711 is lost after 12 ms.'])
})

it('writes so many different ones in ten seconds and counts the rest', () => {
  const different = Array.from({ length: 100 }, (_, index) => `problem ${'x'.repeat(index)}`)
  const { state, written } = sayAll(different, 1)
  expect(written).toEqual(different.slice(0, AT_MOST))
  const later = stepSaid(state, 'another', WITHIN_MS)
  expect(later.lines).toEqual(['80 more problems came too fast to be written down.', 'another'])
})

it('writes again what has been still for a minute', () => {
  const { state } = sayAll(['once'], 1)
  expect(stepSaid(state, 'once', REPEAT_MS).lines).toEqual(['once'])
})

it('tells the count also where nothing else comes, and is then done', () => {
  const { state } = sayAll(['again', 'again'], 1)
  const told = tickSaid(state, REPEAT_MS)
  expect(told.lines).toEqual(['again (once more within 60 s)'])
  const done = tickSaid(told.state, 2 * REPEAT_MS)
  expect([done.lines, hasCounted(done.state)]).toEqual([[], false])
})

it('remembers no more than it must, whatever comes', () => {
  let state = nothingSaid
  for (let n = 0; n < 20_000; n++) state = stepSaid(state, 'y'.repeat(n % 280) + (n % 7), n).state
  expect(state.recent.size).toBeLessThanOrEqual(200)
})
