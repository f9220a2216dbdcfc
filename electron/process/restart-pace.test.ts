import { expect, it } from 'vitest'
import { createRestartPace } from './restart-pace.ts'

it('what has ended is begun again at once, and what keeps ending later and later, up to 5 s', () => {
  const pace = createRestartPace()
  const afterMs = [100, 100, 100, 100, 100, 100, 100, 100].map(pace.afterMs)
  expect(afterMs).toEqual([0, 250, 500, 1000, 2000, 4000, 5000, 5000])
})

it('what has lived well is begun again at once', () => {
  const pace = createRestartPace()
  for (let n = 0; n < 5; n++) pace.afterMs(100)
  expect([pace.afterMs(60_000), pace.afterMs(100)]).toEqual([0, 250])
})
