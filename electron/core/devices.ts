import type { Driver, MonitorCommand } from '../../devices/driver.ts'
import { findDriver } from '../../devices/index.ts'
import { lineAt, otherLinesOf } from '../../devices/lines.ts'
import type { LinkState, LinkView } from '../../shared/link.ts'
import type { DeviceState, Sample, Source } from '../../shared/reading.ts'
import type { Instant } from '../../shared/time.ts'
import type { DeviceView, DriverView } from '../../shared/views.ts'
import { vitals } from '../../shared/vitals.ts'
import { phrase } from '../../shared/words/host.ts'
import { spokenWords } from '../../shared/words/spoken.ts'
import type { BeginCapture } from './contracts/captures.ts'
import type { CommandAnswer, Line, LineOptions, Lines } from './contracts/lines.ts'
import type { DeviceConfig } from './contracts/record.ts'
import { createLineTap, type LineTap } from './line-tap.ts'

/** A device that is assigned to a room: its line, kept open, and what it last said. */
export interface Device {
  readonly config: DeviceConfig
  readonly source: Source
  readonly driver: Driver
  view(): DeviceView
  /** Can it start a cuff measurement, and has a person allowed that? */
  canStartNibp(): boolean
  command(command: MonitorCommand): CommandAnswer
  readonly tap: LineTap
  /** The monitor's clock less ours, in s; null where it does not tell. */
  clockOffsetS(): number | null
  close(): Promise<void>
}

export interface DeviceOptions extends Pick<LineOptions, 'driver' | 'timers' | 'player' | 'replayStartMs'> {
  readonly config: DeviceConfig
  readonly lines: Pick<Lines, 'open'>
  readonly beginCapture: BeginCapture | undefined
  readonly coreNow: () => Instant
  readonly onSamples: (samples: readonly Sample[], source: Source, at: Instant) => void
  readonly onFrame: (deviceId: string, at: Instant) => void
  /** The link has entered another state. */
  readonly onLink: (deviceId: string, state: LinkState, error: string | null, at: Instant) => void
  /** Something on the device page has changed. */
  readonly onChange: () => void
}

/** Opens the line to an assigned device, for good. */
export function startDevice(options: DeviceOptions): Device {
  const { config, timers } = options
  const driver: Driver = { ...options.driver, line: lineAt(options.driver, config.baudRate) }
  const source: Source = { origin: config.origin, id: config.id, driver: config.driver }
  const values = new Map<string, { readonly sample: ValueSample; readonly atMonoMs: number }>()
  const states = new Map<string, DeviceState>()
  const details = new Map<string, string | undefined>()
  let linkState: LinkState = 'idle'

  const tap = createLineTap({ ...options, driver, onChange: options.onChange })

  const line: Line = options.lines.open({
    config,
    driver,
    timers,
    player: options.player,
    replayStartMs: options.replayStartMs,
    onChunk: tap.chunk,
    onFrame: at => options.onFrame(config.id, at),
    onSamples(samples, at) {
      for (const sample of samples) {
        if (sample.kind === 'vital' || sample.kind === 'nibp')
          values.set(sample.kind === 'vital' ? sample.vital : 'nibp', { sample, atMonoMs: at.monoMs })
        if (sample.kind !== 'device') continue
        states.set(aspectOf(sample.state), sample.state)
        details.set(aspectOf(sample.state), sample.detail)
      }
      tap.samples(samples)
      options.onSamples(samples, source, at)
    },
    onState(view: LinkView) {
      if (view.state !== linkState) {
        linkState = view.state
        tap.note(view.error === null ? view.state : `${view.state}: ${view.error}`, timers.now())
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
      line: describeLine(driver),
      link: line.view(),
      lastValues: [...values.values()].map(({ sample, atMonoMs }) => ({
        text: describeValue(sample),
        atMonoMs,
      })),
      states: [...states.values()],
      advice: [...details.values()].filter(detail => detail !== undefined).join('; ') || null,
      capture: tap.capture(),
    }),
    tap,
    clockOffsetS: () => line.view().clockOffsetS,
    canStartNibp: () => config.remoteStart && startsNibp(driver),
    command(command) {
      if (!config.remoteStart)
        return {
          ok: false,
          reason: phrase.core.cuffStartNotAllowed(config.label),
        }
      return line.command(command)
    },
    async close() {
      await line.close()
      await tap.stopCapture()
    },
  }
}

function startsNibp(driver: Driver): boolean {
  return driver.createHost?.().commands.includes('startNibp') ?? false
}

type ValueSample = Extract<Sample, { kind: 'vital' | 'nibp' }>

/** The sample's value in words. */
function describeValue(sample: ValueSample): string {
  if (sample.kind === 'vital') {
    const { unit, decimals } = vitals[sample.vital]
    const value = sample.value === null ? '--' : sample.value.toFixed(decimals)
    return `${spokenWords.vitals.names[sample.vital]} ${value} ${unit}`
  }
  const { pressure, pressureFailed } = phrase.monitors
  const { status, systolic, diastolic } = sample
  return status === 'ok' ? pressure(systolic ?? '--', diastolic ?? '--') : pressureFailed
}

/** One state of each aspect holds at a time. */
function aspectOf(state: DeviceState): 'cuff' | 'battery' | 'sensor' {
  return state.startsWith('cuff') ? 'cuff' : state.includes('attery') ? 'battery' : 'sensor'
}

/** What windows are told of a driver. */
export function viewDriver(driver: Driver): DriverView {
  const { label, cable, setUp, help = '', personal = '' } = driver.words
  return {
    id: driver.id,
    label,
    vitals: driver.vitals,
    line: describeLine(driver),
    baudRates: driver.network ? [] : [driver.line, ...otherLinesOf(driver)].map(({ baudRate }) => baudRate),
    asks: driver.createHost !== undefined,
    startsNibp: startsNibp(driver),
    cable,
    setUp,
    help,
    personal,
  }
}

function describeLine({ line, network }: Driver): string {
  if (network) return 'TCP'
  const { baudRate, dataBits, parity, stopBits } = line
  return `${baudRate} ${dataBits}${parity.slice(0, 1).toUpperCase()}${stopBits}`
}

/** @throws Error naming the driver when there is none of that id */
export function requireDriver(id: string): Driver {
  const driver = findDriver(id)
  if (!driver) throw new Error(phrase.core.noDriver(id))
  return driver
}
