import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { otherLinesOf } from '../../devices/lines.ts'
import { step } from '../../shared/alarm/step.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { DeviceConfig } from '../core/contracts/record.ts'
import { parsePort } from '../core/port-address.ts'
import { createRoom } from '../core/room.ts'
import { systemTimers } from '../core/timers.ts'
import { createLines } from '../ports/index.ts'
import { stderr, stdout } from '../process/output.ts'
import { guardUncaught } from '../process/uncaught.ts'
import type { Command } from './command.ts'
import { requireDriverNamed } from './named-driver.ts'
import { readPreset } from './named-preset.ts'
import { Failure, print, WrongUsage } from './outcome.ts'
import { readNumber } from './values.ts'

export const monitor: Command = {
  usage: 'monitor --device DRIVER[:BAUD]@PATH ... [--preset ID|FILE.json] [--seconds N]',
  does: 'a live session without a window: readings and alarm events',
  outlivesReader: true,
  guardsItself: true,
  options: {
    device: { type: 'string', multiple: true },
    preset: { type: 'string' },
    seconds: { type: 'string' },
  },
  words: 0,
  async run(values) {
    const named = Array.isArray(values['device']) ? values['device'].map(String) : []
    if (named.length === 0)
      throw new WrongUsage('Name at least one --device DRIVER@PATH, or DRIVER:BAUD@PATH.')
    const configs = named.map(readDevice)
    const preset = await readPreset(values)
    const seconds = readNumber(values, 'seconds', { min: 0.1, max: 1e7, default: Number.POSITIVE_INFINITY })

    const startedMs = performance.now()
    const elapsedS = () => Math.round(performance.now() - startedMs) / 1000
    const shown = new Map<string, string>()
    const room = createRoom({
      id: 'monitor',
      name: 'monitor',
      timers: systemTimers(),
      lines: createLines(),
      // Nothing is stored: the output is the record.
      write: (_batch, done) => done({ ok: true, entries: [] }),
      publish: (event: CoreEvent) => {
        if (event.kind === 'readings')
          for (const { sessionId: _id, at: _at, ...reading } of event.readings)
            print({ t: elapsedS(), event: 'reading', ...reading })
      },
      guard: run => run(),
      onDevices() {
        for (const device of room.devices()) {
          const line = `${device.link.state} ${device.link.error ?? ''}`
          if (shown.get(device.id) === line) continue
          shown.set(device.id, line)
          stderr.write(`${device.driver}@${device.port}: ${line.trim()}\n`)
        }
      },
      onEvents(_room, events) {
        for (const event of events) print({ t: elapsedS(), ...event })
      },
    })
    await room.open(
      {
        sessionId: 'monitor',
        room: 'monitor',
        preset,
        patient: { initials: 'MON', birthYear: 1980, recordId: 'monitor' },
        by: 'monitor',
        simulated: false,
        speed: 1,
      },
      configs,
      // Nobody doses here: every limit applies from the start.
      state => ({ ...state, alarm: step(state.alarm, { kind: 't0' }, room.now()).state }),
    )
    const stop = new AbortController()
    let problem: string | null = null
    // Lines are ended in order also where nobody reads any more: a monitor is told, a cuff let down.
    stdout.onError(({ gone, message }) => {
      if (!gone) problem = `The output could not be written (${message}): check where it goes.`
      stop.abort()
    })
    guardUncaught({ survives: () => true, end: () => room.close() })
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())
    while (!stop.signal.aborted && performance.now() - startedMs < seconds * 1000) {
      room.advance()
      await wait(100, undefined, { signal: stop.signal }).catch(() => {})
    }
    await room.close()
    if (problem !== null) throw new Failure(problem)
  },
}

function readDevice(text: string, index: number): DeviceConfig {
  const at = text.indexOf('@')
  if (at < 1 || at === text.length - 1)
    throw new WrongUsage(`--device ${text}: write DRIVER@PATH, as in nonin-df2@/dev/ttyUSB0.`)
  const [id = '', baud] = text.slice(0, at).split(':')
  const driver = requireDriverNamed(id)
  const known = [driver.line, ...otherLinesOf(driver)].map(({ baudRate }) => baudRate)
  const baudRate = baud === undefined ? driver.line.baudRate : Number(baud)
  if (!known.includes(baudRate))
    throw new WrongUsage(
      `--device ${text}: ${driver.words.label} is not known to send at ${baud}: choose ${known.join(' or ')}.`,
    )
  const port = text.slice(at + 1)
  const simulated = parsePort(port).kind === 'simulated'
  return {
    id: `device-${index + 1}`,
    driver: driver.id,
    label: driver.words.label,
    port,
    baudRate,
    serialNumber: null,
    roomId: 'monitor',
    origin: simulated ? 'simulated' : 'device',
    remoteStart: false,
  }
}
