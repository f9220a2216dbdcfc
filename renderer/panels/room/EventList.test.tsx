import { renderToStaticMarkup } from 'react-dom/server'
import { expect, it } from 'vitest'
import { createBuffers } from '../../live/buffers.ts'
import { buffersByRoom } from '../../live/store.ts'
import { instant, NOW_MS, samplePressure, sampleRoom, sampleSession } from '../../live/testing/sample.ts'
import { EventList } from './EventList.tsx'

it('tells the time that passed since T0, where a person has said how long a gap was', () => {
  const gap = {
    from: instant(NOW_MS - 1_800_000),
    to: instant(NOW_MS - 600_000),
    cause: 'restart' as const,
    byWallMs: 1_200_000,
    lengthMin: 5,
    confirmed: { by: 'Ada', at: instant(NOW_MS) },
  }
  const session = sampleSession({ phase: 'dosing', t0: instant(NOW_MS - 2_400_000), gaps: [gap] })
  const view = sampleRoom({ session })
  const buffers = createBuffers(session.id)
  buffers.nibp.push(samplePressure(0), samplePressure(2_100_000))
  buffersByRoom.set(view.id, buffers)
  const shown = renderToStaticMarkup(<EventList room={{ view, receivedMs: Number.POSITIVE_INFINITY }} />)
  expect([...shown.matchAll(/<time>(.*?)<\/time>/g)].map(([, time]) => time)).toEqual(['25:00', '5:00'])
})
