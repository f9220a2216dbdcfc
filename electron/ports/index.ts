import { drivers } from '../../devices/index.ts'
import { phrase } from '../../shared/words/host.ts'
import type { IdentifyRequest, LineOptions, Lines } from '../core/contracts/lines.ts'
import { parsePort } from '../core/port-address.ts'
import { openLink } from '../link/index.ts'
import { type Capture, readCapture } from './capture/format.ts'
import { type ClinicCodes, withClinicCodes } from './clinic-codes.ts'
import { createTransport } from './create-transport.ts'
import { listPorts, resolvePort } from './discovery.ts'
import { identifyPort } from './identify.ts'

export { listPorts }

/** What lines need of a data folder: whoever has the disk reads it. */
export interface LineFiles {
  /** The clinic's own codes of HL7 observations; null: it has none. @throws Error with one sentence */
  readonly readCodes: () => Promise<ClinicCodes | null>
  /** The bytes of a capture. @throws Error where there is none of this name */
  readonly readCapture: (id: string) => Promise<{ readonly bytes: Uint8Array }>
}

/** The lines of this computer: serial ports, device servers, simulated monitors and, of a data folder, replayed captures. */
export function createLines(files?: LineFiles): Lines {
  return {
    async list() {
      const ports = await listPorts(drivers)
      return ports.map(({ stablePath: _stable, ...port }) => port)
    },
    identify,
    open(options) {
      const { driver, ready } = withClinicCodes(options.driver, files?.readCodes)
      return openLink({
        ...options,
        driver,
        port: options.config.port,
        random: Math.random,
        async createTransport() {
          await ready()
          return makeTransport(options, files)
        },
      })
    },
  }
}

async function makeTransport(
  { config, driver, timers, player, replayStartMs }: LineOptions,
  files: LineFiles | undefined,
) {
  const load = async (id: string): Promise<Capture> => {
    if (!files) throw new Error(phrase.lines.noCaptures)
    return readCapture((await files.readCapture(id)).bytes)
  }
  const replays = files ? { replays: { load, startMs: replayStartMs } } : {}
  return createTransport(await findPort(config), driver, { timers, playerFor: player, ...replays })
}

/** The port to open now: a remembered cable may have come back under another path. */
async function findPort({ port, serialNumber, origin }: LineOptions['config']): Promise<string> {
  if (serialNumber === null || origin !== 'device') return port
  return resolvePort({ path: port, serialNumber }, await listPorts(drivers))
}

async function identify({ port, mayProbe, timers, onStep }: IdentifyRequest) {
  const isServer = parsePort(port).kind === 'tcp'
  const listed = isServer ? [] : await listPorts(drivers).catch(() => [])
  return identifyPort({
    port,
    drivers,
    likely: listed.find(({ path }) => path === port)?.fits ?? [],
    mayProbe,
    lineIsFixed: isServer,
    timers,
    createTransport: line => createTransport(port, { line }, { timers, playerFor: refuseSimulated }),
    onStep,
  })
}

function refuseSimulated(): never {
  throw new Error(phrase.lines.onlySerialOrServer)
}
