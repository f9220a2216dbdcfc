import { describe, expect, it } from 'vitest'
import type { Sample } from '../../shared/reading.ts'
import { testCuffHost } from '../kit/testing/cuff-host-test.ts'
import { ABORT, commands } from './frame.ts'
import { nibpStxAscii } from './index.ts'

testCuffHost(nibpStxAscii)

describe('a cuff that is tight for a leak test', () => {
  const leakTest: Sample = { kind: 'device', state: 'cuffInflating', detail: 'leak test: no measurement' }
  const idle: Sample = { kind: 'device', state: 'cuffIdle' }

  it('is not inflated on top, not broken off, and has no result to fetch', () => {
    const host = nibpStxAscii.createHost?.()
    if (!host) throw new Error('no host')
    const sent: string[] = []
    for (let ms = 0; ms <= 300_000; ms += 50) {
      const heard = ms === 10_000 ? [leakTest] : ms === 250_000 ? [idle] : []
      for (const bytes of host.step(ms, heard, heard.length > 0).send) sent.push(bytes.join(' '))
      if (ms === 20_000) expect(host.command('startNibp', ms)).toMatchObject({ ok: false })
    }
    expect(sent.filter(bytes => bytes === ABORT.join(' '))).toHaveLength(1)
    expect(sent).not.toContain(commands.start.join(' '))
    expect(host.command('startNibp', 300_050)).toEqual({ ok: true })
  })

  it('can be let down by a person', () => {
    const host = nibpStxAscii.createHost?.()
    host?.step(0, [], false)
    host?.step(10_000, [leakTest], true)
    expect(host?.command('stopNibp', 12_000)).toEqual({ ok: true })
    expect(host?.step(12_000, [], false).send).toEqual([ABORT])
  })
})
