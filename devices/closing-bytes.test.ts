import { expect, it } from 'vitest'
import { hex } from '../fixtures/bytes.ts'
import { drivers, findDriver } from './index.ts'

/** What each protocol's document wants said at the end; hosts that are not here have nothing to say. */
const closingBytes = {
  'contec-v7': ['7D 81 A7 80 80 80 80 80 80', '7D 81 A2 80 80 80 80 80 80'],
  'berry-pm6750': ['55 AA 04 02 00 F9'],
  'datex-dri': [
    '7E 31 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 FF 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 00 01 00 00 00 00 00 00 00 00 31 7E',
  ],
} as const

it.each(Object.entries(closingBytes))(
  '%s leaves its monitor as the next program wants it',
  (id, expected) => {
    const host = findDriver(id)?.createHost?.()
    host?.step(0, [], false)
    expect(host?.end?.()).toEqual(expected.map(hex))
  },
)

it('philips-intellivue releases an association, and has nothing to release before it has asked for one', () => {
  const host = findDriver('philips-intellivue')?.createHost?.()
  expect(host?.end?.()).toEqual([])
  host?.step(0, [], false)
  host?.step(500, [], false)
  expect(host?.end?.()).toHaveLength(1)
})

it('no cuff is ever started by closing bytes', () => {
  for (const driver of drivers) {
    const side = driver.createMonitorSide?.()
    const host = driver.createHost?.()
    host?.step(0, [], false)
    for (const bytes of host?.end?.() ?? [])
      expect(side?.hear(bytes, 1000).commands ?? []).not.toContain('startNibp')
  }
})
