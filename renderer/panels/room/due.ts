import { nextDevice as deviceNumber } from '../../../shared/session/dosing.ts'
import { leastPassedMs, passedMs } from '../../../shared/session/elapsed.ts'
import type { DueItem, Session } from '../../../shared/session/types.ts'
import { type Instant, MINUTE_MS } from '../../../shared/time.ts'
import { formatClock } from '../../live/clock.ts'
import { sayKept, text } from '../../text/text.ts'

const words = text.room.due

/** A device is not called overdue in the minute in which it is given (our choice). */
const DEVICE_PATIENCE_MS = MINUTE_MS

/** Something that is waited for, in words. */
export interface Waited {
  readonly id: string
  readonly said: string
  /** 0: not overdue. */
  readonly overdueMs: number
}

/** A measurement that has neither been taken nor excused; a missed one is still to be answered for. */
export function isOpen({ status }: DueItem): boolean {
  return status === 'upcoming' || status === 'due' || status === 'missed'
}

/** A measurement that somebody should see to now. */
export function isWaiting({ status }: DueItem): boolean {
  return status === 'due' || status === 'missed'
}

/** Measurements that were missed and not yet answered for, newest first. */
export function listMissed(session: Session, nowMs: number): readonly Waited[] {
  return session.due
    .filter(({ status }) => status === 'missed')
    .map(({ id, label, toMonoMs }) => ({
      id,
      said: words.missed(sayKept(label)),
      overdueMs: passedMs(session, toMonoMs, nowMs),
    }))
    .toReversed()
}

/** The next nasal device: its rest counted down, and for how long it has been waited for. */
export function nextDevice(session: Session, now: Instant): Waited | null {
  const devices = session.preset.devices
  const last = session.doses.at(-1)
  if (!devices || !last || session.phase !== 'dosing') return null
  const number = deviceNumber(session.doses)
  const leftMs = devices.restMin * MINUTE_MS - leastPassedMs(session, last.at.monoMs, now)
  return {
    id: `device-${number}`,
    said: leftMs > 0 ? words.nextDevice(number, formatClock(leftMs)) : words.nextDeviceNow(number),
    overdueMs: leftMs < -DEVICE_PATIENCE_MS ? -leftMs : 0,
  }
}

/** What a room has waited for beyond its time: a device first, then what was missed last. */
export function mostOverdue(session: Session, now: Instant): Waited | null {
  const device = nextDevice(session, now)
  return device && device.overdueMs > 0 ? device : (listMissed(session, now.monoMs)[0] ?? null)
}
