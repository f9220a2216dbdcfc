import type { Driver, LineSettings } from '../../devices/driver.ts'
import { otherLinesOf } from '../../devices/lines.ts'
import type { Sample } from '../../shared/reading.ts'
import { SECOND_MS } from '../../shared/time.ts'
import type { Identification } from '../../shared/views.ts'
import { phrase } from '../../shared/words/host.ts'
import type { Timers } from '../core/timers.ts'
import {
  describeLine,
  describeSymptom,
  nameSymptom,
  sendClosingBytes,
  type Transport,
  TransportError,
} from '../link/index.ts'
import { createDriverFit, type DriverFit, share } from './driver-fit.ts'

/** How long each line setting is listened to, and each polled monitor asked, at least … */
export const LISTEN_MS = 3 * SECOND_MS
/** … and at most, while what comes fits but is too little to be sure: some monitors send a line in two seconds. */
export const LISTEN_AT_MOST_MS = 12 * SECOND_MS
/** How often it is decided whether to listen on. */
const LISTEN_ON_MS = 250

export interface IdentifyOptions {
  readonly port: string
  readonly drivers: readonly Driver[]
  /** Driver ids whose cable or chip this may be, likeliest first: tried first. */
  readonly likely: readonly string[]
  /** A person has said that this port may be asked. */
  readonly mayProbe: boolean
  readonly createTransport: (line: LineSettings) => Transport
  /** A device server holds the line's settings: it is listened to once, for all drivers. */
  readonly lineIsFixed?: boolean
  readonly timers: Timers
  /** `perhaps`: the driver for whose sake it listens on. */
  readonly onStep?: (step: number, of: number, trying: string, perhaps?: string) => void
}

/** One thing to try: listen at these settings, or ask as this driver does. */
type Trial =
  | (LineGroup & { readonly kind: 'listen' })
  | { readonly kind: 'ask'; readonly line: LineSettings; readonly driver: Driver }

/**
 * Finds out which monitor is on a port. First it only listens, at each line setting that a streaming driver has; every
 * such driver reads along, and its good frames are weighed against all bytes. Monitors that must be asked are asked only
 * if a person has allowed that: what wakes one of them could start another's cuff.
 *
 * @throws TransportError where the port cannot be opened, or goes
 */
export async function identifyPort(options: IdentifyOptions): Promise<Identification> {
  const trials = planTrials(options)
  const heard: DriverFit[] = []
  const tried = new Set<string>()
  for (const [index, trial] of trials.entries()) {
    // Who sends is heard at any speed, if garbled: a line that was silent is silent at its other speeds too.
    if (trial.kind === 'listen' && isOther(trial) && countBytes(heard) === 0) continue
    tried.add(nameLine(trial.line, options))
    const tell = (perhaps?: string) =>
      options.onStep?.(index + 1, trials.length, describeTrial(trial, options), perhaps)
    tell()
    const candidates = await (trial.kind === 'listen'
      ? listen(trial, options, tell)
      : ask(trial, options, tell))
    heard.push(...candidates)
    // Once the right speed is found, others could only add noise.
    if (candidates.some(isSure)) break
  }
  const best = heard.toSorted(
    (a, b) => share(b.weigh()) - share(a.weigh()) || b.weigh().fitBytes - a.weigh().fitBytes,
  )
  const found = best.find(isSure)?.weigh() ?? null
  return {
    driver: found?.driver ?? null,
    baudRate: found?.baudRate ?? null,
    fits: best.map(fit => fit.weigh()).filter(fit => fit.goodFrames > 0),
    bytes: countBytes(heard),
    lines: [...tried],
    sentence: describeFind(options, best, [...tried]),
  }
}

