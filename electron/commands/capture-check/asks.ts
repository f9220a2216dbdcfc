import type { Driver } from '../../../devices/driver.ts'
import type { Sample } from '../../../shared/reading.ts'
import type { Capture } from '../../ports/capture/format.ts'

/** What whoever takes in the capture would ask for, and why. */
export interface Ask {
  readonly ask: string
  readonly because: string
}

/** @param driver the one that fits; undefined: none does */
export function listAsks(
  driver: Driver | undefined,
  capture: Capture | null,
  samples: readonly Sample[],
): readonly Ask[] {
  return [
    {
      ask: 'Maker, model and software version of the monitor, and how it was connected.',
      because: 'No file says which monitor it came from.',
    },
    {
      ask: 'What its screen showed at three moments, with the time of each.',
      because: 'Figures can be right in form and wrong in meaning.',
    },
    ...(capture
      ? []
      : [
          {
            ask: 'The same as a capture of Vigil (device page, “Begin raw capture”).',
            because: 'Raw bytes have no times and no requests: some protocols need both.',
          },
        ]),
    ...(driver ? askOf(driver, capture, samples) : askOfUnknown()),
  ]
}

function askOfUnknown(): readonly Ask[] {
  return [
    {
      ask: 'The page of the monitor’s manual on its data port, and the settings of that port.',
      because: 'No driver fits these bytes: the speed, the parity or the protocol may be another.',
    },
  ]
}

function askOf(driver: Driver, capture: Capture | null, samples: readonly Sample[]): readonly Ask[] {
  const has = (test: (sample: Sample) => boolean) => samples.some(test)
  const asks: Ask[] = []
  if (capture && driver.createHost && !capture.records.some(({ kind }) => kind === 'out'))
    asks.push({
      ask: 'A capture in which Vigil asks the monitor.',
      because: `${driver.words.label} speaks only when it is asked, and nothing was sent.`,
    })
  if (driver.vitals.includes('spo2') && !has(({ kind, ...rest }) => kind === 'device' && isOff(rest)))
    asks.push({
      ask: 'Ten seconds with the finger out, and with the sensor unplugged.',
      because: 'What the monitor sends without a finger was not seen.',
    })
  if (driver.vitals.includes('systolic')) {
    if (!has(sample => sample.kind === 'nibp' && sample.status === 'ok' && !sample.standing))
      asks.push({
        ask: 'One whole cuff measurement, from its start to a minute after its end.',
        because: 'No new cuff result was seen.',
      })
    if (!has(sample => sample.kind === 'nibp' && sample.status === 'failed'))
      asks.push({
        ask: 'A cuff measurement that is stopped half-way.',
        because: 'A failed cuff measurement was not seen.',
      })
  }
  const open = driver.about?.uncertain ?? []
  return [...asks, ...open.map(({ what, settledBy }) => ({ ask: settledBy, because: what }))]
}

function isOff(rest: object): boolean {
  return 'state' in rest && rest.state !== 'sensorOn'
}
