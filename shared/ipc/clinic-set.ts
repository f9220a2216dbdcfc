import { z } from 'zod'
import { clinicWordsSchema } from '../clinic-set/schema.ts'
import { presetVersion, type RequestEntry, savingWords, withdrawingWords } from './parts.ts'

const seq = z.number().int()

/** What the medical director does with the words of the clinic: its marks, what to do at alarms, its discharge criteria. */
export const clinicSetRequests = {
  /** Saves a draft: the open one, or a new version. `seq`: of the newest record that was looked at; null: there was none. */
  saveClinicSet: {
    payload: z.strictObject({
      words: clinicWordsSchema,
      seq: seq.nullable(),
      ...savingWords.shape,
    }),
  },
  /** Lets the clinic use a draft. `seq`: of the record that was looked at. */
  approveClinicSet: {
    payload: z.strictObject({ version: presetVersion, seq }),
  },
  withdrawClinicSet: {
    payload: z.strictObject({ version: presetVersion, ...withdrawingWords.shape }),
  },
} as const satisfies Record<string, RequestEntry>
