import { z } from 'zod'
import { priorities } from '../alarm/ids.ts'
import { clinicSchema } from '../clinic.ts'
import { roles } from '../roles.ts'
import { audioProfiles } from '../sound/profile.ts'
import { by, deviceKeepers, everyone, pin, type RequestEntry } from './parts.ts'

/** What a window asks of the installation: its people, rooms, sound and clinic. */
export const installationRequests = {
  /** Everything, for a window that has just opened. */
  snapshot: { payload: z.strictObject({}), roles: null },
  addPerson: {
    payload: z.strictObject({ name: by, role: z.enum(roles) }),
    roles: null,
  },
  /** Whose name is offered first at this computer. */
  setCurrentPerson: { payload: z.strictObject({ name: by }), roles: null },
  /** Somebody is at a screen that had locked itself: whoever has a PIN gives it. */
  unlock: { payload: z.strictObject({ name: by, pin: pin.optional() }), roles: null },
  addRoom: { payload: z.strictObject({ by, name: z.string().trim().min(1).max(40) }), roles: deviceKeepers },
  /** A window's heartbeat, every 2 s: how it sounds, and whether it can. */
  stationAlive: {
    payload: z.strictObject({ profile: z.enum(audioProfiles), audible: z.boolean() }),
    roles: null,
  },
  /** A window has played a burst, or could not. Must come within 500 ms of the order. */
  soundPlayed: {
    payload: z.strictObject({
      orderId: z.number().int(),
      ok: z.boolean(),
      reason: z.string().max(200).optional(),
    }),
    roles: null,
  },
  /** Orders one test burst on this computer. */
  testSound: { payload: z.strictObject({ priority: z.enum(priorities) }), roles: null },
  /** A person confirms having heard the test burst. */
  confirmSound: { payload: z.strictObject({ by }), roles: everyone },
  /** Chooses how this window sounds. */
  setAudioProfile: { payload: z.strictObject({ by, profile: z.enum(audioProfiles) }), roles: deviceKeepers },
  /** Whom to call when a HIGH alarm goes unanswered for a minute: a name and how to reach them. Empty: nobody. */
  setSecondContact: {
    payload: z.strictObject({ by, contact: z.string().trim().max(120) }),
    roles: deviceKeepers,
  },
  /** Who the clinic is; printed on every report from now on. */
  setClinic: {
    payload: z.strictObject({ by, clinic: clinicSchema }),
    roles: ['admin', 'prescriber', 'clinician'],
  },
} as const satisfies Record<string, RequestEntry>