/** What a cable's chip suggests comes first; the usual line of a driver before its others. */
function planTrials({ drivers, likely, mayProbe, lineIsFixed = false }: IdentifyOptions): readonly Trial[] {
  const rank = ({ id }: Driver) => (likely.includes(id) ? likely.indexOf(id) : likely.length)
  // No serial line has a monitor that speaks over the network alone.
  const there = lineIsFixed ? drivers : drivers.filter(({ network }) => !network)
  const byLikelihood = there.toSorted((a, b) => rank(a) - rank(b))
  const passive = byLikelihood.filter(({ createHost, network }) => network || !createHost)
  const asked = mayProbe ? byLikelihood.filter(driver => driver.createHost) : []
  const othersOf = (driver: Driver) => (lineIsFixed ? [] : otherLinesOf(driver))
  const listening = groupByLine(
    [
      ...passive.map(driver => [driver.line, driver] as const),
      ...passive.flatMap(driver => othersOf(driver).map(line => [line, driver] as const)),
    ],
    lineIsFixed,
  )
  return [
    ...listening.map((group): Trial => ({ kind: 'listen', ...group })),
    ...asked.flatMap(driver =>
      [driver.line, ...othersOf(driver)].map((line): Trial => ({ kind: 'ask', line, driver })),
    ),
  ]
}

interface LineGroup {
  readonly line: LineSettings
  readonly drivers: readonly Driver[]
}

/** One opening serves all drivers of the same line. */
function groupByLine(
  pairs: readonly (readonly [LineSettings, Driver])[],
  lineIsFixed: boolean,
): readonly LineGroup[] {
  const groups = Map.groupBy(pairs, ([line]) => (lineIsFixed ? '' : JSON.stringify(line)))
  return [...groups.values()].flatMap(([first, ...rest]) =>
    first ? [{ line: first[0], drivers: [first, ...rest].map(([, driver]) => driver) }] : [],
  )
}

/** No driver of these has the line as its usual one. */
function isOther({ line, drivers }: LineGroup): boolean {
  return drivers.every(driver => JSON.stringify(driver.line) !== JSON.stringify(line))
}

function nameLine(line: LineSettings, { lineIsFixed }: IdentifyOptions): string {
  return lineIsFixed ? phrase.lines.speedOfDeviceServer : describeLine(line)
}

function describeTrial(trial: Trial, options: IdentifyOptions): string {
  const line = nameLine(trial.line, options)
  return trial.kind === 'listen' ? line : `${trial.driver.words.label}, ${line}`
}

type Tell = (perhaps: string) => void

async function listen(
  { line, drivers }: Extract<Trial, { kind: 'listen' }>,
  { createTransport, timers, lineIsFixed }: IdentifyOptions,
  tell: Tell,
): Promise<readonly DriverFit[]> {
  const candidates = drivers.map(driver =>
    createDriverFit(driver, lineIsFixed ? driver.line.baudRate : line.baudRate, false),
  )
  await withLine(createTransport(line), timers, candidates, tell, bytes => {
    for (const fit of candidates) fit.hear(bytes, timers.now().monoMs)
  })
  return candidates
}

async function ask(
  { line, driver }: Extract<Trial, { kind: 'ask' }>,
  { createTransport, timers }: IdentifyOptions,
  tell: Tell,
): Promise<readonly DriverFit[]> {
  const fit = createDriverFit(driver, line.baudRate, true)
  const host = driver.createHost?.()
  const transport = createTransport(line)
  let cancel = () => {}
  function stepHost(samples: readonly Sample[], heard: boolean): void {
    if (!host) return
    cancel()
    const nowMs = timers.now().monoMs
    const { send, wakeAtMs } = host.step(nowMs, samples, heard)
    for (const bytes of send) transport.write(bytes)
    cancel = timers.setTimer(Math.max(1, wakeAtMs - nowMs), () => stepHost([], false))
  }
  function hear(bytes: Uint8Array): void {
    const nowMs = timers.now().monoMs
    const { samples, heard } = fit.hear(bytes, nowMs)
    host?.hear?.(bytes, nowMs)
    stepHost(samples, heard)
  }
  try {
    await withLine(transport, timers, [fit], tell, hear, {
      begin: () => stepHost([], false),
      // What has been asked for is called off: the next trial, or the link itself, finds the line as it was.
      end() {
        cancel()
        return sendClosingBytes(transport, host?.end?.() ?? [], timers)
      },
    })
  } finally {
    cancel()
  }
  return [fit]
}

