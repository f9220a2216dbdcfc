import { describe, expect, it } from 'vitest'
import { findDriver } from '../../devices/index.ts'
import type { Instant } from '../../shared/time.ts'
import { createLineTap } from './line-tap.ts'

const at = (monoMs: number): Instant => ({ monoMs, wallMs: monoMs })

/** A tap of a session that is played sixty times as fast as whoever looks at it. */
function tapOfPlayed() {
  const driver = findDriver('nonin-df2')
  if (!driver) throw new Error('no driver')
  const config = {
    id: 'd-1',
    driver: driver.id,
    label: 'Nonin',
    port: 'sim:desaturation',
    serialNumber: null,
    roomId: 'room-1',
    origin: 'simulated',
    remoteStart: false,
  } as const
  let coreMs = 0
  const tap = createLineTap({
    config,
    driver,
    beginCapture: undefined,
    coreNow: () => at(coreMs),
    onChange: () => {},
  })
  return {
    tap,
    /** A byte comes, so many seconds after the beginning by the core's time. */
    byteAt(seconds: number) {
      coreMs = seconds * 1000
      tap.chunk('in', Uint8Array.of(seconds), at(coreMs * 60))
      return tap.drainBytes()
    },
  }
}

describe('the bytes of a played line', () => {
  it('are told for ten seconds of whoever looks, however fast the session runs', () => {
    const { tap, byteAt } = tapOfPlayed()
    expect(byteAt(1)).toBeNull()
    tap.watch()
    expect(byteAt(2)).toMatchObject({ deviceId: 'd-1', chunks: [{ direction: 'in', hex: '02' }] })
    expect(byteAt(11)).toMatchObject({ chunks: [{ hex: '0b' }] })
    expect(byteAt(12)).toBeNull()
    tap.watch()
    expect(byteAt(13)).toMatchObject({ chunks: [{ hex: '0d' }] })
  })
})
