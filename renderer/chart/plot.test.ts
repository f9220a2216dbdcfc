import { expect, it } from 'vitest'
import type { StreamVitalId } from '../../shared/vitals.ts'
import { layOutPanels, SPO2_AXIS } from './plot.ts'

it.each<readonly StreamVitalId[]>([[], ['respRate'], ['respRate', 'temperature', 'etco2']])(
  'the names of phases keep their room above SpO2, whatever is at the foot: %s %s %s',
  (...small) => {
    const [bottom, top] = layOutPanels(['spo2', 'pulseRate', ...small]).domains[SPO2_AXIS] ?? [0, 0]
    expect((100 - bottom) / (top - bottom)).toBeCloseTo(1 - 0.0625)
  },
)
