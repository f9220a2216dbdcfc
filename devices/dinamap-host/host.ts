import type { Host, MonitorCommand } from '../driver.ts'
import { CR, requests, writeFrame } from './frame.ts'

/** Requests leave this far apart, four a second: a late answer to one is then in before the next goes out. */
const SLOT_MS = 250
const REPLY_TIMEOUT_MS = 1000
/** After so many unanswered requests the monitor's line is cleared with a lone CR. */
const MISSES_TO_CLEAR = 2
/** After so many the monitor counts as gone, and is asked more slowly. */
const MISSES_TO_SLOW_DOWN = 5
const SLOW_MS = 2000
const NIBP_BUSY_MS = 1000
const NIBP_IDLE_MS = 2000
const OXIMETER_MS = 1000
const RATE_MS = 1000
const TEMPERATURE_MS = 30_000
/** A monitor without a thermometer does not answer; it is not asked for ever. */
const TEMPERATURE_TRIES = 2
/** How long a start may take to show as "busy". */
const START_SHOWS_WITHIN_MS = 5000

interface Poll {
  readonly request: string
  dueMs: number
}

/** Asks in turn, one request outstanding, and starts or stops the cuff when a person says so. */
export function createHost(): Host {
  const nibp: Poll = { request: requests.readNibp, dueMs: Number.NEGATIVE_INFINITY }
  const oximeter: Poll = { request: requests.readOximeter, dueMs: Number.NEGATIVE_INFINITY }
  const rate: Poll = { request: requests.readRate, dueMs: Number.NEGATIVE_INFINITY }
  const temperature: Poll = { request: requests.readTemperature, dueMs: Number.NEGATIVE_INFINITY }
  const commandRequests: Readonly<Record<MonitorCommand, string>> = {
    startNibp: requests.startNibp,
    stopNibp: requests.stopNibp,
  }
  let queued: MonitorCommand | null = null
  let waiting: { readonly request: string; readonly sinceMs: number } | null = null
  let nextSlotMs = Number.NEGATIVE_INFINITY
  let misses = 0
  let temperatureMisses = 0
  let isBusy = false
  let startedAtMs: number | null = null

  function nibpEveryMs(nowMs: number): number {
    return isBusy || isStarting(nowMs) ? NIBP_BUSY_MS : NIBP_IDLE_MS
  }
  function isStarting(nowMs: number): boolean {
    return startedAtMs !== null && nowMs < startedAtMs + START_SHOWS_WITHIN_MS
  }

  /** The request most overdue; a command before all. */
  function nextRequest(nowMs: number): string | null {
    if (queued !== null) {
      const command = queued
      queued = null
      startedAtMs = command === 'startNibp' ? nowMs : null
      nibp.dueMs = Math.min(nibp.dueMs, nowMs)
      return commandRequests[command]
    }
    const polls =
      temperatureMisses < TEMPERATURE_TRIES ? [nibp, oximeter, rate, temperature] : [nibp, oximeter, rate]
    const poll = polls.reduce((first, other) => (other.dueMs < first.dueMs ? other : first))
    if (poll.dueMs > nowMs) return null
    poll.dueMs = nowMs + everyMs(poll, nowMs)
    return poll.request
  }
  function everyMs(poll: Poll, nowMs: number): number {
    if (poll === nibp) return nibpEveryMs(nowMs)
    if (poll === temperature) return TEMPERATURE_MS
    return poll === oximeter ? OXIMETER_MS : RATE_MS
  }

  function miss(request: string): void {
    if (request === requests.readTemperature) temperatureMisses += 1
    misses += 1
  }

  return {
    commands: ['startNibp', 'stopNibp'],

    command(command, nowMs) {
      if (command === 'startNibp') {
        if (isBusy || queued === 'startNibp' || isStarting(nowMs))
          return { ok: false, reason: 'The cuff is measuring; wait for its result, or stop it first.' }
        if (misses >= MISSES_TO_SLOW_DOWN)
          return {
            ok: false,
            reason: 'The monitor does not answer; check that it is on and its cable is in.',
          }
      }
      queued = command
      return { ok: true }
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
      if (heard) {
        if (waiting?.request === requests.readTemperature) temperatureMisses = 0
        misses = 0
        waiting = null
      }
      if (waiting !== null) {
        const timeoutMs = waiting.sinceMs + REPLY_TIMEOUT_MS
        if (nowMs < timeoutMs) return { send: [], wakeAtMs: timeoutMs }
        miss(waiting.request)
        waiting = null
        if (misses >= MISSES_TO_SLOW_DOWN) nextSlotMs = nowMs + SLOW_MS - REPLY_TIMEOUT_MS
      }
      if (nowMs < nextSlotMs) return { send: [], wakeAtMs: nextSlotMs }

      const request = nextRequest(nowMs)
      nextSlotMs = nowMs + SLOT_MS
      if (request === null) return { send: [], wakeAtMs: nextSlotMs }
      waiting = { request, sinceMs: nowMs }
      const send = [writeFrame(request)]
      // Ends whatever half a request the monitor may still hold.
      if (misses >= MISSES_TO_CLEAR) send.unshift(Uint8Array.of(CR))
      return { send, wakeAtMs: nowMs + REPLY_TIMEOUT_MS }
    },
  }
}
