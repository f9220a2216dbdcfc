import type { AlarmEvent } from '../alarm/types.ts'
import type { ClinicSet } from '../clinic-set/clinic-set.ts'
import type { Preset } from '../presets/preset.ts'
import type { Reading } from '../reading.ts'
import { gate } from '../record/gate.ts'
import type { SessionEvent } from '../record/index.ts'
import { CLOCK_STEP_MS, type Instant } from '../time.ts'
import { english } from '../words/en/index.ts'
import { type WhyNot, wordRefusal } from '../words/refusal.ts'
import { type RoomInput, stepRoom } from './room.ts'
import { openRoom, type RoomState, restoreRoom } from './room-state.ts'
import type { Gap, Script } from './script.ts'

/*
 * Replaying a session script runs the very code that watches patients, on a virtual clock, so the same script always gives
 * the same events.
 */

/** An event of a replay, with its time from dose start in seconds. */
export type ReplayEvent = { readonly t: number } & (AlarmEvent | SessionEvent)

export interface Replay {
  readonly state: RoomState
  readonly readings: readonly Reading[]
  /** Everything that happened, with its instant. */
  readonly log: readonly { readonly at: Instant; readonly entry: AlarmEvent | SessionEvent }[]
}

const TICK_S = 1

export interface ReplayOptions {
  readonly preset: Preset
  readonly clinicSet?: ClinicSet
  readonly sessionId: string
  /** Wall time of t = 0, in ms. */
  readonly t0WallMs: number
  readonly weightKg?: number
  onEvent?(event: ReplayEvent): void
  onReading?(reading: Reading, t: number): void
}

/**
 * Runs a script on a virtual clock with a tick each second. Monotonic time 0 lies at the first line.
 *
 * Actions that are refused appear as session events of kind `gate` with `refused` and are otherwise without effect.
 */
export function replayScript(script: Script, options: ReplayOptions): Replay {
  const firstT = script.steps[0]?.t ?? 0
  let clockAheadMs = 0
  /** How far Vigil's own line has got ahead of the script's time, by a wall clock that was wrong at another start. */
  let lineAheadMs = 0
  const instant = (t: number): Instant => ({
    monoMs: Math.round((t - firstT) * 1000) + lineAheadMs,
    wallMs: options.t0WallMs + Math.round(t * 1000) + clockAheadMs,
  })
  let state = openRoom(
    {
      sessionId: options.sessionId,
      room: 'replay',
      preset: options.preset,
      clinicSet: options.clinicSet,
      patient: { initials: 'RPL', birthYear: 1980, recordId: 'replay', weightKg: options.weightKg ?? 70 },
      by: 'replay',
      simulated: false,
      speed: 1,
    },
    instant(firstT),
  )
  const readings: Reading[] = []
  const log: { at: Instant; entry: AlarmEvent | SessionEvent }[] = []

  function apply(t: number, input: RoomInput): void {
    const stepped = stepRoom(state, input, instant(t))
    state = stepped.state
    for (const reading of stepped.readings) {
      readings.push(reading)
      options.onReading?.(reading, t)
    }
    const { refused } = stepped
    const events = refused === undefined ? stepped.events : [...stepped.events, refusalEvent(input, refused)]
    for (const entry of events) {
      log.push({ at: instant(t), entry })
      options.onEvent?.({ t: round(t), ...entry })
    }
  }

  // A script has no links. A device counts as linked from its first streamed value, so that a stream that stops is a lost
  // link, while a single cuff reading promises nothing.
  const streaming = new Set<string>()
  function watch(t: number, input: RoomInput): void {
    if (input.kind !== 'sample' || input.sample.kind !== 'vital' || streaming.has(input.source.id)) return
    streaming.add(input.source.id)
    apply(t, { kind: 'devices', devices: [...streaming].map(id => ({ id, label: id })) })
  }
  let nextTick = Math.ceil(firstT)
  let awayUntil = Number.NEGATIVE_INFINITY
  /** Vigil stands still from `t` on: no tick, no sample; then the stored state is taken up again. */
  function standStill(t: number, { lengthS, cause, boot, stepS }: Gap): void {
    const gapFrom = instant(t)
    awayUntil = t + lengthS
    if (cause === 'restart') state = restoreRoom(JSON.parse(JSON.stringify(state)) as RoomState)
    clockAheadMs += stepS * 1000
    const byWallMs = (lengthS + stepS) * 1000
    const isSure = boot === 'same'
    if (!isSure) lineAheadMs += Math.max(0, byWallMs) - lengthS * 1000
    apply(awayUntil, { kind: 'resumed', gapFrom, cause, ...(isSure ? {} : { byWallMs }) })
    if (isSure) tellStep(awayUntil, stepS)
    nextTick = Math.ceil(awayUntil)
  }
  function stepClock(t: number, stepS: number): void {
    clockAheadMs += stepS * 1000
    tellStep(t, stepS)
  }
  function tellStep(t: number, stepS: number): void {
    if (Math.abs(stepS) * 1000 > CLOCK_STEP_MS) apply(t, { kind: 'clockStep', stepMs: stepS * 1000 })
  }

  for (const { t, input } of script.steps) {
    while (nextTick < t) {
      apply(nextTick, { kind: 'tick' })
      nextTick += TICK_S
    }
    if (input === 'end' || t < awayUntil) continue
    if (input.kind === 'gap') standStill(t, input)
    else if (input.kind === 'clock') stepClock(t, input.stepS)
    else {
      watch(t, input)
      apply(t, input)
    }
  }
  apply(nextTick, { kind: 'tick' })
  return { state, readings, log }
}

/** What a script gives out is English: its fields and texts are fixed. */
function refusalEvent(input: RoomInput, refused: WhyNot): SessionEvent {
  const action = input.kind === 'action' ? input.action : null
  return gate.of({
    refused: wordRefusal(refused, english),
    do: action?.do ?? null,
    by: action?.by ?? 'replay',
  })
}

function round(t: number): number {
  return Math.round(t * 1000) / 1000
}
