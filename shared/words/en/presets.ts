import type { TrendAlarmId } from '../../alarm/ids.ts'
import type { DueRule } from '../../presets/preset.ts'
import type { PresetState } from '../../presets/state.ts'
import { say } from './say.ts'

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
  due: say('Measurement {id}', 'id'),
  limit: say('{alarm}, {priority}', 'alarm', 'priority'),
  phaseLimit: say('{limit}, in {phase}', 'limit', 'phase'),
  mg: say('{mg, number} mg', 'mg'),
  mgPerKg: say('{mg, number} mg/kg', 'mg'),
  prescribed: say('as prescribed for the patient (a simulated one gets {mg, number} mg)', 'mg'),
  devices: say('{count, number} of {mg, number} mg', 'count', 'mg'),
  minutes: say('{min, number} min', 'min'),
  boosters: 'may be given',
  after: {
    t0: say('{min, number} min after the dose', 'min'),
    end: say('{min, number} min after the end of dosing', 'min'),
  },
  anchors: {
    t0: 'from T0',
    dose: 'from the newest dose',
    end: 'from the end of dosing',
  } satisfies Record<DueRule['anchor'], string>,
  classes: { required: 'required', recommended: 'recommended' } satisfies Record<DueRule['class'], string>,
  window: say(
    '{label}: {target, number} min ({from, number} to {to, number})',
    'label',
    'target',
    'from',
    'to',
  ),
  everyWhileDosing: say('every {min, number} min while dosing', 'min'),
  every: say('every {min, number} min', 'min'),
  high: say('{limit, number} {unit} or more', 'limit', 'unit'),
  rise: say('{limit, number} {unit} or more over the baseline', 'limit', 'unit'),
  low: say('below {limit, number} {unit}', 'limit', 'unit'),
  delay: say('for {seconds, number} s', 'seconds'),
  far: say('{alarm}, HIGH without its delay', 'alarm'),
  farBelow: say(
    '{points, number} {unit} or more below the HIGH limit for {seconds, number} s',
    'points',
    'seconds',
    'unit',
  ),
  farShort: say('{points, number} {unit} below it ({seconds, number} s)', 'points', 'seconds', 'unit'),
  trends: {
    'spo2-trend': '4 % or more under its median of 10 min, for 60 s',
    'pulse-trend': '30 /min or more off the baseline, for 60 s',
  } satisfies Record<TrendAlarmId, string>,
  nothing: 'none',
  states: {
    shipped: 'ships with Vigil',
    skeleton: 'skeleton, for the medical director to complete',
    draft: 'draft',
    approved: 'approved',
    replaced: 'replaced by a newer version',
    withdrawn: 'withdrawn',
  } satisfies Record<PresetState, string>,
  change: say('{field}: {before} -> {after}', 'field', 'before', 'after'),
  noDifference: 'no difference',
  /** Of a clinic's preset, in the head of a session. */
  name: say('{label} v{version} (clinic)', 'label', 'version'),
  approved: say('clinic preset, approved by {by} on {day}', 'by', 'day'),
  notApproved: 'clinic preset, not approved',
  changesOf: say('Changes to {id} v{version}', 'id', 'version'),
} as const
