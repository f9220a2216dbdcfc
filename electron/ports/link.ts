import type { Driver, Host, MonitorCommand } from '../../devices/driver.ts'
import { LINK_LOST_AFTER_MS } from '../../shared/alarm/rules/signal-loss.ts'
import type { LinkView } from '../../shared/link.ts'
import type { Sample } from '../../shared/reading.ts'
import { type Instant, SECOND_MS } from '../../shared/time.ts'
import { clockOffsetS } from './clock-offset.ts'
import { sendClosingBytes } from './closing-bytes.ts'
import { describeFault } from './fault.ts'
import { IDLE_LINE, type LineInput, type LinePatience, stepLine, wakeLineAtMs } from './link-state.ts'
import { createReader } from './reader.ts'
import { type Timers, within } from './timers.ts'
import type { Transport } from './transport.ts'

/** A transport that does not give its port back within this time is left to itself, and the port is tried anew. */
const CLOSE_WITHIN_MS = 2000
/** How often counts are shown where nothing else changes. */
const BEAT_MS = SECOND_MS

export type CommandAnswer = ReturnType<Host['command']>
export type ChunkDirection = 'in' | 'out'

export interface LinkOptions {
  readonly driver: Driver
  /** The port's name in sentences for people. */
  readonly port: string
  /** A fresh transport for each opening. What it throws counts as an opening that failed. */
  readonly createTransport: () => Transport | Promise<Transport>
  readonly timers: Timers
  /** 0 up to 1, for the jitter of the back-off. */
  readonly random: () => number
  /** Believed samples, in order. Never empty. */
  readonly onSamples: (samples: readonly Sample[], at: Instant) => void
  /** At least one believed frame came, with or without samples: the link is alive (AR-7). Told before `onSamples`. */
  readonly onFrame?: (at: Instant) => void
  /** On every change of state, error or attempts, and otherwise once a second while counts change. */
  readonly onState: (view: LinkView) => void
  /** Every chunk as it was on the line, for the raw capture. */
  readonly onChunk?: (direction: ChunkDirection, bytes: Uint8Array, at: Instant) => void
}

export interface Link {
  view(): LinkView
  /** Hands a person's command to the monitor, or gives the reason why not. */
  command(command: MonitorCommand): CommandAnswer
  /** Ends the link for good; resolves once the port is free. No timer and no listener is left. */
  close(): Promise<void>
}

/** One opening of the port, from the order to its close. */
interface Opening {
  transport: Transport | null
  readonly unsubscribe: (() => void)[]
}

/**
 * Opens the line to one device and keeps it open until `close()`. Bytes are sent only to this port, and only if the
 * driver has a host that asks; every other driver is a listener.
 */
