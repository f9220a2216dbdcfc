import { phrase } from '../../shared/words/host.ts'
import type { Host, MonitorCommand } from '../driver.ts'
import { requests, writeRequest } from './frame.ts'
import { createParser } from './parser.ts'
import { isNotFitted, type Reply } from './replies.ts'

/** Requests leave this far apart, four a second: a late answer to one is then in before the next goes out. */
const SLOT_MS = 250
const REPLY_TIMEOUT_MS = 1000
/** How often a request is sent in a row before it counts as unanswered for good, as the maker's library does it. */
const TRIES = 3
/** After so many misses the monitor counts as gone, and is asked more slowly. */
const MISSES_TO_SLOW_DOWN = 5
const SLOW_MS = 2000
const NIBP_BUSY_MS = 1000
const NIBP_IDLE_MS = 2000
const OXIMETER_MS = 1000
const RATE_MS = 1000
const TEMPERATURE_MS = 30_000
/** What is not fitted, or off, is asked for this seldom: it may be switched on. */
const NOT_FITTED_MS = 60_000
/** A monitor without a thermometer may not answer at all; it is not asked for ever. */
const TEMPERATURE_TRIES = 2
/** How long a start may take to show as "busy". */
const START_SHOWS_WITHIN_MS = 5000

interface Poll {
  readonly request: string
  dueMs: number
  isFitted: boolean
}

