import { z } from 'zod'
import { cuffSites, cuffSizes, sensorSites } from '../session/types.ts'
import { act, withEvent } from './act.ts'
import { event, omitUndefined, sentence, wordFor } from './event.ts'
import { by, carers, figure, label, ownLabel, whom, words } from './parts.ts'

/** The cuff: started and stopped by a person or by its interval, or as its monitor tells it. */
export const nibp = event(
  'nibp',
  {
    device: ownLabel.exactOptional(),
    state: z.enum(['startNibp', 'stopNibp', 'cycle', 'cycleFailed', 'cuffInflating', 'cuffIdle']),
    detail: label.exactOptional(),
    cause: z.literal('cycle').exactOptional(),
    /** Minutes between automatic starts; null: none. */
    everyMin: figure.nullable().exactOptional(),
    before: figure.nullable().exactOptional(),
    reason: words.exactOptional(),
    by: whom.exactOptional(),
  },
  {
    say(told, said) {
      const { record } = said
      switch (told.state) {
        case 'startNibp':
          return told.cause === 'cycle' ? record.cuffByInterval : sentence(record.cuffStarted, told, said)
        case 'stopNibp':
          return sentence(record.cuffStopped, told, said)
        case 'cycle':
          return sentence(
            told.everyMin == null ? record.cuffByHand : record.cuffEvery(told.everyMin),
            told,
            said,
          )
        case 'cycleFailed':
          return sentence(record.cuffNotStarted, told, said)
        case 'cuffInflating':
        case 'cuffIdle':
          // The reading itself is told; that the cuff inflates is seen in its tile.
          return null
      }
    },
  },
)

const placed = event(
  'sites',
  {
    cuff: z.enum(cuffSites),
    sensor: z.enum(sensorSites),
    sameArm: z.boolean(),
    cuffSize: z.enum(cuffSizes).exactOptional(),
    by: whom,
  },
  {
    hasTable: true,
    say(told, said) {
      const size = told.cuffSize && said.cuffSizes[told.cuffSize]
      return sentence(
        said.record.sites(wordFor(said.sites, told.cuff), size, wordFor(said.sites, told.sensor)),
        told,
        said,
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
    if (everyMin === null && !before) return { refused: 'The cuff has no automatic interval to end.' }
    return withEvent(
      everyMin === null ? rest : { ...rest, cuffCycle: { everyMin, by, at: now } },
      nibp.of({ state: 'cycle', everyMin, before: before?.everyMin ?? null, by }),
    )
  },
})
