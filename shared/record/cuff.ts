import { z } from 'zod'
import { omitUndefined } from '../omit-undefined.ts'
import { cuffSites, cuffSizes, sensorSites } from '../session/types.ts'
import { refusal } from '../words/refusal.ts'
import { act, withEvent } from './act.ts'
import { eventKind, sentence, wordFor } from './event.ts'
import { by, carers, figure, freeText, label, ownLabel, whom } from './parts.ts'

/** The cuff: started and stopped by a person or by its interval, or as its monitor tells it. */
export const nibp = eventKind(
  'nibp',
  {
    device: ownLabel.exactOptional(),
    state: z.enum(['startNibp', 'stopNibp', 'cycle', 'cycleFailed', 'cuffInflating', 'cuffIdle']),
    detail: label.exactOptional(),
    cause: z.literal('cycle').exactOptional(),
    /** Minutes between automatic starts; null: none. */
    everyMin: figure.nullable().exactOptional(),
    before: figure.nullable().exactOptional(),
    reason: freeText.exactOptional(),
    by: whom.exactOptional(),
  },
  {
    say(event, words) {
      const { record } = words
      switch (event.state) {
        case 'startNibp':
          return event.cause === 'cycle' ? record.cuffByInterval : sentence(record.cuffStarted, event, words)
        case 'stopNibp':
          return sentence(record.cuffStopped, event, words)
        case 'cycle':
          return sentence(
            event.everyMin == null ? record.cuffByHand : record.cuffEvery(event.everyMin),
            event,
            words,
          )
        case 'cycleFailed':
          return sentence(record.cuffNotStarted, event, words)
        case 'cuffInflating':
        case 'cuffIdle':
          // The reading itself is told; that the cuff inflates is seen in its tile.
          return null
      }
    },
  },
)

const placed = eventKind(
  'sites',
  {
    cuff: z.enum(cuffSites),
    sensor: z.enum(sensorSites),
    sameArm: z.boolean(),
    cuffSize: z.enum(cuffSizes).exactOptional(),
    by: whom,
  },
  {
    isOfPatient: true,
    hasTable: true,
    say(event, words) {
      const size = event.cuffSize && words.cuffSizes[event.cuffSize]
      return sentence(
        words.record.sites(wordFor(words.sites, event.cuff), size, wordFor(words.sites, event.sensor)),
        event,
        words,
      )
    },
  },
)

/** Where cuff and sensor are: on one arm, a tight cuff imitates a desaturation (AR-8). */
export const setSites = act('setSites', {
  payload: z.strictObject({
    by,
    cuff: z.enum(cuffSites),
    sensor: z.enum(sensorSites),
    cuffSize: z.enum(cuffSizes).optional(),
  }),
  roles: carers,
  events: [placed],
  apply({ session }, { by, cuff, sensor, cuffSize }, { now }) {
    const sameArm = cuff === sensor
    return {
      ...withEvent(
        { ...session, sites: omitUndefined({ cuff, sensor, cuffSize, by, at: now }) },
        placed.of({ cuff, sensor, sameArm, cuffSize, by }),
      ),
      alarms: [{ kind: 'sites', sameArm }],
    }
  },
})

/** The cuff starts by itself every so many minutes; null ends that. Not under 2 min (plausibility rules, 7). */
export const setCuffCycle = act('setCuffCycle', {
  payload: z.strictObject({ by, everyMin: z.number().int().min(2).max(60).nullable() }),
  roles: carers,
  events: [nibp],
  apply({ session }, { by, everyMin }, { now }) {
    const { cuffCycle: before, ...rest } = session
    if (everyMin === null && !before) return { refused: refusal('noCuffInterval') }
    return withEvent(
      everyMin === null ? rest : { ...rest, cuffCycle: { everyMin, by, at: now } },
      nibp.of({ state: 'cycle', everyMin, before: before?.everyMin ?? null, by }),
    )
  },
})
