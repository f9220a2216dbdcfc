import { describe, expect, it } from 'vitest'
import { createHost } from './host.ts'
import { commands } from './packet.ts'

const text = (bytes: Uint8Array) => bytes.join(' ')

/** What the host sends from `from` to `to` ms, stepping every 50 ms. */
function run(host: ReturnType<typeof createHost>, from: number, to: number, heard: boolean): string[] {
  const sent: string[] = []
  for (let ms = from; ms < to; ms += 50) sent.push(...host.step(ms, [], heard).send.map(text))
  return sent
}

describe('the host', () => {
  it('stops the cuff first, then enables, one command at a time', () => {
    const sent = run(createHost(), 0, 1000, true)
    expect(sent[0]).toBe(text(commands.stopNibp))
    expect(sent).toContain(text(commands.enableSpo2))
    expect(sent).not.toContain(text(commands.startNibp))
    expect(sent).toHaveLength(8)
  })

  it('says everything again after 5 s of silence', () => {
    const host = createHost()
    run(host, 0, 1000, true)
    expect(run(host, 1000, 5500, false)).toEqual([])
    expect(run(host, 5500, 8000, false)).toContain(text(commands.enableSpo2))
  })

  it('sets mode and target before each start, and refuses a second one', () => {
    const host = createHost()
    run(host, 0, 1000, true)
    expect(host.command('startNibp', 1000)).toEqual({ ok: true })
    expect(host.command('startNibp', 1000)).toMatchObject({ ok: false })
    expect(run(host, 2000, 2300, true)).toEqual(
      [commands.adult, commands.target, commands.startNibp].map(text),
    )
  })

  it('tells the cuff to stop after its measurement, and when it works for over 90 s', () => {
    const host = createHost()
    run(host, 0, 1000, true)
    host.step(2000, [{ kind: 'device', state: 'cuffInflating' }], true)
    expect(run(host, 2050, 91_900, true)).toEqual([])
    expect(run(host, 92_050, 94_000, true)).toEqual([text(commands.stopNibp)])
    host.step(95_000, [{ kind: 'device', state: 'cuffIdle' }], true)
    expect(run(host, 95_050, 97_000, true)).toEqual([])
  })
})
