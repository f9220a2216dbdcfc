import type { MonitorCommand } from '../../devices/driver.ts'
import type { DeviceToWatch } from '../../shared/alarm/input.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { Sample, Source } from '../../shared/reading.ts'
import { device as monitor } from '../../shared/record/monitor.ts'
import type { RoomInput } from '../../shared/session/room.ts'
import type { Instant } from '../../shared/time.ts'
import type { DeviceView } from '../../shared/views.ts'
import type { BeginCapture } from './contracts/captures.ts'
import type { CommandAnswer, Lines } from './contracts/lines.ts'
import type { DeviceConfig } from './contracts/record.ts'
import { type CuffControl, createCuffControl } from './cuff-control.ts'
import { type Device, requireDriver, startDevice } from './devices.ts'
import type { RoomPatient } from './room-patient.ts'
import type { RoomTime } from './room-time.ts'
import { createWaveGather } from './waves.ts'

/** A monitor whose clock is further off is noted in the log. */
const CLOCK_OFF_S = 60

export interface RoomDevicesOptions {
  readonly roomId: string
  readonly lines: Pick<Lines, 'open'>
  readonly beginCapture: BeginCapture | undefined
  readonly coreNow: () => Instant
  readonly time: RoomTime
  readonly patient: RoomPatient
  readonly publish: (event: CoreEvent) => void
  /** What devices say goes into the room's session, if one is open. */
  readonly apply: (input: RoomInput, at: Instant) => void
  readonly replayStartMs: () => number
  /** The device page has something new to show. */
  readonly onChange: () => void
}

/** The devices of one room, and what comes from them. */
export interface RoomDevices {
  readonly cuff: CuffControl
  views(): readonly DeviceView[]
  device(id: string): Device | undefined
  add(configs: readonly DeviceConfig[]): void
  remove(deviceId: string): Promise<void>
  /** Ends every line, since the time they ran on is no more. Gives whose they were; `closed` once their ports are free. */
  endLines(): { readonly configs: readonly DeviceConfig[]; readonly closed: Promise<void> }
  command(command: MonitorCommand): CommandAnswer
  /** How many good and bad frames each has sent, for the alarm of a noisy line. */
  tellCounts(at: Instant): void
  /** Waveforms, and bytes that somebody looks at. */
  publishGathered(): void
  /** What is said once a session is said again in the next. */
  forgetSaid(): void
  close(): Promise<void>
}

export function createRoomDevices(options: RoomDevicesOptions): RoomDevices {
  const { roomId, apply, publish, patient, onChange } = options
  const devices = new Map<string, Device>()
  const waves = createWaveGather()
  const clocksWarned = new Set<string>()
  const cuff = createCuffControl(() => devices.values())
  const now = () => options.time.now()

  function start(config: DeviceConfig): void {
    const device = startDevice({
      config,
      driver: requireDriver(config.driver),
      lines: options.lines,
      beginCapture: options.beginCapture,
      coreNow: options.coreNow,
      timers: options.time.timers(),
      player: () => patient.playerFor(config, now()),
      replayStartMs: options.replayStartMs,
      onSamples: hear,
      onFrame: (deviceId, at) => apply({ kind: 'frame', deviceId }, at),
      onLink(id, state, error, at) {
        apply({ kind: 'link', device: id, state, ...(error === null ? {} : { detail: error }) }, at)
        onChange()
      },
      onChange,
    })
    devices.set(config.id, device)
  }

  function hear(samples: readonly Sample[], source: Source, at: Instant): void {
    for (const sample of samples) {
      // What is drawn is the pleth.
      if (sample.kind === 'wave' && sample.wave === 'pleth') waves.add(source.id, sample)
      cuff.hear(sample, at)
      apply({ kind: 'sample', sample, source }, at)
    }
    // A simulated monitor's clock is nobody's, and a replayed one was right in its own time.
    if (source.origin === 'device') warnOfClock(source.id, at)
  }

  /** Said once a session: the times that a wrong monitor prints are not ours (plausibility rules, 2.6). */
  function warnOfClock(deviceId: string, at: Instant): void {
    if (clocksWarned.has(deviceId)) return
    const offsetS = devices.get(deviceId)?.clockOffsetS() ?? 0
    if (Math.abs(offsetS) <= CLOCK_OFF_S) return
    clocksWarned.add(deviceId)
    const event = monitor.of({ device: deviceId, state: 'clockOff', offsetS })
    apply({ kind: 'note', event }, at)
  }

  function watch(): void {
    apply({ kind: 'devices', devices: [...devices.values()].map(toWatch) }, now())
  }

  return {
    cuff,
    views: () => [...devices.values()].map(device => device.view()),
    device: id => devices.get(id),
    add(configs) {
      for (const config of configs) start(config)
      watch()
    },
    async remove(deviceId) {
      const device = devices.get(deviceId)
      if (!device) return
      devices.delete(deviceId)
      watch()
      await device.close()
      onChange()
    },
    endLines() {
      const ended = [...devices.values()]
      devices.clear()
      const closed = Promise.all(ended.map(device => device.close())).then(() => {})
      return { configs: ended.map(({ config }) => config), closed }
    },
    command: command => cuff.command(command, now()),
    tellCounts(at) {
      for (const device of devices.values()) {
        const { goodFrames, badFrames } = device.view().link
        apply({ kind: 'counts', deviceId: device.config.id, good: goodFrames, bad: badFrames }, at)
      }
    },
    publishGathered() {
      for (const piece of waves.drain()) publish({ kind: 'wave', roomId, ...piece })
      for (const device of devices.values()) {
        const seen = device.tap.drainBytes()
        if (seen) publish(seen)
      }
    },
    forgetSaid: () => clocksWarned.clear(),
    async close() {
      await Promise.all([...devices.values()].map(device => device.close()))
      devices.clear()
    },
  }
}

function toWatch({ config: { id, label }, driver }: Device): DeviceToWatch {
  return driver.quietAfterMs === Number.POSITIVE_INFINITY ? { id, label, speaksSeldom: true } : { id, label }
}
