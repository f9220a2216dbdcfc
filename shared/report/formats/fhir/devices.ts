import type { Source } from '../../../reading.ts'
import type { VitalId } from '../../../vitals.ts'
import type { ReportWords } from '../../../words/report.ts'
import { metricCode, unitCode } from './codes.ts'
import { type Context, HEADLESS, monitorThing, notes, VIGIL } from './context.ts'
import type { Device, DeviceMetric } from './types.ts'

/** Vigil itself, and every monitor that gave a value. */
export function makeDevices(context: Context, words: ReportWords): readonly Device[] {
  const { fhir: said } = words.report.formats
  const { setting, generatedBy } = context.report
  const vigil: Device = {
    resourceType: 'Device',
    id: context.id(VIGIL),
    ...context.meta([]),
    status: 'active',
    deviceName: [{ name: 'Vigil', type: 'user-friendly-name' }],
    ...(setting.software === '' ? {} : { version: [{ value: setting.software }] }),
    ...notes([said.vigil, generatedBy === HEADLESS ? said.headless : null]),
  }
  const monitors = [...monitorsOf(context)].map(([thing, { source }]): Device => {
    const { id, driver, origin } = source
    return {
      resourceType: 'Device',
      id: context.id(thing),
      ...context.meta([], origin),
      status: 'active',
      deviceName: [{ name: id, type: 'user-friendly-name' }],
      type: { text: said.monitor(driver) },
    }
  })
  return [vigil, ...monitors]
}

/** What each monitor measured, by its IEEE 11073 code. */
export function makeMetrics(context: Context, words: ReportWords): readonly DeviceMetric[] {
  return [...monitorsOf(context)].flatMap(([thing, { source, measured }]) =>
    [...measured].map(
      (vital): DeviceMetric => ({
        resourceType: 'DeviceMetric',
        id: context.id(`${thing}/metric/${vital}`),
        ...context.meta([], source.origin),
        type: metricCode(vital, words),
        unit: unitCode(vital),
        source: {
          ...context.refer(thing),
          display: words.report.formats.fhir.metric(words.vitals.names[vital], source.id),
        },
        category: 'measurement',
      }),
    ),
  )
}

function monitorsOf({ report }: Context) {
  const found = new Map<string, { readonly source: Source; readonly measured: Set<VitalId> }>()
  for (const reading of report.readings) {
    if (reading.source.origin === 'manual') continue
    const thing = monitorThing(reading.source)
    const { measured } = found.get(thing) ?? { measured: new Set<VitalId>() }
    found.set(thing, { source: reading.source, measured })
    if (reading.kind === 'vital') measured.add(reading.vital)
    else for (const vital of ['systolic', 'diastolic', 'mean'] as const) measured.add(vital)
  }
  return found
}
