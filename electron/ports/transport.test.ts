import { describe, expect, it } from 'vitest'
import { createTransport } from './create-transport.ts'
import { explainSerialError } from './explain.ts'
import { letterDriver } from './testing/letter-driver.ts'
import { createManualTimers } from './testing/manual-timers.ts'
import { parsePort, TransportError } from './transport.ts'

it.each([
  ['/dev/ttyUSB0', { kind: 'serial', path: '/dev/ttyUSB0' }],
  ['COM3', { kind: 'serial', path: 'COM3' }],
  ['tcp://192.168.1.20:4001', { kind: 'tcp', host: '192.168.1.20', port: 4001 }],
  ['tcp://moxa.clinic.lan:950/', { kind: 'tcp', host: 'moxa.clinic.lan', port: 950 }],
  ['tcp://[fe80::1]:4001', { kind: 'tcp', host: 'fe80::1', port: 4001 }],
  ['sim:desaturation', { kind: 'simulated', scenario: 'desaturation' }],
])('reads %s', (port, address) => {
  expect(parsePort(port)).toEqual(address)
})

it.each([
  '',
  '  ',
  'sim:',
  'tcp://',
  'tcp:4001',
  'tcp://host',
  'tcp://host:0',
  'tcp://host:99999',
  'tcp://host:1/path',
])('refuses “%s” with a sentence', port => {
  expect(() => parsePort(port)).toThrow(TransportError)
  expect(() => parsePort(port)).toThrow(/(write|give) .*tcp:\/\/host:port/)
})

describe('an error of the serial library in words', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'not-found', 'plug in its cable'],
    ['Opening COM3: File not found', 'not-found', 'plug in its cable'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'denied', '“dialout”'],
    ['Error Resource temporarily unavailable Cannot lock port', 'in-use', 'close the other program'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'in-use', 'close the other program'],
    ['Opening COM3: Access denied', 'in-use', 'close the other program'],
    ['Opening COM3: Unknown error code 121', 'failed', '(Opening COM3: Unknown error code 121)'],
    ['Error: Input/output error, cannot open /dev/ttyS4', 'failed', '(Input/output error, cannot open'],
  ])('%s', (detail, code, words) => {
    const error = explainSerialError('PORT', detail)
    expect(error.code).toBe(code)
    expect(error.message).toContain(words)
    expect(error.message).toMatch(/PORT\b.*[^.]\.$/)
  })
})

it('makes the transport that the port’s name asks for', async () => {
  const asked: string[] = []
  const context = {
    timers: createManualTimers(),
    playerFor: (scenario: string) => {
      asked.push(scenario)
      return {
        step: () => ({ bytes: new Uint8Array(), connected: false, nextAtMs: 1 }),
        hear: () => new Uint8Array(),
      }
    },
  }
  await expect(createTransport('sim:unplug', letterDriver, context).open()).rejects.toThrow(
    'sim:unplug is unplugged',
  )
  await expect(createTransport('/dev/ttyVIGIL7', letterDriver, context).open()).rejects.toThrow(
    '/dev/ttyVIGIL7',
  )
  expect(asked).toEqual(['unplug'])
  expect(() => createTransport('tcp://nowhere', letterDriver, context)).toThrow(TransportError)
})
