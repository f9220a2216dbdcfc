import { z } from 'zod'
import { typedName } from '../plain-text.ts'
import { type ActName, acts } from '../record/index.ts'
import { typedWeight } from '../record/parts.ts'
import { captureId, type RequestEntry, roomId } from './parts.ts'

type ActRequests = {
  readonly [N in ActName]: { readonly payload: (typeof acts)[N]['request'] }
}

/** The acts of the record, each with the room that it is meant for. */
function actRequests(): ActRequests {
  const requests = Object.entries(acts).map(([name, { request }]) => [name, { payload: request }])
  return Object.fromEntries(requests) as ActRequests
}

/** What is done in an open session: by its own acts, and by what the core does to monitors and rooms. */
export const sessionRequests = {
  openSession: {
    payload: z.strictObject({
      roomId,
      presetId: z.string().min(1).max(60),
      patient: z.strictObject({
        initials: typedName(10),
        birthYear: z.number().int().min(1900).max(2100),
        recordId: typedName(40),
        weightKg: typedWeight.weightKg,
        weightLb: typedWeight.weightLb,
      }),
      /** A weight 10 % or more off the last known one was looked at a second time. */
      weightConfirmed: z.boolean().optional(),
      /** A simulated patient instead of a monitor: devices of this scenario are added to the room. */
      simulate: z
        .strictObject({
          scenario: z.string().min(1).max(60),
          seed: z
            .number()
            .int()
            .min(0)
            .max(2 ** 31)
            .optional(),
          /** 1 to 60: how fast the room's clock runs. */
          speed: z.number().min(1).max(60).optional(),
          /** Which driver's bytes the oximeter speaks. */
          driver: z.string().min(1).max(40).optional(),
        })
        .optional(),
    }),
  },
  /** The last known weight of a patient, before a session is opened. */
  lastWeight: {
    payload: z.strictObject({ recordId: typedName(40), simulated: z.boolean() }),
  },
  /** Plays captures of this installation in a room of their own, as a session marked REPLAY. */
  openReplay: {
    payload: z.strictObject({
      roomId,
      presetId: z.string().min(1).max(60),
      captures: z.array(captureId).min(1).max(4),
      /** 1 to 60 */
      speed: z.number().min(1).max(60).optional(),
    }),
  },
  /** The session of a room goes on in another one, with T0, baseline, alarms and acknowledgements (AR-23). */
  moveSession: { payload: z.strictObject({ roomId, toRoomId: roomId }) },
  startNibp: { payload: z.strictObject({ roomId }) },
  stopNibp: { payload: z.strictObject({ roomId }) },
  ...actRequests(),
} as const satisfies Record<string, RequestEntry>
