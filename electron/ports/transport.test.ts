import { describe, expect, it } from 'vitest'
import { createManualTimers } from '../core/testing/manual-timers.ts'
import { letterDriver } from '../link/testing/letter-driver.ts'
import { createTransport } from './create-transport.ts'
import { explainSerialError } from './explain.ts'

describe('an error of the serial library in words', () => {
  it.each([
    ['Error: No such file or directory, cannot open /dev/ttyUSB0', 'not-found', 'plug in its cable'],
    ['Opening COM3: File not found', 'not-found', 'plug in its cable'],
    ['Error: Permission denied, cannot open /dev/ttyUSB0', 'denied', '“dialout”'],
    ['Error Resource temporarily unavailable Cannot lock port', 'in-use', 'close the other program'],
    ['Error: Device or resource busy, cannot open /dev/ttyUSB0', 'in-use', 'close the other program'],
    ['Opening COM3: Access denied', 'in-use', 'close the other program'],
    ['Opening COM3: Unknown error code 31', 'failed', 'its driver does not work (Windows error 31)'],
    ['Opening COM3: Unknown error code 121', 'failed', 'if it is a Bluetooth port, switch the monitor on'],
    ['Opening COM3: Unknown error code 433', 'not-found', 'was unplugged, though Windows still lists it'],
    ['Opening COM3: Unknown error code 3', 'not-found', 'is not there'],
    ['Opening COM3: Unknown error code 87', 'failed', '(Opening COM3: Unknown error code 87)'],
    // As it stood in a report from the field.
    ['Error: Open (SetCommState): Unknown error code 31', 'failed', 'refuses these settings'],
    ['Open (GetCommState): Unknown error code 121', 'failed', 'USB hub at PORT has stopped answering'],
    ['Reading from COM port (ReadIOCompletion): Unknown error code 433', 'not-found', 'Vigil waits for it'],
    [
      'Writing to COM port (WriteFile): Unknown error code 22',
      'not-found',
      'was unplugged (Windows error 22)',
    ],
    [
      'Reading from COM port (GetOverlappedResult): Unknown error code 1167',
      'not-found',
      'Windows error 1167',
    ],
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
  expect(() => createTransport('tcp://nowhere', letterDriver, context)).toThrow(/write tcp:/)
})
