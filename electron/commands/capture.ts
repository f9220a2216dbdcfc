import type { Driver } from '../../devices/driver.ts'
import { findDriver } from '../../devices/index.ts'
import { step } from '../../shared/alarm/step.ts'
import type { Preset } from '../../shared/presets/index.ts'
import type { Source } from '../../shared/reading.ts'
import { type RoomInput, stepRoom } from '../../shared/session/room.ts'
import { openRoom } from '../../shared/session/room-state.ts'
import type { Instant } from '../../shared/time.ts'
import { createReader } from '../link/index.ts'
import { type Capture, CaptureError, readCapture } from '../ports/capture/format.ts'
import { Failure } from './outcome.ts'

/** The driver that a capture names. @throws Failure where this Vigil has none of that name */
export function requireDriverIn(id: string): Driver {
  const driver = findDriver(id)
  if (!driver) throw new Failure(`This Vigil has no driver "${id}": use the version that made it.`)
  return driver
}

/** A capture and the driver it was made with. @throws Failure with what is wrong with it */
export function openCapture(bytes: Uint8Array): { readonly capture: Capture; readonly driver: Driver } {
  try {
    const capture = readCapture(bytes)
    return { capture, driver: requireDriverIn(capture.header.driver) }
  } catch (error) {
    if (error instanceof CaptureError) throw new Failure(error.message)
    throw error
  }
}

/**
 * A live session as this capture would have given it, on a virtual clock: `t` counts in seconds from its first moment.
 * Nobody doses in a capture, so every limit applies from the start, as in `monitor`.
 */
export function replayCapture(
  { header, records }: Capture,
  driver: Driver,
  preset: Preset,
  onEvent: (event: { readonly t: number } & object) => void,
): void {
  const instant = (ms: number): Instant => ({ monoMs: ms, wallMs: header.wallMs + ms })
  const source: Source = { origin: 'replay', id: header.label, driver: driver.id }
  const patient = { initials: 'RPL', birthYear: 1900, recordId: 'replay' }
  const opening = { sessionId: 'replay', room: 'replay', preset, patient, by: 'replay', simulated: false }
  let state = openRoom({ ...opening, replayed: true, speed: 1 }, instant(0))
  state = { ...state, alarm: step(state.alarm, { kind: 't0' }, instant(0)).state }
  const reader = createReader(driver)
  reader.restart()

  function apply(ms: number, input: RoomInput): void {
    const stepped = stepRoom(state, input, instant(ms))
    state = stepped.state
    for (const event of stepped.events) onEvent({ t: ms / 1000, ...event })
  }

  apply(0, { kind: 'devices', devices: [{ id: source.id, label: header.label }] })
  let nextTickMs = 1000
  for (const { kind, atMs, bytes } of records) {
    for (; nextTickMs <= atMs; nextTickMs += 1000) apply(nextTickMs, { kind: 'tick' })
    if (kind !== 'in') continue
    const { believed, frame } = reader.read(bytes, atMs)
    if (frame) apply(atMs, { kind: 'frame', deviceId: source.id })
    for (const sample of believed) apply(atMs, { kind: 'sample', sample, source })
  }
  apply(nextTickMs, { kind: 'tick' })
}
