import type { TrendAlarmId } from '../alarm/ids.ts'
import type { DueRule } from '../presets/preset.ts'
import type { PresetState } from '../presets/state.ts'

/** Words about presets and their figures, the same on screen, in the audit trail and in the report. */
export const presetWords = {
  fields: {
    label: 'Name',
    treatment: 'Treatment',
    phases: 'Names of the phases',
    dose: 'Dose',
    ceiling: 'Most in one session',
    devices: 'Devices',
    'devices.restMin': 'Rest between devices',
    infusionMin: 'Infusion time',
    holdMin: 'Time in the mouth',
    boosters: 'Boosters',
    assessmentAfterMin: 'Discharge assessment',
    dischargeAfterMin: 'Earliest discharge',
    source: 'Source of the preset',
    toComplete: 'For the medical director to complete',
  },
  due: (id: string) => `Measurement ${id}`,
  limit: (alarm: string, priority: string) => `${alarm}, ${priority}`,
  phaseLimit: (limit: string, phase: string) => `${limit}, in ${phase}`,
  mg: (mg: number) => `${mg} mg`,
  mgPerKg: (mg: number) => `${mg} mg/kg`,
  prescribed: (mg: number) => `as prescribed for the patient (a simulated one gets ${mg} mg)`,
  devices: (count: number, mg: number) => `${count} of ${mg} mg`,
  minutes: (min: number) => `${min} min`,
  boosters: 'may be given',
  after: {
    t0: (min: number) => `${min} min after the dose`,
    end: (min: number) => `${min} min after the end of dosing`,
  },
  anchors: {
    t0: 'from T0',
    dose: 'from the newest dose',
    end: 'from the end of dosing',
  } satisfies Record<DueRule['anchor'], string>,
  classes: { required: 'required', recommended: 'recommended' } satisfies Record<DueRule['class'], string>,
  window: (label: string, target: number, from: number, to: number) =>
    `${label}: ${target} min (${from} to ${to})`,
  everyWhileDosing: (min: number) => `every ${min} min while dosing`,
  every: (min: number) => `every ${min} min`,
  high: (limit: number, unit: string) => `${limit} ${unit} or more`,
  rise: (limit: number, unit: string) => `${limit} ${unit} or more over the baseline`,
  low: (limit: number, unit: string) => `below ${limit} ${unit}`,
  delay: (seconds: number) => `for ${seconds} s`,
  far: (alarm: string) => `${alarm}, HIGH without its delay`,
  farBelow: (points: number, seconds: number, unit: string) =>
    `${points} ${unit} or more below the HIGH limit for ${seconds} s`,
  farShort: (points: number, seconds: number, unit: string) => `${points} ${unit} below it (${seconds} s)`,
  trends: {
    'spo2-trend': '4 % or more under its median of 10 min, for 60 s',
    'pulse-trend': '30 /min or more off the baseline, for 60 s',
  } satisfies Record<TrendAlarmId, string>,
  nothing: 'none',
  clinicSource: (reason: string) => `Decision of this clinic: ${reason}`,
  states: {
    shipped: 'ships with Vigil',
    skeleton: 'skeleton, for the medical director to complete',
    draft: 'draft',
    approved: 'approved',
    replaced: 'replaced by a newer version',
    withdrawn: 'withdrawn',
  } satisfies Record<PresetState, string>,
  change: (field: string, before: string, after: string) => `${field}: ${before} -> ${after}`,
  noDifference: 'no difference',
  /** Of a clinic's preset, in the head of a session. */
  name: (label: string, version: string) => `${label} v${version} (clinic)`,
  approved: (by: string, day: string) => `clinic preset, approved by ${by} on ${day}`,
  notApproved: 'clinic preset, not approved',
  changesOf: (id: string, version: string) => `Changes to ${id} v${version}`,
} as const
