import { type Instant, SECOND_MS } from '../../time.ts'
import { replace } from '../conditions.ts'
import { type AlarmInput, type DeviceToWatch, type Stepped, unchanged } from '../input.ts'
import { parameterOf } from '../parameter.ts'
import { beginPresence, count, noteBack, type Presence } from '../presence.ts'
import { STREAM_GAP_MS } from '../runs.ts'
import type { AlarmState, WatchedDevice } from '../state.ts'
import { settle } from './level-change.ts'
import { type Loss, settleLoss } from './mostly-gone.ts'

/** Without a valid frame for so long, the link is lost. */
export const LINK_LOST_AFTER_MS = 10 * SECOND_MS
/** A port that is known to be gone is not waited for so long: long enough for a plug that was only touched. */
const PORT_GONE_AFTER_MS = 5 * SECOND_MS
/** With the link up but no SpO2 value for so long, the signal is lost … */
const SIGNAL_LOST_AFTER_MS = 30 * SECOND_MS
/** … and sooner when the last value seen was low. */
const SIGNAL_LOST_AFTER_LOW_MS = 10 * SECOND_MS
const LOW_SPO2 = 90

/**
 * AR-7, signal loss. A device that has been silent for 10 s, or whose port has been gone for 5 s, is `link-lost`, a device that
 * speaks but has no SpO2 is `spo2-signal-lost`; each ends at the first valid frame or value, unless it comes and goes (AR-20,
 * `mostly-gone.ts`). A physiological condition that was active stays, frozen on its last value, and ends only by AR-3. Both
 * are LOW before T0 and MEDIUM from T0 to discharge.
 */
export function signalLoss(state: AlarmState, input: AlarmInput, now: Instant): Stepped {
  switch (input.kind) {
    case 'devices':
      return watchDevices(state, input.devices, now)
    case 'port':
      return notePort(state, input.deviceId, input.gone, now)
    case 'frame':
      return hearFrame(state, input.deviceId, now)
    case 'vital':
      return input.vital === 'spo2' ? judgeSignal(state, now) : unchanged(state)
    case 'tick':
      return judgeSilence(state, now)
    default:
      return unchanged(state)
  }
}

function watchDevices(state: AlarmState, devices: readonly DeviceToWatch[], now: Instant): Stepped {
  const watched: Record<string, WatchedDevice> = {}
  for (const { id, label, speaksSeldom } of devices) {
    const { speaksSeldom: _before, ...known } = state.devices[id] ?? beginWatch(now)
    watched[id] = { ...known, label, ...(speaksSeldom ? { speaksSeldom } : {}) }
  }
  let stepped = unchanged({ ...state, devices: watched })
  for (const condition of state.conditions) {
    const { alarm, deviceId } = condition
    if (deviceId === undefined || watched[deviceId]) continue
    const gone = { alarm, deviceId, priority: null, value: null, limit: null }
    stepped = and(stepped, settle(stepped.state, gone, now, 'device removed'))
  }
  return stepped
}

function beginWatch({ monoMs }: Instant): Omit<WatchedDevice, 'label'> {
  return { lastFrameMonoMs: monoMs, goneSinceMonoMs: null, presence: beginPresence(monoMs) }
}

function notePort(state: AlarmState, deviceId: string, gone: boolean, now: Instant): Stepped {
  const device = state.devices[deviceId]
  if (!device || (device.goneSinceMonoMs !== null) === gone) return unchanged(state)
  if (gone) {
    const goneFromMs = device.goneFromMs ?? now.monoMs
    return unchanged(withDevice(state, deviceId, { ...device, goneSinceMonoMs: now.monoMs, goneFromMs }))
  }
  // No frame will tell of one that speaks seldom: its port does.
  if (!device.speaksSeldom)
    return unchanged(withDevice(state, deviceId, { ...device, goneSinceMonoMs: null }))
  return isBack(state, deviceId, device, now)
}

function hearFrame(state: AlarmState, deviceId: string, now: Instant): Stepped {
  const device = state.devices[deviceId]
  if (!device) return unchanged(state)
  const back = isBack(state, deviceId, device, now)
  const heard = back.state.devices[deviceId]
  if (!heard) return back
  return { ...back, state: withDevice(back.state, deviceId, { ...heard, lastFrameMonoMs: now.monoMs }) }
}

function withDevice(state: AlarmState, id: string, device: WatchedDevice): AlarmState {
  return { ...state, devices: { ...state.devices, [id]: device } }
}

