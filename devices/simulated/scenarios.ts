import type { HostWords } from '../../shared/words/host.ts'
import type { Effect } from './conditions.ts'

/** A story for a simulated monitor. Times count from the moment its line is opened. */
export interface Scenario {
  /** Its words are `phrase.simulated.scenarios`. */
  readonly id: keyof HostWords['simulated']['scenarios']
  readonly effects: readonly Effect[]
  /** The driver of the monitor that it is told by, where an oximeter alone cannot tell it. */
  readonly monitor?: string
}

export const scenarios = [
  {
    id: 'quiet-session',
    effects: [
      { kind: 'sensitivity', factor: 0.8 },
      { kind: 'cuffScatter', factor: 0.5 },
      { kind: 'motion', atS: 100, durationS: 6, everyS: 240, spo2Drop: 6, pulseShift: 18 },
    ],
  },
  {
    id: 'hypertensive-peak',
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
    effects: [
      { kind: 'desaturation', atS: 20, durationS: 137, everyS: 600, floor: 79, fallS: 14, riseS: 25 },
    ],
  },
  {
    id: 'probe-off',
    effects: [{ kind: 'sensorOff', atS: 20, durationS: 60, everyS: 600 }],
  },
  {
    id: 'cold-hands',
    effects: [
      { kind: 'lowPerfusion', atS: 20, durationS: 600, everyS: 900, perfusionIndex: 0.3 },
      { kind: 'searching', atS: 90, durationS: 12, everyS: 180 },
      { kind: 'motion', atS: 140, durationS: 8, everyS: 120, spo2Drop: 9, pulseShift: 30 },
    ],
  },
  {
    id: 'slow-breathing',
    effects: [
      { kind: 'cuffScatter', factor: 0.5 },
      { kind: 'slowBreathing', atS: 90, durationS: 180, everyS: 900, respRate: 7 },
    ],
    monitor: 'datex-dri',
  },
  {
    id: 'cuff-failure',
    effects: [{ kind: 'cuffFails', cycles: 2, why: 'pumpUpTimeout' }],
  },
  {
    id: 'unplug',
    effects: [{ kind: 'unplug', atS: 20, durationS: 40 }],
  },
] as const satisfies readonly Scenario[]

export type ScenarioId = (typeof scenarios)[number]['id']

/** The scenario with this id, or undefined. */
export function findScenario(id: string): Scenario | undefined {
  return scenarios.find(scenario => scenario.id === id)
}
