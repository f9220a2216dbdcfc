import type { Effect } from './conditions.ts'

/** A story for a simulated monitor. Times count from the moment its line is opened. */
export interface Scenario {
  readonly id: string
  readonly label: string
  readonly description: string
  readonly effects: readonly Effect[]
  /** The driver of the monitor that it is told by, where an oximeter alone cannot tell it. */
  readonly monitor?: string
}

export const scenarios = [
  {
    id: 'quiet-session',
    label: 'Quiet session',
    description: 'All goes well: a small rise after the dose, now and then a movement of the hand.',
    effects: [
      { kind: 'sensitivity', factor: 0.8 },
      { kind: 'cuffScatter', factor: 0.5 },
      { kind: 'motion', atS: 100, durationS: 6, everyS: 240, spo2Drop: 6, pulseShift: 18 },
    ],
  },
  {
    id: 'hypertensive-peak',
    label: 'Hypertensive peak',
    description:
      'Blood pressure passes 160 and then 180 systolic: from 10 minutes after the dose, or, as long as none is given, from 1 minute after the start.',
    effects: [
      { kind: 'cuffScatter', factor: 0.5 },
      {
        kind: 'pressureCourse',
        from: 'start',
        points: [
          [60, 0, 0, 0],
          [80, 46, 24, 8],
          [420, 46, 24, 8],
          [540, 68, 36, 14],
          [1500, 68, 36, 14],
          [2400, 0, 0, 0],
        ],
      },
      {
        kind: 'pressureCourse',
        from: 'dose',
        points: [
          [0, 0, 0, 0],
          [300, 18, 9, 4],
          [900, 62, 32, 12],
          [2700, 62, 32, 12],
          [6000, 10, 5, 2],
          [9000, 0, 0, 0],
        ],
      },
    ],
  },
  {
    id: 'desaturation',
    label: 'Desaturation',
    description:
      'Saturation falls below 85 % for almost two minutes, 20 seconds after the start and every 10 minutes.',
    effects: [
      { kind: 'desaturation', atS: 20, durationS: 137, everyS: 600, floor: 79, fallS: 14, riseS: 25 },
    ],
  },
  {
    id: 'probe-off',
    label: 'Probe off',
    description:
      'The finger is out of the sensor for a minute, 20 seconds after the start and every 10 minutes.',
    effects: [{ kind: 'sensorOff', atS: 20, durationS: 60, everyS: 600 }],
  },
  {
    id: 'cold-hands',
    label: 'Cold hands',
    description:
      'Weak pulse in the finger from 20 seconds after the start, with spells of searching and movement.',
    effects: [
      { kind: 'lowPerfusion', atS: 20, durationS: 600, everyS: 900, perfusionIndex: 0.3 },
      { kind: 'searching', atS: 90, durationS: 12, everyS: 180 },
      { kind: 'motion', atS: 140, durationS: 8, everyS: 120, spo2Drop: 9, pulseShift: 30 },
    ],
  },
  {
    id: 'slow-breathing',
    label: 'Slow breathing, all vital signs',
    description:
      'A monitor that tells respiration, end-tidal CO2, ECG rate and temperature besides. Breathing slows to 7 a minute for three minutes, 90 seconds after the start and every 15 minutes.',
    effects: [
      { kind: 'cuffScatter', factor: 0.5 },
      { kind: 'slowBreathing', atS: 90, durationS: 180, everyS: 900, respRate: 7 },
    ],
    monitor: 'datex-dri',
  },
  {
    id: 'cuff-failure',
    label: 'Cuff failure',
    description: 'The first two cuff measurements fail, the next ones work.',
    effects: [{ kind: 'cuffFails', cycles: 2, error: 'pump-up timeout' }],
  },
  {
    id: 'unplug',
    label: 'Cable pulled out',
    description: 'The cable is out for 40 seconds, 20 seconds after the start.',
    effects: [{ kind: 'unplug', atS: 20, durationS: 40 }],
  },
] as const satisfies readonly Scenario[]

export type ScenarioId = (typeof scenarios)[number]['id']

/** The scenario with this id, or undefined. */
export function findScenario(id: string): Scenario | undefined {
  return scenarios.find(scenario => scenario.id === id)
}
