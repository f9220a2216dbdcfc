import { expect, it } from 'vitest'
import type { AlarmEvent } from '../../shared/alarm/types.ts'
import { spravato84 } from '../../shared/presets/spravato.ts'
import type { SessionEvent } from '../../shared/record/index.ts'
import { createLines } from '../ports/index.ts'
import type { DeviceConfig } from './contracts/record.ts'
import { createRoom } from './room.ts'
import { createManualTimers } from './testing/manual-timers.ts'

const base = {
  port: 'sim:quiet-session',
  serialNumber: null,
  roomId: 'r',
  origin: 'device',
  remoteStart: false,
} as const
const device = (id: string, driver: string, baudRate: number): DeviceConfig => ({
  ...base,
  id,
  driver,
  baudRate,
  label: driver,
})

it('a monitor whose clock is wrong by more than a minute is noted in the log, once a session', async () => {
  // Their clocks begin in 2026; this computer's does in 1970. A Nonin tells no time, and a played monitor's is nobody's.
  const timers = createManualTimers()
  const events: (AlarmEvent | SessionEvent)[] = []
  const room = createRoom({
    id: 'r',
    name: 'r',
    timers,
    lines: createLines(),
    write: (_batch, done) => done({ ok: true, entries: [] }),
    publish: () => {},
    guard: run => run(),
    onDevices: () => {},
    onEvents: (_room, some) => events.push(...some),
  })
  await room.open(
    {
      sessionId: 's',
      room: 'r',
      preset: spravato84,
      patient: { initials: 'A', birthYear: 1980, recordId: 'R' },
      by: 'Nurse A',
      simulated: true,
      speed: 1,
    },
    [
      device('nellcor', 'nellcor-ascii', 9600),
      device('nonin', 'nonin-df2', 9600),
      { ...device('played', 'masimo-ascii', 9600), origin: 'simulated' },
    ],
  )
  for (let n = 0; n < 100; n += 1) {
    await timers.pass(200)
    room.advance()
  }
  const noted = events.filter(
    event => event.event === 'session' && event.kind === 'device' && event.state === 'clockOff',
  )
  expect(noted).toMatchObject([{ kind: 'device', device: 'nellcor', offsetS: expect.any(Number) }])
  const shown = room.devices().map(({ id, link }) => [id, link.clockOffsetS === null])
  expect(shown).toEqual([
    ['nellcor', false],
    ['nonin', true],
    ['played', false],
  ])
  await room.close()
})
