import { describe, expect, it } from 'vitest'
import { hex } from '../../fixtures/bytes.ts'
import type { Sample } from '../../shared/reading.ts'
import { concatBytes } from '../kit/bytes.ts'
import { createHost } from './host.ts'
import { createMonitorSide } from './monitor-side.ts'
import { commands, dataByte, writeCommand } from './packet.ts'

const wave: Sample = { kind: 'wave', wave: 'pleth', ratePerS: 60, values: [0.5] }

/** Commands in a step's output, as their codes. */
function sent(step: { readonly send: readonly Uint8Array[] }): number[] {
  return step.send.map(packet => dataByte(packet, 0))
}

describe('the host', () => {
  it('stops whatever was running, then starts as soon as the unit answers', () => {
    const host = createHost()
    expect(sent(host.step(0, [], false))).toEqual([commands.stopStored, commands.stopLive])
    expect(sent(host.step(15, [wave], true))).toEqual([]) // still the stream of an earlier program
    expect(sent(host.step(30, [], true))).toEqual([commands.startLive])
  })

  it('starts after 300 ms without an answer', () => {
    const host = createHost()
    expect(host.step(1000, [], false).wakeAtMs).toBe(1300)
    expect(sent(host.step(1299, [], false))).toEqual([])
    expect(sent(host.step(1300, [], false))).toEqual([commands.startLive])
  })

  it('keeps the stream alive every 5 s and starts it again every 15 s', () => {
    const host = createHost()
    host.step(0, [], false)
    host.step(300, [], false)
    const log: [number, number][] = []
    for (let nowMs = 310; nowMs <= 30_500; nowMs += 10)
      for (const command of sent(host.step(nowMs, [wave], true))) log.push([nowMs, command])
    expect(log).toEqual([
      [5300, commands.keepAlive],
      [10_300, commands.keepAlive],
      [15_300, commands.startLive],
      [15_300, commands.keepAlive],
      [20_300, commands.keepAlive],
      [25_300, commands.keepAlive],
      [30_300, commands.startLive],
      [30_300, commands.keepAlive],
    ])
  })

  it('starts again after 1 s without a packet, and then each second', () => {
    const host = createHost()
    host.step(0, [], false)
    host.step(300, [], false)
    host.step(2000, [wave], true)
    const starts: number[] = []
    for (let nowMs = 2010; nowMs <= 5000; nowMs += 10)
      if (sent(host.step(nowMs, [], false)).includes(commands.startLive)) starts.push(nowMs)
    expect(starts).toEqual([3000, 4000, 5000])
  })

  it('refuses the cuff', () => {
    expect(createHost().command('startNibp', 0)).toMatchObject({ ok: false })
    expect(createHost().commands).toEqual([])
  })
})

describe('the monitor side', () => {
  it('answers like the recorded CMS60C', () => {
    const side = createMonitorSide()
    const ask = (command: number) => side.hear(writeCommand(command), 0).reply
    expect(ask(commands.stopStored)).toEqual(hex('0C 80'))
    expect(ask(commands.stopLive)).toEqual(hex('0C 80'))
    expect(ask(commands.readPerfusionSupport)).toEqual(hex('0E 80 81'))
    expect(ask(0xb3)).toEqual(hex('0B 81 B3 85'))
    expect(ask(commands.readNotice)).toEqual(hex('11 80 81 80 81 80 80 80 80'))
    expect(ask(commands.keepAlive)).toEqual(hex(''))
    expect(ask(commands.readModel)[0]).toBe(0x02)
    expect(ask(commands.readMaker)[0]).toBe(0x03)
    expect(ask(commands.readDeviceId)[0]).toBe(0x04)
  })

  it('hears commands cut anywhere, with noise between them', () => {
    const side = createMonitorSide()
    const line = concatBytes([
      hex('FF 00 7D 81'),
      writeCommand(commands.stopLive),
      writeCommand(commands.stopLive),
    ])
    const replies = [...line].map(byte => side.hear(Uint8Array.of(byte), 0).reply)
    expect(concatBytes(replies)).toEqual(hex('0C 80 0C 80'))
  })

  it('streams only after a start, and stops when it is told to', () => {
    const side = createMonitorSide()
    expect(side.show([wave], 0)).toHaveLength(0)
    side.hear(writeCommand(commands.startLive), 10)
    expect(side.show([wave], 20)).toHaveLength(9)
    side.hear(writeCommand(commands.stopLive), 30)
    expect(side.show([wave], 40)).toHaveLength(0)
  })

  it('stops by itself 30 s after it last heard from the host', () => {
    const side = createMonitorSide()
    side.hear(writeCommand(commands.startLive), 0)
    side.hear(writeCommand(commands.keepAlive), 20_000)
    expect(side.show([wave], 50_000)).toHaveLength(9)
    expect(side.show([wave], 50_001)).toHaveLength(0)
    side.hear(writeCommand(commands.keepAlive), 50_002)
    expect(side.show([wave], 50_003), 'a keep-alive does not start it again').toHaveLength(0)
  })
})
