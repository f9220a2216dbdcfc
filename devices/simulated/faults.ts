import type { DeviceState, Sample } from '../../shared/reading.ts'
import { type HostWords, phrase } from '../../shared/words/host.ts'
import type { Driver } from '../driver.ts'
import { createTalk } from './talk.ts'

/** What can be wrong with a monitor or its line, on order: `phrase.simulated.faults` tells what each does. */
export const faults = [
  { id: 'noise', lastsS: 40 },
  { id: 'dropped-bytes', lastsS: 40 },
  { id: 'truncated-frames', lastsS: 40 },
  {
    id: 'wrong-checksum',
    lastsS: 40,
  },
  { id: 'stall', lastsS: 15 },
  {
    id: 'power-cycle',
    lastsS: 10,
  },
  { id: 'repeated-cuff', lastsS: 100 },
  { id: 'probe-off', lastsS: 40 },
  { id: 'searching', lastsS: 40 },
  { id: 'low-battery', lastsS: 40 },
] as const satisfies readonly {
  readonly id: keyof HostWords['simulated']['faults']
  readonly lastsS: number
}[]

export type Fault = (typeof faults)[number]
export type FaultId = Fault['id']

/** A fault comes so long after the line opens … */
const FIRST_AFTER_S = 20
/** … and so often again: good values come in between. */
const EVERY_S = 120

/** The fault with this id, or undefined. */
export function findFault(id: string): Fault | undefined {
  return faults.find(fault => fault.id === id)
}

/** When the spell ends in which the fault holds at this moment, in ms after the start; null: it does not hold. */
export function faultEndsMs({ lastsS }: Fault, sinceStartMs: number): number | null {
  const sinceFirstMs = sinceStartMs - FIRST_AFTER_S * 1000
  if (sinceFirstMs < 0) return null
  const intoMs = sinceFirstMs % (EVERY_S * 1000)
  return intoMs < lastsS * 1000 ? sinceStartMs - intoMs + lastsS * 1000 : null
}

/** Why this driver's monitor cannot have the fault, in one sentence; null: it can. */
export function refuseFault({ id }: Fault, driver: Driver): string | null {
  const { notFor, lacks } = phrase.simulated
  const no = (what: keyof typeof lacks) => notFor(id, driver.id, lacks[what])
  switch (id) {
    case 'wrong-checksum':
      return driver.about?.checksum ? null : no('checksum')
    case 'repeated-cuff':
      return driver.vitals.includes('systolic') ? null : no('cuff')
    case 'probe-off':
      return driver.vitals.includes('spo2') ? null : no('fingerSensor')
    case 'searching':
      if (!driver.vitals.includes('spo2')) return no('fingerSensor')
      return canTell(driver, 'searching') ? null : no('search')
    case 'low-battery':
      return canTell(driver, 'lowBattery') ? null : no('battery')
    default:
      return null
  }
}

const TOLD_WITHIN_MS = 15_000

/** Does the state get through the driver's own protocol? Found out by saying it. */
function canTell(driver: Driver, state: DeviceState): boolean {
  const vitals = driver.vitals.flatMap((vital): Sample[] =>
    vital === 'spo2' || vital === 'pulseRate'
      ? [{ kind: 'vital', vital, value: null, quality: 'noSignal' }]
      : [],
  )
  const waveLength = Math.round((driver.stream.plethPerS * driver.stream.everyMs) / 1000)
  const values = Array.from({ length: waveLength }, () => 0)
  const wave: Sample[] =
    waveLength > 0 ? [{ kind: 'wave', wave: 'pleth', ratePerS: driver.stream.plethPerS, values }] : []
  const talk = createTalk(driver)
  let show: readonly Sample[] = [{ kind: 'device', state }]
  for (let nowMs = 0; nowMs < TOLD_WITHIN_MS; nowMs += 250) {
    const heard = talk(nowMs % 1000 === 0 ? [...show, ...wave, ...vitals] : [], nowMs)
    if (heard.some(sample => sample.kind === 'device' && sample.state === state)) return true
    if (nowMs % 1000 === 0) show = []
  }
  return false
}
