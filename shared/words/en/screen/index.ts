import { chart } from './chart.ts'
import { clinicSet } from './clinic-set.ts'
import { closedRecord } from './closed-record.ts'
import { common } from './common.ts'
import { devices } from './devices.ts'
import { doses } from './doses.ts'
import { history } from './history.ts'
import { patient } from './patient.ts'
import { people } from './people.ts'
import { presets } from './presets.ts'
import { recordCare } from './record-care.ts'
import { review } from './review.ts'
import { room } from './room.ts'
import { sheets } from './sheets.ts'
import { signals } from './signals.ts'

/** Every word on screen. */
export const screen = {
  common,
  room,
  sheets,
  devices,
  doses,
  chart,
  clinicSet,
  closedRecord,
  history,
  patient,
  people,
  presets,
  recordCare,
  review,
  signals,
} as const
