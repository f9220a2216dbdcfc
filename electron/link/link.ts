import type { Driver } from '../../devices/driver.ts'
import { concatBytes } from '../../devices/kit/bytes.ts'
import { LINK_LOST_AFTER_MS } from '../../shared/alarm/rules/signal-loss.ts'
import type { LinkView } from '../../shared/link.ts'
import type { Sample } from '../../shared/reading.ts'
import type { Line, LineListeners } from '../core/contracts/lines.ts'
import type { Timers } from '../core/timers.ts'
import { sendClosingBytes } from './closing-bytes.ts'
import { describeFault } from './fault.ts'
import { createHeldPort } from './held-port.ts'
import { createHostTalk } from './host-talk.ts'
import { IDLE_LINE, type LineInput, type LinePatience, stepLine, wakeLineAtMs } from './link-state.ts'
import { createReader } from './reader.ts'
import { nameSymptom, SYMPTOM_BYTES, type Symptom } from './symptoms.ts'
import { createTally } from './tally.ts'
import type { Transport } from './transport.ts'

export interface LinkOptions extends LineListeners {
  readonly driver: Driver
  /** The port's name in sentences for people. */
  readonly port: string
  /** A fresh transport for each opening. What it throws counts as an opening that failed. */
  readonly createTransport: () => Transport | Promise<Transport>
  readonly timers: Timers
  /** 0 up to 1, for the jitter of the back-off. */
  readonly random: () => number
}

const NO_BYTES = new Uint8Array(0)

/**
 * Opens the line to one device and keeps it open until `close()`. Bytes are sent only to this port, and only if the
 * driver has a host that asks; every other driver is a listener.
 */
export function openLink(options: LinkOptions): Line {
  const { driver, timers } = options
  const { quietAfterMs } = driver
  // Of a monitor that speaks only when it has measured, silence tells nothing.
  const lostAfterMs = quietAfterMs === Number.POSITIVE_INFINITY ? quietAfterMs : LINK_LOST_AFTER_MS
  const staysOpen = options.port.startsWith('tcp-listen:')
  const patience: LinePatience = { quietAfterMs, lostAfterMs, staysOpen }
  const nowMs = () => timers.now().monoMs
  const reader = createReader(driver)
  const tally = createTally(driver, nowMs())
  const talk = createHostTalk(driver, nowMs, send)
  const port = createHeldPort({
    createTransport: options.createTransport,
    timers,
    onFresh: reader.restart,
    onData: receive,
    onRemark(text) {
      remark = text
      options.onState(view())
    },
    onOpened() {
      talk.begin()
      feed({ kind: 'opened' })
      stepHost([], false)
    },
    onLost(kind, reason) {
      fallSilent()
      feed({ kind, reason })
    },
  })
  let line = IDLE_LINE
  /** The newest bytes of this opening, while none of them was a frame. */
  let unread: Uint8Array = NO_BYTES
  let symptom: Symptom | null = null
  /** What the port says of itself while it is open. */
  let remark: string | null = null
  let cancelTimer = () => {}
  let closing: Promise<void> = Promise.resolve()
  let ended = false

  function view(): LinkView {
    return {
      ...tally.counts(),
      state: line.state,
      sinceMonoMs: line.sinceMonoMs,
      error: line.fault ? describeFault(line.fault, options.port, driver, symptom) : remark,
      attempts: line.attempts,
    }
  }

  /** Takes what happened to the port, carries out what follows, and shows it. */
  function feed(input: LineInput): void {
    const before = line
    const settled = stepLine(line, input, nowMs(), patience, options.random())
    line = settled.line
    if (line.fault?.kind === 'noFrames' && line.fault !== before.fault) symptom = nameSymptom(unread, driver)
    if (settled.order === 'close') {
      fallSilent()
      closing = port.release().then(() => feed({ kind: 'closed', reason: '' }))
    }
    if (settled.order === 'open') void port.open()
    const changed =
      line.state !== before.state || line.fault !== before.fault || line.attempts !== before.attempts
    if (changed) options.onState(view())
    // Bytes alone only put the watchdog off: it may wake for nothing, and need not be set anew 60 times a second.
    if (changed || input.kind !== 'bytes') wakeInTime()
  }

  function fallSilent(): void {
    remark = null
    talk.stop()
    tally.rest()
  }

  function receive(bytes: Uint8Array): void {
    if (ended) return
    const at = timers.now()
    options.onChunk?.('in', bytes, at)
    const heard = reader.read(bytes, at.monoMs)
    tally.count(bytes.length, heard, at)
    unread = heard.goodFrames > 0 ? NO_BYTES : concatBytes([unread, bytes]).slice(-SYMPTOM_BYTES)
    feed({ kind: 'bytes' })
    if (heard.frame) {
      tally.countFrame(at, reader.deviceTime())
      feed({ kind: 'frame' })
      options.onFrame?.(at)
    }
    if (heard.believed.length > 0) options.onSamples(heard.believed, at)
    talk.hear(bytes)
    stepHost(heard.samples, heard.goodFrames > 0)
  }

  /** What came last may be whole now. */
  function hearNothing(atMs: number): void {
    const heard = reader.read(NO_BYTES, atMs)
    if (heard.samples.length === 0 && heard.goodFrames === 0) return
    const at = timers.now()
    tally.count(0, heard, at)
    if (heard.frame) {
      tally.countFrame(at, reader.deviceTime())
      feed({ kind: 'frame' })
      options.onFrame?.(at)
    }
    if (heard.believed.length > 0) options.onSamples(heard.believed, at)
  }

  function stepHost(samples: readonly Sample[], heard: boolean): void {
    if (!driver.createHost) return
    talk.step(samples, heard)
    wakeInTime()
  }

  function send(chunks: readonly Uint8Array[]): void {
    for (const bytes of chunks) {
      options.onChunk?.('out', bytes, timers.now())
      port.transport()?.write(bytes)
    }
  }

  /** A monitor that streams, is associated or has its cuff tight is not left so when the link is ended on purpose. */
  function sendEnd(): Promise<void> | undefined {
    const transport = port.transport()
    const chunks = talk.end()
    if (!transport || chunks.length === 0) return undefined
    for (const bytes of chunks) options.onChunk?.('out', bytes, timers.now())
    return sendClosingBytes(transport, chunks, timers)
  }

  /** Sets the one timer of this link to whatever comes first: watchdog, host or beat. */
  function wakeInTime(): void {
    cancelTimer()
    cancelTimer = () => {}
    if (line.state === 'idle') return
    const lineAtMs = wakeLineAtMs(line, patience) ?? Number.POSITIVE_INFINITY
    const delayMs = Math.min(lineAtMs, talk.wakeAtMs(), tally.beatAtMs()) - nowMs()
    cancelTimer = timers.setTimer(Math.max(1, delayMs), wake)
  }

  function wake(): void {
    const atMs = nowMs()
    if (tally.beat(atMs, line.port === 'open')) options.onState(view())
    if (driver.endsInSilence && line.port === 'open') hearNothing(atMs)
    feed({ kind: 'tick' })
    if (atMs >= talk.wakeAtMs()) stepHost([], false)
  }

  // Not before the caller has the link in hand: its listeners may want it.
  queueMicrotask(() => {
    if (!ended) feed({ kind: 'start' })
  })

  return {
    view,
    command(command) {
      const answer = talk.command(command, line.state === 'connected')
      if (answer.ok) wakeInTime()
      return answer
    },
    async close() {
      ended = true
      await sendEnd()
      feed({ kind: 'stop' })
      await Promise.all([closing, port.released()])
    },
  }
}