/** Opens the line, lets it speak for its time, and gives the port back. */
async function withLine(
  transport: Transport,
  timers: Timers,
  candidates: readonly DriverFit[],
  tell: Tell,
  hear: (bytes: Uint8Array) => void,
  talk?: { begin(): void; end(): Promise<void> | undefined },
): Promise<void> {
  let gone: string | null = null
  const stops = [
    transport.onData(hear),
    transport.onClose(reason => {
      gone = reason
    }),
  ]
  const wait = (ms: number) => new Promise<void>(resolve => timers.setTimer(ms, resolve))
  try {
    await transport.open()
    talk?.begin()
    await wait(LISTEN_MS)
    for (let listenedMs = LISTEN_MS; gone === null && !candidates.some(isSure); listenedMs += LISTEN_ON_MS) {
      const perhaps = candidates.find(fit => fit.verdict() === 'perhaps')
      if (listenedMs >= (perhaps ? LISTEN_AT_MOST_MS : longestSilenceMs(candidates))) break
      if (perhaps) tell(perhaps.driver.id)
      await wait(LISTEN_ON_MS)
    }
    if (gone !== null) throw new TransportError('failed', gone)
    for (const stop of stops) stop()
    await talk?.end()
  } finally {
    for (const stop of stops) stop()
    await transport.close()
  }
}

/** For so long one of these may say nothing. One that speaks only when it has measured cannot be waited for. */
function longestSilenceMs(candidates: readonly DriverFit[]): number {
  return Math.max(...candidates.map(({ driver }) => driver.quietAfterMs).filter(Number.isFinite))
}

/** Most that came at any one line setting. */
function countBytes(candidates: readonly DriverFit[]): number {
  return Math.max(0, ...candidates.map(fit => fit.weigh().bytes))
}

function isSure(fit: DriverFit): boolean {
  return fit.verdict() === 'fits'
}

const number = new Intl.NumberFormat('en')

function describeFind(
  { port, mayProbe }: IdentifyOptions,
  candidates: readonly DriverFit[],
  lines: readonly string[],
): string {
  const said = (fit: DriverFit) => {
    const { driver, fitBytes, bytes, baudRate } = fit.weigh()
    const speed = baudRate === fit.driver.line.baudRate ? '' : phrase.lines.atBaudRate(baudRate)
    return phrase.lines.bytesFit(number.format(fitBytes), number.format(bytes), bytes, driver, speed)
  }
  const found = candidates.find(isSure)
  if (found) return `${said(found)}.`
  const perhaps = candidates.find(fit => fit.verdict() === 'perhaps')
  if (perhaps) {
    const { goodFrames } = perhaps.weigh()
    return phrase.lines.notSureYet(said(perhaps), goodFrames, perhaps.driver.words.label)
  }
  const best = candidates.find(fit => fit.weigh().goodFrames > 0)
  if (best) return phrase.lines.notSureOnly(said(best), port)
  const bytes = countBytes(candidates)
  const symptom = bytes > 0 ? describeParity(port, candidates) : null
  if (symptom !== null) return symptom
  if (bytes > 0) return phrase.lines.nothingFits(port, number.format(bytes), lines.join(', '))
  const asked = mayProbe ? phrase.lines.nothingAnswers : phrase.lines.mustBeAsked
  return phrase.lines.noBytesCome(port, asked)
}

/** Where a driver's frames are there but for a parity bit, that is what is wrong; null: of none. */
function describeParity(port: string, candidates: readonly DriverFit[]): string | null {
  for (const fit of candidates) {
    const symptom = nameSymptom(fit.unread(), fit.driver)
    // Other signs could be of any monitor at any speed.
    if (symptom?.kind !== 'parity' || !symptom.likely.startsWith('7')) continue
    return describeSymptom(symptom, port, { ...fit.driver.line, baudRate: fit.weigh().baudRate })
  }
  return null
}
