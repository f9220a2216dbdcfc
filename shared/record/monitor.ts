import { z } from 'zod'
import { linkStates } from '../link.ts'
import { deviceStates } from '../reading.ts'
import { eventKind, sentence } from './event.ts'
import { figure, label, ownLabel, whom } from './parts.ts'

/* What the monitor, its line and the computer's clock did. */

/** A sensor, a battery, or the monitor's own clock. */
export const device = eventKind(
  'device',
  {
    device: ownLabel,
    state: z.enum([...deviceStates, 'clockOff']),
    detail: label.exactOptional(),
    /** How far its clock is ahead, in seconds. */
    offsetS: figure.exactOptional(),
  },
  {
    say({ state, offsetS = 0, detail }, words) {
      if (state === 'clockOff') return words.record.monitorClock(offsetS)
      return sentence(words.record.monitor(words.record.monitorStates[state]), { reason: detail }, words)
    },
  },
)

export const link = eventKind(
  'link',
  { device: ownLabel, state: z.enum(linkStates), detail: label.exactOptional() },
  {
    say: ({ state, detail }, words) =>
      sentence(words.record.link(words.record.linkStates[state]), { reason: detail }, words),
  },
)

/** The computer's clock was set, by so many milliseconds (AR-14). */
export const clock = eventKind(
  'clock',
  { stepMs: z.number() },
  { say: ({ stepMs }, { record }) => record.clock((stepMs / 1000).toFixed(1)) },
)

/** What a person did, and is not in the record, since the core ended before it was stored. It was told as not yet written down. */
export const lost = eventKind(
  'lost',
  {
    act: ownLabel,
    by: whom,
    /** How long before this entry it was done. */
    secondsAgo: figure,
  },
  {
    say(event, words) {
      const act = event.act.replaceAll(/[A-Z]/g, letter => ` ${letter.toLowerCase()}`)
      return sentence(words.record.lost(act, event.secondsAgo), event, words)
    },
  },
)

/** When an alarm began to be heard (alarm standard, 8). */
export const sound = eventKind(
  'sound',
  { state: z.literal('started'), priority: z.enum(['low', 'medium', 'high']) },
  { say: () => null },
)