/** The link has proved that it is there. */
function isBack(state: AlarmState, deviceId: string, device: WatchedDevice, now: Instant): Stepped {
  const { goneFromMs: _gone, ...there } = device
  const presence = noteBack(countLink(device, now))
  return settleLink(
    withDevice(state, deviceId, { ...there, goneSinceMonoMs: null, presence }),
    deviceId,
    { isLost: false, isDue: false },
    presence,
    now,
  )
}

/** The presence of a link up to now: a silence of 10 s is lost from its beginning. */
function countLink(device: WatchedDevice, now: Instant): Presence {
  const known = device.presence ?? beginPresence(device.lastFrameMonoMs)
  if (isSilent(device, now)) return count(known, now.monoMs, true)
  const { goneFromMs } = device
  return goneFromMs === undefined
    ? count(known, now.monoMs, false)
    : count(count(known, goneFromMs, false), now.monoMs, true)
}

function isSilent({ lastFrameMonoMs, speaksSeldom }: WatchedDevice, { monoMs }: Instant): boolean {
  return !speaksSeldom && monoMs - lastFrameMonoMs >= LINK_LOST_AFTER_MS
}

function judgeSilence(state: AlarmState, now: Instant): Stepped {
  let stepped = unchanged(state)
  for (const [deviceId, device] of Object.entries(state.devices)) {
    const { goneSinceMonoMs, goneFromMs } = device
    const isGone = goneSinceMonoMs !== null && now.monoMs - goneSinceMonoMs >= PORT_GONE_AFTER_MS
    const loss = {
      isLost: isSilent(device, now) || goneFromMs !== undefined,
      isDue: isGone || isSilent(device, now),
    }
    // Only a frame proves that a link is there: a restart gives it time, and ends nothing.
    if (!loss.isLost && !device.presence?.isLasting) continue
    stepped = and(stepped, settleLink(stepped.state, deviceId, loss, countLink(device, now), now))
  }
  stepped = and(stepped, judgeSignal(stepped.state, now))
  return { ...stepped, state: freeze(stepped.state, now) }
}

/** What was counted up to this moment is told anew at the next one: until a frame comes, it may be part of a silence. */
function settleLink(
  state: AlarmState,
  deviceId: string,
  loss: Loss,
  presence: Presence,
  now: Instant,
): Stepped {
  const device = state.devices[deviceId]
  if (!device) return unchanged(state)
  const about = { alarm: 'link-lost', deviceId, value: null, detail: device.label } as const
  const told = settleLoss(state, about, loss, presence, now)
  const { sinceMs, raisedMs, isLasting } = told.presence
  const known = device.presence ?? beginPresence(device.lastFrameMonoMs)
  return {
    state: withDevice(told.state, deviceId, {
      ...device,
      presence: { ...known, sinceMs, raisedMs, isLasting },
    }),
    events: told.events,
  }
}

/** Is there an SpO2 signal? Asked at each of its samples, at each tick, and when a cuff lets go. */
export function judgeSignal(state: AlarmState, now: Instant): Stepped {
  const stream = state.streams.spo2
  if (!stream) return unchanged(state)
  const isLost = stream.invalidSince !== null
  const isSilentNow = now.monoMs - stream.lastSampleMonoMs >= LINK_LOST_AFTER_MS
  const low = stream.lastValue !== null && stream.lastValue < LOW_SPO2
  const after = low ? SIGNAL_LOST_AFTER_LOW_MS : SIGNAL_LOST_AFTER_MS
  const isDue = stream.invalidSince !== null && !isSilentNow && now.monoMs - stream.invalidSince >= after
  const known = state.signal ?? beginPresence(now.monoMs)
  const signal = isLost ? known : noteBack(known)
  const about = { alarm: 'spo2-signal-lost', value: stream.lastValue } as const
  const told = settleLoss(state, about, { isLost, isDue }, signal, now)
  return {
    state: told.presence === state.signal ? told.state : { ...told.state, signal: told.presence },
    events: told.events,
  }
}

/** Labels conditions whose vital sign has had no valid value for a while: "last value". */
function freeze(state: AlarmState, now: Instant): AlarmState {
  let next = state
  for (const condition of state.conditions) {
    const parameter = parameterOf(condition.alarm, state.limits)
    if (condition.frozen || parameter === null) continue
    const last = state.streams[parameter]?.lastValidMonoMs
    if (last == null || now.monoMs - last <= STREAM_GAP_MS) continue
    next = replace(next, condition, { ...condition, frozen: true })
  }
  return next
}

function and(first: Stepped, second: Stepped): Stepped {
  return { state: second.state, events: [...first.events, ...second.events] }
}
