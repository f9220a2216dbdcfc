import { describe, expect, it } from 'vitest'
import type { Sample } from '../../shared/reading.ts'
import { answerCreated, associationRequest, keepAlive, pollNumerics, releaseRequest } from './association.ts'
import { frameContent, writeFrame } from './frame.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'

const accepted = writeFrame(Uint8Array.of(0x0e, 0x00))
const refused = writeFrame(Uint8Array.of(0x0c, 0x00))
/** Of the protocol's example, invoke 1, ticks 0x00120000. */
const created = writeFrame(
  Uint8Array.of(
    ...[0xe1, 0, 0, 2, 0, 1, 0, 0x14, 0, 1, 0, 1, 0, 0x0e, 0, 0x21, 0, 0, 0, 0],
    ...[0, 0x12, 0, 0, 0x0d, 0x06, 0, 0],
  ),
)

/** Everything the host sends between two times, with the time, asked every 100 ms. */
function listen(host: ReturnType<typeof createHost>, fromMs: number, toMs: number): [number, Uint8Array][] {
  const sent: [number, Uint8Array][] = []
  for (let nowMs = fromMs; nowMs < toMs; nowMs += 100)
    for (const bytes of host.step(nowMs, [], false).send) sent.push([nowMs, bytes])
  return sent
}

function associated(): ReturnType<typeof createHost> {
  const host = createHost()
  listen(host, 0, 1000)
  host.hear?.(accepted, 1000)
  host.hear?.(created, 1000)
  return host
}

describe('the host', () => {
  it('releases first, then asks every 2 s', () => {
    expect(listen(createHost(), 0, 5000)).toEqual([
      [0, releaseRequest],
      [500, associationRequest],
      [2500, associationRequest],
      [4500, associationRequest],
    ])
  })

  it('waits 10 s after a refusal', () => {
    const host = createHost()
    listen(host, 0, 1000)
    host.hear?.(refused, 1000)
    expect(listen(host, 1000, 11_500)).toEqual([[11_000, associationRequest]])
  })

  it('asks nothing between acceptance and announcement, answers that, then polls', () => {
    const host = createHost()
    listen(host, 0, 1000)
    host.hear?.(accepted, 1000)
    expect(listen(host, 1000, 3000)).toEqual([])
    host.hear?.(created, 3000)
    expect(host.step(3000, [], true).send).toEqual([answerCreated(1, 0x0012_0000), pollNumerics(1)])
    // It comes again after a discharge.
    host.hear?.(created, 3100)
    expect(host.step(3100, [], true).send).toEqual([answerCreated(1, 0x0012_0000)])
  })

  it('asks again after 3 s without an answer, shows that it is there after 4, begins anew after 8', () => {
    const sent = listen(associated(), 1000, 11_000)
    expect(sent).toEqual([
      [1000, answerCreated(1, 0x0012_0000)],
      [1000, pollNumerics(1)],
      [4000, pollNumerics(2)],
      [5000, keepAlive(3)],
      [7100, pollNumerics(4)],
      [9000, releaseRequest],
      [9500, releaseRequest],
      [10_000, associationRequest],
    ])
  })

  it('begins anew when the monitor ends the association', () => {
    const host = associated()
    host.hear?.(writeFrame(Uint8Array.of(0x19, 0x00)), 1500)
    expect(listen(host, 1500, 1600)).toEqual([
      [1500, answerCreated(1, 0x0012_0000)],
      [1500, associationRequest],
    ])
  })

  it('is not moved by a damaged frame', () => {
    const host = createHost()
    listen(host, 0, 1000)
    const damaged = frameContent(Uint8Array.of(0x11, 0x01, 0x00, 0x02, 0x0e, 0x00))
    damaged[5] = 0x0f
    host.hear?.(damaged, 1000)
    expect(listen(host, 2500, 2600)).toEqual([[2500, associationRequest]])
  })
})

describe('the monitor side', () => {
  it('refuses a second host until the first has been silent for 10 s', () => {
    const side = createMonitorSide()
    const reply = (nowMs: number) => side.hear(associationRequest, nowMs).reply[5]
    expect([reply(0), reply(2000), reply(9000), reply(12_100)]).toEqual([0x0e, 0x0c, 0x0c, 0x0e])
  })

  it('gives no values before its announcement is answered', () => {
    const side = createMonitorSide()
    const vital: Sample = { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' }
    side.show([vital], 0)
    side.hear(associationRequest, 0)
    expect(side.hear(pollNumerics(1), 100).reply).toHaveLength(0)
    side.hear(answerCreated(1, 0), 200)
    expect(side.hear(pollNumerics(2), 300).reply.length).toBeGreaterThan(0)
  })
})