export function openLink(options: LinkOptions): Link {
  const { driver, timers } = options
  const { quietAfterMs } = driver
  // Of a monitor that speaks only when it has measured, silence tells nothing.
  const lostAfterMs = quietAfterMs === Number.POSITIVE_INFINITY ? quietAfterMs : LINK_LOST_AFTER_MS
  const patience: LinePatience = { quietAfterMs, lostAfterMs }
  const reader = createReader(driver)
  let line = IDLE_LINE
  let opening: Opening | null = null
  let host: Host | null = null
  let hostWakeAtMs = Number.POSITIVE_INFINITY
  let cancelTimer = () => {}
  let closing: Promise<void> = Promise.resolve()
  let ended = false

  let goodFrames = 0
  let badFrames = 0
  let bytesIn = 0
  let lastByteAt: Instant | null = null
  let lastFrameAt: Instant | null = null
  let framesPerS = 0
  let toldTime: string | null = null
  let offsetS: number | null = null
  let beat = { atMs: timers.now().monoMs, goodFrames: 0, bytes: 0 }

  function view(): LinkView {
    return {
      state: line.state,
      sinceMonoMs: line.sinceMonoMs,
      goodFrames,
      badFrames,
      bytes: bytesIn,
      framesPerS,
      lastByteAt,
      lastFrameAt,
      clockOffsetS: offsetS,
      error: line.fault && describeFault(line.fault, options.port, driver),
      attempts: line.attempts,
    }
  }

  /** Takes what happened to the port, carries out what follows, and shows it. */
  function feed(input: LineInput): void {
    const before = line
    const settled = stepLine(line, input, timers.now().monoMs, patience, options.random())
    line = settled.line
    if (settled.order === 'close') closing = releasePort().then(() => feed({ kind: 'closed', reason: '' }))
    if (settled.order === 'open') void openPort()
    const changed =
      line.state !== before.state || line.fault !== before.fault || line.attempts !== before.attempts
    if (changed) options.onState(view())
    // Bytes alone only put the watchdog off: it may wake for nothing, and need not be set anew 60 times a second.
    if (changed || input.kind !== 'bytes') wakeInTime()
  }

  async function openPort(): Promise<void> {
    const mine: Opening = { transport: null, unsubscribe: [] }
    opening = mine
    try {
      await closing
      if (opening !== mine) return
      const transport = await options.createTransport()
      if (opening !== mine) return
      mine.transport = transport
      // Before its first byte, which may come while open() is still settling.
      reader.restart()
      mine.unsubscribe.push(
        transport.onData(receive),
        transport.onClose(reason => {
          if (opening === mine) leavePort({ kind: 'closed', reason })
        }),
      )
      await transport.open()
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      if (opening === mine) leavePort({ kind: 'openFailed', reason })
      return
    }
    if (opening === mine) begin()
  }

  function begin(): void {
    host = driver.createHost?.() ?? null
    feed({ kind: 'opened' })
    stepHost([], false)
  }

  /** The port has ended by itself, or never opened. The next opening waits for its release. */
  function leavePort(input: LineInput): void {
    closing = releasePort()
    feed(input)
  }

  /** Lets go of the present opening; resolves once its port is free, or has had its time. */
  async function releasePort(): Promise<void> {
    const old = opening
    opening = null
    host = null
    hostWakeAtMs = Number.POSITIVE_INFINITY
    framesPerS = 0
    for (const unsubscribe of old?.unsubscribe ?? []) unsubscribe()
    if (old?.transport) await within(old.transport.close(), CLOSE_WITHIN_MS, timers)
  }

  function receive(bytes: Uint8Array): void {
    if (ended) return
    const at = timers.now()
    options.onChunk?.('in', bytes, at)
    const heard = reader.read(bytes, at.monoMs)
    bytesIn += bytes.length
    goodFrames += heard.goodFrames
    badFrames += heard.badFrames
    lastByteAt = at
    feed({ kind: 'bytes' })
    if (heard.frame) {
      lastFrameAt = at
      noteClock(at)
      feed({ kind: 'frame' })
      options.onFrame?.(at)
    }
    if (heard.believed.length > 0) options.onSamples(heard.believed, at)
    host?.hear?.(bytes, at.monoMs)
    stepHost(heard.samples, heard.goodFrames > 0)
  }

  /** Where the monitor tells the time, ours is kept beside it (plausibility rules, 2.6). */
  function noteClock(at: Instant): void {
    const told = reader.deviceTime()
    if (told === null || told === toldTime) return
    toldTime = told
    offsetS = clockOffsetS(told, at.wallMs, driver)
  }

  function stepHost(samples: readonly Sample[], heard: boolean): void {
    if (!host) return
    const at = timers.now()
    const { send, wakeAtMs } = host.step(at.monoMs, samples, heard)
    hostWakeAtMs = wakeAtMs
    for (const bytes of send) {
      options.onChunk?.('out', bytes, at)
      opening?.transport?.write(bytes)
    }
    wakeInTime()
  }

  /** A monitor that streams, is associated or has its cuff tight is not left so when the link is ended on purpose. */
  function takeLeave(): Promise<void> | undefined {
    const transport = opening?.transport
    const words = host?.end?.() ?? []
    // It asks nothing more, and answers nothing.
    host = null
    hostWakeAtMs = Number.POSITIVE_INFINITY
    if (!transport || words.length === 0) return undefined
    const at = timers.now()
    for (const bytes of words) options.onChunk?.('out', bytes, at)
    return sendClosingBytes(transport, words, timers)
  }

  /** Sets the one timer of this link to whatever comes first: watchdog, host or beat. */
  function wakeInTime(): void {
    cancelTimer()
    cancelTimer = () => {}
    if (line.state === 'idle') return
    const lineAtMs = wakeLineAtMs(line, patience) ?? Number.POSITIVE_INFINITY
    const beatAtMs = beat.atMs + BEAT_MS
    const delayMs = Math.min(lineAtMs, hostWakeAtMs, beatAtMs) - timers.now().monoMs
    cancelTimer = timers.setTimer(Math.max(1, delayMs), wake)
  }

  function wake(): void {
    const nowMs = timers.now().monoMs
    if (nowMs - beat.atMs >= BEAT_MS) showCounts(nowMs)
    feed({ kind: 'tick' })
    if (nowMs >= hostWakeAtMs) stepHost([], false)
  }

  function showCounts(nowMs: number): void {
    const before = beat
    beat = { atMs: nowMs, goodFrames, bytes: bytesIn }
    const newFrames = line.port === 'open' ? goodFrames - before.goodFrames : 0
    const rate = Math.round((newFrames * SECOND_MS) / (nowMs - before.atMs))
    const changed = bytesIn !== before.bytes || rate !== framesPerS
    framesPerS = rate
    if (changed) options.onState(view())
  }

  // Not before the caller has the link in hand: its listeners may want it.
  queueMicrotask(() => {
    if (!ended) feed({ kind: 'start' })
  })

  return {
    view,
    command(command) {
      if (!driver.createHost) {
        return {
          ok: false,
          reason: `${driver.label} takes no orders from Vigil: use the buttons of the monitor.`,
        }
      }
      if (!host || line.state !== 'connected') {
        return { ok: false, reason: `The link to ${driver.label} is not up: use the buttons of the monitor.` }
      }
      const answer = host.command(command, timers.now().monoMs)
      if (answer.ok) stepHost([], false)
      return answer
    },
    async close() {
      ended = true
      const said = takeLeave()
      if (said !== undefined) await said
      feed({ kind: 'stop' })
      await closing
    },
  }
}
