import type { Driver, MonitorCommand } from '../../devices/driver.ts'
import { findDriver } from '../../devices/index.ts'
import type { LinkState, LinkView } from '../../shared/link.ts'
import type { DeviceState, Sample, Source } from '../../shared/reading.ts'
import type { Instant } from '../../shared/time.ts'
import type { DeviceView, DriverView } from '../../shared/views.ts'
import { vitals } from '../../shared/vitals.ts'
import { createTransport } from '../ports/create-transport.ts'
import { type CommandAnswer, type Link, openLink } from '../ports/link.ts'
import type { Player } from '../ports/simulated.ts'
import type { Timers } from '../ports/timers.ts'
import type { DeviceConfig } from '../store/types.ts'

/** A device that is assigned to a room: its line, kept open, and what it last said. */
export interface Device {
  readonly config: DeviceConfig
  readonly source: Source
  readonly driver: Driver
  view(): DeviceView
  /** Can it start a cuff measurement, and has a person allowed that? */
  canStartNibp(): boolean
  command(command: MonitorCommand): CommandAnswer
  close(): Promise<void>
}

export interface DeviceOptions {
  readonly config: DeviceConfig
  readonly driver: Driver
  readonly timers: Timers
  readonly playerFor: (driverId: string) => Player
  /** The port to open now: a remembered cable may have come back under another path. */
  readonly findPort: (config: DeviceConfig) => Promise<string>
  readonly onSamples: (samples: readonly Sample[], source: Source, at: Instant) => void
  readonly onFrame: (deviceId: string, at: Instant) => void
  /** The link has entered another state. */
  readonly onLink: (deviceId: string, state: LinkState, error: string | null, at: Instant) => void
  /** Something on the device page has changed. */
  readonly onChange: () => void
}

/** Opens the line to an assigned device, for good. */
export function startDevice(options: DeviceOptions): Device {
  const { config, driver, timers } = options
  const source: Source = { origin: config.origin, id: config.id, driver: config.driver }
  const values = new Map<string, string>()
  const states = new Map<string, DeviceState>()
  let linkState: LinkState = 'idle'

  const link: Link = openLink({
    driver,
    port: config.port,
    timers,
    random: Math.random,
    async createTransport() {
      const port = await options.findPort(config)
      return createTransport(port, driver, { timers, playerFor: () => options.playerFor(config.driver) })
    },
    onFrame: at => options.onFrame(config.id, at),
    onSamples(samples, at) {
      for (const sample of samples) remember(values, states, sample)
      options.onSamples(samples, source, at)
    },
    onState(view: LinkView) {
      if (view.state !== linkState) {
        linkState = view.state
        options.onLink(config.id, view.state, view.error, timers.now())
      }
      options.onChange()
    },
  })

  return {
    config,
    source,
    driver,
    view: () => ({
      id: config.id,
      driver: config.driver,
      label: config.label,
      port: config.port,
      serialNumber: config.serialNumber,
      roomId: config.roomId,
      origin: config.origin,
      remoteStart: config.remoteStart,
      link: link.view(),
      lastValues: [...values.values()],
      states: [...states.values()],
    }),
    canStartNibp: () => config.remoteStart && startsNibp(driver),
    command(command) {
      if (!config.remoteStart)
        return {
          ok: false,
          reason: `Starting the cuff from Vigil is not allowed for ${config.label}; allow it on the device page.`,
        }
      return link.command(command)
    },
    close: () => link.close(),
  }
}

function startsNibp(driver: Driver): boolean {
  return driver.createHost?.().commands.includes('startNibp') ?? false
}

function remember(values: Map<string, string>, states: Map<string, DeviceState>, sample: Sample): void {
  if (sample.kind === 'vital') {
    const { label, unit, decimals } = vitals[sample.vital]
    values.set(
      sample.vital,
      `${label} ${sample.value === null ? '--' : sample.value.toFixed(decimals)} ${unit}`,
    )
  } else if (sample.kind === 'nibp') {
    const pressures =
      sample.status === 'ok' ? `${sample.systolic ?? '--'}/${sample.diastolic ?? '--'} mmHg` : 'failed'
    values.set('nibp', `BP ${pressures}`)
  } else if (sample.kind === 'device') {
    states.set(
      sample.state.startsWith('cuff') ? 'cuff' : sample.state.includes('attery') ? 'battery' : 'sensor',
      sample.state,
    )
  }
}

/** What windows are told of a driver. */
export function viewDriver(driver: Driver): DriverView {
  const { baudRate, dataBits, parity, stopBits } = driver.line
  return {
    id: driver.id,
    label: driver.label,
    vitals: driver.vitals,
    line: `${baudRate} ${dataBits}${parity.slice(0, 1).toUpperCase()}${stopBits}`,
    asks: driver.createHost !== undefined,
    startsNibp: startsNibp(driver),
  }
}

/** @throws Error naming the driver when there is none of that id */
export function requireDriver(id: string): Driver {
  const driver = findDriver(id)
  if (!driver) throw new Error(`There is no driver "${id}".`)
  return driver
}
