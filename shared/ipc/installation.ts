import { z } from 'zod'
import { priorities } from '../alarm/ids.ts'
import { clinicSchema } from '../clinic.ts'
import { typedLine } from '../plain-text.ts'
import { audioProfiles } from '../sound/profile.ts'
import type { RequestEntry } from './parts.ts'

/** What a window asks of the installation: its rooms, sound and clinic. */
export const installationRequests = {
  /** Everything, for a window that has just opened. */
  snapshot: { payload: z.strictObject({}) },
  addRoom: { payload: z.strictObject({ name: typedLine(1, 40) }) },
  /** A window's heartbeat, every 2 s: how it sounds, and whether it can. */
  stationAlive: {
    payload: z.strictObject({ profile: z.enum(audioProfiles), audible: z.boolean() }),
  },
  /** A window has played a burst, or could not. Must come within 500 ms of the order. */
  soundPlayed: {
    payload: z.strictObject({
      orderId: z.number().int(),
      ok: z.boolean(),
      reason: z.string().max(200).optional(),
    }),
  },
  /** Orders one test burst on this computer. */
  testSound: { payload: z.strictObject({ priority: z.enum(priorities) }) },
  /** A person confirms having heard the test burst. */
  confirmSound: { payload: z.strictObject({}) },
  /** Chooses how this window sounds. */
  setAudioProfile: { payload: z.strictObject({ profile: z.enum(audioProfiles) }) },
  /** Whom to call when a HIGH alarm goes unanswered for a minute: a name and how to reach them. Empty: nobody. */
  setSecondContact: {
    payload: z.strictObject({ contact: typedLine(0, 120) }),
  },
  /** Who the clinic is; printed on every report from now on. */
  setClinic: {
    payload: z.strictObject({ clinic: clinicSchema }),
  },
} as const satisfies Record<string, RequestEntry>
