import { expect, it } from 'vitest'
import type { Answer } from '../../shared/ipc.ts'
import { MOST_IN_LINE, takeTurns } from './turns.ts'

const done: Answer = { ok: true, value: null }
const window1 = { windowId: 'w-1', entry: 'browser' } as const
const window2 = { windowId: 'w-2', entry: 'browser' } as const

/** Each request is answered when the test says so. */
function createDesk() {
  const asked: string[] = []
  const answer: (() => void)[] = []
  const request = takeTurns((sender, name) => {
    asked.push(`${sender.windowId} ${name}`)
    return new Promise(resolve => answer.push(() => resolve(done)))
  })
  return { asked, answer, request }
}
const turns = async (count: number) => {
  for (let n = 0; n < count; n++) await new Promise(resolve => setImmediate(resolve))
}

it('heavy requests of a window wait for each other; light ones and other windows do not', async () => {
  const { asked, answer, request } = createDesk()
  void request(window1, 'history', {})
  const second = request(window1, 'reviewSession', {})
  void request(window1, 'acknowledge', {})
  void request(window2, 'history', {})
  await turns(5)
  expect(asked).toEqual(['w-1 history', 'w-1 acknowledge', 'w-2 history'])
  answer[0]?.()
  await turns(5)
  expect(asked.at(-1)).toBe('w-1 reviewSession')
  answer[3]?.()
  expect(await second).toEqual(done)
})

it('between two heavy requests everything else has its turn', async () => {
  const order: string[] = []
  const request = takeTurns(async (_, name) => {
    order.push(String(name))
    return done
  })
  const all = [1, 2, 3].map(() => request(window1, 'history', {}))
  setImmediate(() => order.push('alarms'))
  await Promise.all(all)
  expect(order.slice(0, 2)).toEqual(['history', 'alarms'])
})

it('a window that asks for too much is refused, until it has been answered', async () => {
  const { answer, request } = createDesk()
  const all = Array.from({ length: MOST_IN_LINE }, () => request(window1, 'history', {}))
  expect(await request(window1, 'history', {})).toMatchObject({ ok: false, code: 'refused' })
  for (let n = 0; n < MOST_IN_LINE; n++) {
    answer[n]?.()
    await turns(3)
  }
  await Promise.all(all)
  const late = request(window1, 'history', {})
  await turns(3)
  answer[MOST_IN_LINE]?.()
  expect(await late).toEqual(done)
})
