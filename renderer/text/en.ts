import { chart } from './en/chart.ts'
import { clinicSet } from './en/clinic-set.ts'
import { common } from './en/common.ts'
import { devices } from './en/devices.ts'
import { doses } from './en/doses.ts'
import { history } from './en/history.ts'
import { patient } from './en/patient.ts'
import { people } from './en/people.ts'
import { presets } from './en/presets.ts'
import { recordCare } from './en/record-care.ts'
import { review } from './en/review.ts'
import { room } from './en/room.ts'
import { sheets } from './en/sheets.ts'
import { signals } from './en/signals.ts'

/** Every word on screen. A language is another file of this type. */
export const text = {
  common,
  room,
  sheets,
  devices,
  doses,
  chart,
  clinicSet,
  history,
  patient,
  people,
  presets,
  recordCare,
  review,
  signals,
} as const