/** Asks in turn, one request outstanding, and starts or stops the cuff when a person says so. */
export function createHost(): Host {
  const pollOf = (request: string): Poll => ({
    request,
    dueMs: Number.NEGATIVE_INFINITY,
    isFitted: true,
  })
  const nibp = pollOf(requests.readNibp)
  const oximeter = pollOf(requests.readOximeter)
  const rate = pollOf(requests.readRate)
  const temperature = pollOf(requests.readTemperature)
  const polls = [nibp, oximeter, rate, temperature]
  const commandRequests: Readonly<Record<MonitorCommand, string>> = {
    startNibp: requests.startNibp,
    stopNibp: requests.stopNibp,
  }
  /** What the monitor has answered since the last step. */
  let replies: Reply[] = []
  const reader = createParser(reply => replies.push(reply))
  /** Blocks of a binary stream came, and no answer: the monitor does not hear what it is asked. */
  let hasBlocks = false
  let queued: MonitorCommand | null = null
  let waiting: { readonly request: string; readonly sinceMs: number; readonly tries: number } | null = null
  /** The last request that was given up: its answer may still come, and be taken for that of the next. */
  let overdue: { readonly request: string; readonly untilMs: number } | null = null
  /** A request that is sent again. */
  let again: { readonly request: string; readonly tries: number } | null = null
  let nextSlotMs = Number.NEGATIVE_INFINITY
  let misses = 0
  let temperatureMisses = 0
  let isBusy = false
  let startedAtMs: number | null = null

  function isStarting(nowMs: number): boolean {
    return startedAtMs !== null && nowMs < startedAtMs + START_SHOWS_WITHIN_MS
  }

  function everyMs(poll: Poll, nowMs: number): number {
    if (!poll.isFitted) return NOT_FITTED_MS
    if (poll === nibp) return isBusy || isStarting(nowMs) ? NIBP_BUSY_MS : NIBP_IDLE_MS
    if (poll === temperature) return TEMPERATURE_MS
    return poll === oximeter ? OXIMETER_MS : RATE_MS
  }

  /** A command before all, then what was not answered, then the request most overdue. */
  function nextRequest(nowMs: number): { readonly request: string; readonly tries: number } | null {
    if (queued !== null) {
      const command = queued
      queued = null
      again = null
      startedAtMs = command === 'startNibp' ? nowMs : null
      nibp.dueMs = Math.min(nibp.dueMs, nowMs)
      return { request: commandRequests[command], tries: 1 }
    }
    if (again !== null) {
      const { request, tries } = again
      again = null
      return { request, tries: tries + 1 }
    }
    const asked = temperatureMisses < TEMPERATURE_TRIES ? polls : polls.filter(poll => poll !== temperature)
    const poll = asked.reduce((first, other) => (other.dueMs < first.dueMs ? other : first))
    if (poll.dueMs > nowMs) return null
    poll.dueMs = nowMs + everyMs(poll, nowMs)
    return { request: poll.request, tries: 1 }
  }

  /** It was not answered, or refused: a stop is said again until it is heard, a start never: the cuff could be inflated twice. */
  function miss({ request, tries }: { readonly request: string; readonly tries: number }): void {
    if (request === requests.readTemperature) temperatureMisses += 1
    misses += 1
    const isWorthIt = request !== requests.readTemperature && request !== requests.startNibp
    if (isWorthIt && tries < TRIES) again = { request, tries }
  }

  function takeAnswer(nowMs: number): void {
    const refused = replies.find(reply => reply.kind === 'refused')
    const asked = waiting
    if (refused && asked && overdue && overdue.request !== asked.request && nowMs < overdue.untilMs) {
      // Whose refusal it is, nobody can say: the request that waits goes on waiting, and is said again if it was its own.
      overdue = null
      return
    }
    const poll = polls.find(({ request }) => request === asked?.request)
    waiting = null
    if (refused && asked && !isNotFitted(refused)) {
      miss(asked)
      return
    }
    if (poll) poll.isFitted = refused === undefined
    if (poll && refused) poll.dueMs = nowMs + NOT_FITTED_MS
    if (poll === temperature) temperatureMisses = 0
    misses = 0
  }

  return {
    commands: ['startNibp', 'stopNibp'],

    command(command, nowMs) {
      if (command === 'startNibp') {
        if (isBusy || queued === 'startNibp' || isStarting(nowMs))
          return { ok: false, reason: phrase.monitors.cuffMeasuring }
        if (misses >= MISSES_TO_SLOW_DOWN)
          return {
            ok: false,
            reason: phrase.drivers['dinamap-host'].doesNotAnswer,
          }
      }
      queued = command
      return { ok: true }
    },

    hear(bytes) {
      const before = reader.goodFrames
      const known = replies.length
      reader.push(bytes)
      hasBlocks = reader.goodFrames > before && replies.length === known
    },

    step(nowMs, samples, heard) {
      for (const sample of samples) {
        if (sample.kind === 'device' && sample.state === 'cuffInflating') {
          isBusy = true
          nibp.dueMs = Math.min(nibp.dueMs, nowMs + NIBP_BUSY_MS)
        }
        if (sample.kind === 'device' && sample.state === 'cuffIdle') isBusy = false
        if (sample.kind === 'nibp') startedAtMs = null
      }
      if (isBusy) startedAtMs = null
      if (heard && !hasBlocks) takeAnswer(nowMs)
      replies = []
      hasBlocks = false
      if (waiting !== null) {
        const timeoutMs = waiting.sinceMs + REPLY_TIMEOUT_MS
        if (nowMs < timeoutMs) return { send: [], wakeAtMs: timeoutMs }
        miss(waiting)
        overdue = { request: waiting.request, untilMs: nowMs + REPLY_TIMEOUT_MS }
        waiting = null
        if (misses >= MISSES_TO_SLOW_DOWN) nextSlotMs = nowMs + SLOW_MS - REPLY_TIMEOUT_MS
      }
      if (nowMs < nextSlotMs) return { send: [], wakeAtMs: nextSlotMs }

      const next = nextRequest(nowMs)
      nextSlotMs = nowMs + SLOT_MS
      if (next === null) return { send: [], wakeAtMs: nextSlotMs }
      waiting = { ...next, sinceMs: nowMs }
      return { send: [writeRequest(next.request)], wakeAtMs: nowMs + REPLY_TIMEOUT_MS }
    },
  }
}
