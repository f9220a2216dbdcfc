import { connect, createServer, type Socket } from 'node:net'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import type { Driver } from '../../devices/driver.ts'
import {
  createFaultyPlayer,
  createPatient,
  type FaultId,
  faults,
  findFault,
  findScenario,
  type Player,
  refuseFault,
  scenarios,
  typicalProfile,
} from '../../devices/simulated/index.ts'
import { phrase } from '../../shared/words/host.ts'
import { parsePort } from '../core/port-address.ts'
import { createSerialTransport } from '../ports/serial.ts'
import { stderr, stdout } from '../process/output.ts'
import type { Command } from './command.ts'
import { requireDriverNamed } from './named-driver.ts'
import { Failure, WrongUsage } from './outcome.ts'
import { optionalText, readNumber, requireText } from './values.ts'

export const simulate: Command = {
  usage:
    'simulate --driver ID --port PATH|tcp://HOST:PORT|tcp-listen://HOST:PORT|- [--scenario ID] [--fault NAME,...] [--seed N] [--speed X]',
  does: 'plays a monitor on a port',
  more: [
    'tcp://: Vigil calls the monitor there; tcp-listen://: the monitor calls a Vigil that waits there',
    `scenarios: ${scenarios.map(({ id }) => id).join(', ')}`,
    'faults, each from 20 s on and again every two minutes, where the monitor can have them:',
    ...faults.map(({ id, lastsS }) => `  ${id}: ${phrase.simulated.faults[id]}, for ${lastsS} s`),
  ],
  options: {
    driver: { type: 'string' },
    port: { type: 'string' },
    scenario: { type: 'string' },
    fault: { type: 'string' },
    seed: { type: 'string' },
    speed: { type: 'string' },
  },
  words: 0,
  async run(values) {
    const driver = requireDriverNamed(requireText(values, 'driver'))
    const port = requireText(values, 'port')
    const scenarioId = optionalText(values, 'scenario') ?? 'quiet-session'
    const scenario = findScenario(scenarioId)
    if (!scenario)
      throw new WrongUsage(
        `There is no scenario "${scenarioId}"; known are ${scenarios.map(known => known.id).join(', ')}.`,
      )
    const faultIds = readFaults(optionalText(values, 'fault'), driver)
    const seed = Math.trunc(readNumber(values, 'seed', { min: 0, max: 2 ** 31, default: 1 }))
    const speed = readNumber(values, 'speed', { min: 1, max: 60, default: 1 })
    const patient = createPatient({ ...typicalProfile, seed })
    const player = createFaultyPlayer({ driver, patient, scenario, seed, startedAtMs: 0 }, faultIds)
    const line = await openLine(port, driver)
    const what = [phrase.simulated.scenarios[scenario.id].label, ...faultIds].join(', ')
    stderr.write(`SIMULATED ${driver.words.label} on ${port}: ${what}, ${speed}x, seed ${seed}\n`)
    await play(player, line, speed)
  },
}

/** Names with commas between; each must be one that this monitor can have. */
function readFaults(text: string | undefined, driver: Driver): readonly FaultId[] {
  return (text?.split(',') ?? []).map(name => {
    const fault = findFault(name.trim())
    if (!fault)
      throw new WrongUsage(`There is no fault "${name}"; known are ${faults.map(({ id }) => id).join(', ')}.`)
    const refusal = refuseFault(fault, driver)
    if (refusal !== null) throw new WrongUsage(refusal)
    return fault.id
  })
}

/** The monitor's end of the line. */
interface Line {
  send(bytes: Uint8Array): void
  onHost(listener: (bytes: Uint8Array) => void): void
  /** Resolves, with the reason, when nobody can be played to any more. */
  readonly ended: Promise<string>
}

async function openLine(port: string, driver: Driver): Promise<Line> {
  if (port === '-') {
    return {
      send: bytes => stdout.write(bytes),
      onHost: listener => void process.stdin.on('data', listener),
      ended: new Promise(resolve => process.stdout.on('close', () => resolve('stdout was closed'))),
    }
  }
  const address = parsePort(port)
  if (address.kind === 'tcp') return listen(address.host, address.port)
  if (address.kind === 'tcp-listen') return call(address.host, address.port)
  if (address.kind !== 'serial')
    throw new WrongUsage(`A monitor cannot be played on ${port}: name a serial port or tcp://host:port.`)
  const transport = createSerialTransport(address.path, driver.line)
  await transport.open()
  return {
    send: bytes => transport.write(bytes),
    onHost: listener => void transport.onData(listener),
    ended: new Promise(resolve => transport.onClose(resolve)),
  }
}

/** As a serial device server does: everybody who connects hears the monitor. */
function listen(host: string, port: number): Promise<Line> {
  const sockets = new Set<Socket>()
  let hear: (bytes: Uint8Array) => void = () => {}
  const server = createServer(socket => {
    sockets.add(socket)
    socket.on('data', bytes => hear(bytes))
    socket.on('error', () => socket.destroy())
    socket.on('close', () => sockets.delete(socket))
  })
  return new Promise((resolve, reject) => {
    server.on('error', error =>
      reject(
        new Failure(`Nobody can connect to tcp://${host}:${port}: ${error.message}; choose another port.`),
      ),
    )
    server.listen(port, host, () =>
      resolve({
        send: bytes => {
          for (const socket of sockets) socket.write(bytes)
        },
        onHost: listener => {
          hear = listener
        },
        ended: new Promise(ended => server.on('close', () => ended('the server was closed'))),
      }),
    )
  })
}

/** How often a monitor that is not let in calls again. */
const CALL_AGAIN_MS = 500

/** As a monitor does that sends by itself: it calls, and calls again whenever nobody is there. */
function call(host: string, port: number): Line {
  let socket: Socket | null = null
  let hear: (bytes: Uint8Array) => void = () => {}
  const dial = () => {
    const mine = connect({ host, port })
    mine.on('connect', () => {
      socket = mine
    })
    mine.on('data', bytes => hear(bytes))
    mine.on('error', () => mine.destroy())
    mine.on('close', () => {
      socket = null
      setTimeout(dial, CALL_AGAIN_MS)
    })
  }
  dial()
  return {
    send: bytes => void socket?.write(bytes),
    onHost: listener => {
      hear = listener
    },
    ended: new Promise(() => {}),
  }
}

async function play(player: Player, line: Line, speed: number): Promise<void> {
  const startedMs = performance.now()
  const now = () => (performance.now() - startedMs) * speed
  let over: string | null = null
  void line.ended.then(reason => {
    over = reason
  })
  line.onHost(bytes => {
    const answer = player.hear(bytes, now())
    if (answer.length > 0) line.send(answer)
  })
  while (over === null) {
    const { bytes, connected, nextAtMs } = player.step(now())
    // An unplugged cable carries nothing either way.
    if (connected && bytes.length > 0) line.send(bytes)
    await wait(Math.max(1, (nextAtMs - now()) / speed))
  }
  throw new Failure(`The line ended: ${over}.`)
}
