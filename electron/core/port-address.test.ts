import { expect, it } from 'vitest'
import { parsePort } from './port-address.ts'

it.each([
  ['/dev/ttyUSB0', { kind: 'serial', path: '/dev/ttyUSB0' }],
  ['COM3', { kind: 'serial', path: 'COM3' }],
  ['tcp://192.168.1.20:4001', { kind: 'tcp', host: '192.168.1.20', port: 4001 }],
  ['tcp://moxa.clinic.lan:950/', { kind: 'tcp', host: 'moxa.clinic.lan', port: 950 }],
  ['tcp://[fe80::1]:4001', { kind: 'tcp', host: 'fe80::1', port: 4001 }],
  ['tcp-listen://127.0.0.1:2575', { kind: 'tcp-listen', host: '127.0.0.1', port: 2575 }],
  ['tcp-listen://[fd00::5]:2575', { kind: 'tcp-listen', host: 'fd00::5', port: 2575 }],
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
  'tcp-listen://127.0.0.1',
])('refuses “%s” with a sentence', port => {
  expect(() => parsePort(port)).toThrow(/(write|give) .*tcp:\/\/host:port/)
})

it.each([
  'tcp-listen://0.0.0.0:2575',
  'tcp-listen://[::]:2575',
  'tcp-listen://0:2575',
  'tcp-listen://0x0:2575',
  'tcp-listen://0x0.0.00.0:2575',
  'tcp-listen://[::ffff:0.0.0.0]:2575',
  'tcp-listen://[::ffff:0:0]:2575',
  'tcp-listen://[0:0:0:0:0:ffff:0:0]:2575',
  'tcp-listen://[::0.0.0.0]:2575',
])('refuses to wait at every address of the computer: %s', port => {
  expect(() => parsePort(port)).toThrow(/at every address .* write the one/)
})
