import { type Instant, SECOND_MS } from '../../time.ts'
import { replace } from '../conditions.ts'
import { isLimitAlarm, type Priority } from '../ids.ts'
import { type AlarmInput, type DeviceToWatch, type Stepped, unchanged } from '../input.ts'
import type { AlarmState } from '../state.ts'
import { settle } from './level-change.ts'
import { STREAM_GAP_MS } from './raise-continuous.ts'

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
 * AR-7, signal loss. A device that has been silent for 10 s, or whose port has been gone for 5 s, is `link-lost`, a device that speaks but has no SpO2 is `spo2-signal-lost`; each ends
 * at the first valid frame or value. A physiological condition that was active stays, frozen on its last value, and ends
 * only by AR-3. Both are LOW before T0 and MEDIUM from T0 to discharge.
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

function lossPriority(state: AlarmState): Priority {
  return state.afterT0 ? 'medium' : 'low'
}

function watchDevices(state: AlarmState, devices: readonly DeviceToWatch[], now: Instant): Stepped {
  const watched: Record<string, AlarmState['devices'][string]> = {}
  for (const { id, label, speaksSeldom } of devices)
    watched[id] = {
      label,
      ...(speaksSeldom ? { speaksSeldom } : {}),
      lastFrameMonoMs: state.devices[id]?.lastFrameMonoMs ?? now.monoMs,
      goneSinceMonoMs: state.devices[id]?.goneSinceMonoMs ?? null,
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

function notePort(state: AlarmState, deviceId: string, gone: boolean, now: Instant): Stepped {
  const device = state.devices[deviceId]
  if (!device || (device.goneSinceMonoMs !== null) === gone) return unchanged(state)
  const goneSinceMonoMs = gone ? now.monoMs : null
  const noted = { ...state, devices: { ...state.devices, [deviceId]: { ...device, goneSinceMonoMs } } }
  // No frame will tell of one that speaks seldom: its port does.
  if (gone || !device.speaksSeldom) return unchanged(noted)
  return settle(noted, { alarm: 'link-lost', deviceId, priority: null, value: null, limit: null }, now)
}

function isSilent(
  { lastFrameMonoMs, goneSinceMonoMs, speaksSeldom }: AlarmState['devices'][string],
  nowMs: number,
): boolean {
  if (goneSinceMonoMs !== null && nowMs - goneSinceMonoMs >= PORT_GONE_AFTER_MS) return true
  return !speaksSeldom && nowMs - lastFrameMonoMs >= LINK_LOST_AFTER_MS
}

function hearFrame(state: AlarmState, deviceId: string, now: Instant): Stepped {
  const device = state.devices[deviceId]
  if (!device) return unchanged(state)
  const heard = {
    ...state,
    devices: {
      ...state.devices,
      [deviceId]: { ...device, lastFrameMonoMs: now.monoMs, goneSinceMonoMs: null },
    },
  }
  return settle(heard, { alarm: 'link-lost', deviceId, priority: null, value: null, limit: null }, now)
}

function judgeSilence(state: AlarmState, now: Instant): Stepped {
  let stepped = unchanged(state)
  for (const [deviceId, device] of Object.entries(state.devices)) {
    if (!isSilent(device, now.monoMs)) continue
    const lost = {
      alarm: 'link-lost',
      deviceId,
      priority: lossPriority(state),
      value: null,
      limit: null,
    } as const
    stepped = and(stepped, settle(stepped.state, { ...lost, detail: device.label }, now))
  }
  stepped = and(stepped, judgeSignal(stepped.state, now))
  return { ...stepped, state: freeze(stepped.state, now) }
}

function judgeSignal(state: AlarmState, now: Instant): Stepped {
  const stream = state.streams.spo2
  if (!stream) return unchanged(state)
  const gone = { alarm: 'spo2-signal-lost', value: null, limit: null } as const
  if (stream.invalidSince === null) return settle(state, { ...gone, priority: null }, now)
  const silent = now.monoMs - stream.lastSampleMonoMs >= LINK_LOST_AFTER_MS
  const low = stream.lastValue !== null && stream.lastValue < LOW_SPO2
  const after = low ? SIGNAL_LOST_AFTER_LOW_MS : SIGNAL_LOST_AFTER_MS
  const declared = state.conditions.some(condition => condition.alarm === 'spo2-signal-lost')
  if (!declared && (silent || now.monoMs - stream.invalidSince < after)) return unchanged(state)
  return settle(state, { ...gone, value: stream.lastValue, priority: lossPriority(state) }, now)
}

/** Labels conditions whose vital sign has had no valid value for a while: "last value". */
function freeze(state: AlarmState, now: Instant): AlarmState {
  let next = state
  for (const condition of state.conditions) {
    if (condition.frozen || !isLimitAlarm(condition.alarm)) continue
    const last = state.streams[state.limits[condition.alarm].parameter]?.lastValidMonoMs
    if (last == null || now.monoMs - last <= STREAM_GAP_MS) continue
    next = replace(next, condition, { ...condition, frozen: true })
  }
  return next
}

function and(first: Stepped, second: Stepped): Stepped {
  return { state: second.state, events: [...first.events, ...second.events] }
}
