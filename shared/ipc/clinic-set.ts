import { z } from 'zod'
import { clinicWordsSchema } from '../clinic-set/schema.ts'
import { by, pin, presetVersion, type RequestEntry } from './parts.ts'

const seq = z.number().int()

/** What the medical director does with the words of the clinic: its marks, what to do at alarms, its discharge criteria. */
export const clinicSetRequests = {
  /** Saves a draft: the open one, or a new version. `seq`: of the newest record that was looked at; null: there was none. */
  saveClinicSet: {
    payload: z.strictObject({
      by,
      words: clinicWordsSchema,
      seq: seq.nullable(),
      reason: z.string().trim().min(1).max(300),
    }),
    roles: ['director'],
  },
  /** Lets the clinic use a draft. `seq`: of the record that was looked at. */
  approveClinicSet: {
    payload: z.strictObject({ by, version: presetVersion, seq, pin }),
    roles: ['director'],
  },
  withdrawClinicSet: {
    payload: z.strictObject({ by, version: presetVersion, reason: z.string().trim().min(1).max(500) }),
    roles: ['director'],
  },
} as const satisfies Record<string, RequestEntry>
