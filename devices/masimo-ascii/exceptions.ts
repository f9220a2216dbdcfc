import type { DeviceState } from '../../shared/reading.ts'
import type { HostWords } from '../../shared/words/host.ts'

/** What the monitor says of its sensor, by its word. */
type Why = keyof HostWords['drivers']['masimo-ascii']['sensor']

/** Bits of EXC (Rad-8 operator's manual; from 0x1000 on, and 0x100, the maker's list as quoted by one source). They add up. */
const bit = {
  noSensor: 0x1,
  defectiveSensor: 0x2,
  lowPerfusion: 0x4,
  pulseSearch: 0x8,
  interference: 0x10,
  sensorOff: 0x20,
  ambientLight: 0x40,
  unrecognisedSensor: 0x80,
  incompatibleSensor: 0x100,
  lowSignalIq: 0x400,
  running: 0x800,
  noCable: 0x1000,
  cableLifeExpired: 0x2000,
  incompatibleCable: 0x4000,
  unrecognisedCable: 0x8000,
  defectiveCable: 0x1_0000,
  calibrating: 0x2_0000,
  sensorLifeExpired: 0x4_0000,
  emitterTemperature: 0x8_0000,
  sensorCurrent: 0x10_0000,
} as const

/** With any of these there is no value, though digits may stand there. The state itself says what the first two are. */
const noSensorFor: readonly (readonly [bits: number, why: Why | undefined])[] = [
  [bit.noSensor, undefined],
  [bit.sensorOff, undefined],
  [bit.noCable, 'noCable'],
  [bit.defectiveCable, 'defectiveCable'],
  [bit.incompatibleCable, 'incompatibleCable'],
  [bit.unrecognisedCable, 'unrecognisedCable'],
  [bit.defectiveSensor, 'defectiveSensor'],
  [bit.incompatibleSensor, 'incompatibleSensor'],
  [bit.unrecognisedSensor, 'unrecognisedSensor'],
  [bit.emitterTemperature, 'emitterTemperature'],
  [bit.sensorCurrent, 'sensorCurrent'],
]
/** Values stand, but whoever looks after the monitor should know. */
const hintFor: readonly (readonly [bits: number, why: Why])[] = [
  [bit.cableLifeExpired, 'cableLifeExpired'],
  [bit.sensorLifeExpired, 'sensorLifeExpired'],
]
const NO_SENSOR = noSensorFor.reduce((all, [bits]) => all | bits, 0)
const WARNING = bit.lowPerfusion | bit.interference | bit.ambientLight | bit.lowSignalIq

export interface SensorSaid {
  /** With any but `sensorOn` there is no value. */
  readonly state: Extract<DeviceState, 'sensorOn' | 'noSensor' | 'searching'>
  readonly why?: Why | undefined
}

export const exception = {
  bit,
  sensorOf(bits: number): SensorSaid {
    if ((bits & NO_SENSOR) !== 0)
      return { state: 'noSensor', why: noSensorFor.find(([one]) => (bits & one) !== 0)?.[1] }
    if ((bits & bit.calibrating) !== 0) return { state: 'searching', why: 'calibrating' }
    if ((bits & bit.pulseSearch) !== 0) return { state: 'searching' }
    return { state: 'sensorOn', why: hintFor.find(([one]) => (bits & one) !== 0)?.[1] }
  },
  /** Is there something that makes a value doubtful? */
  isWarning: (bits: number): boolean => (bits & WARNING) !== 0,
} as const
