import type { DeviceState } from '../../shared/reading.ts'

/** Bits of EXC (Rad-8 operator's manual). They add up. */
const bit = {
  noSensor: 0x1,
  defectiveSensor: 0x2,
  lowPerfusion: 0x4,
  pulseSearch: 0x8,
  interference: 0x10,
  sensorOff: 0x20,
  ambientLight: 0x40,
  unrecognisedSensor: 0x80,
  lowSignalIq: 0x400,
  running: 0x800,
} as const

const NO_SENSOR = bit.noSensor | bit.defectiveSensor | bit.sensorOff | bit.unrecognisedSensor
const WARNING = bit.lowPerfusion | bit.interference | bit.ambientLight | bit.lowSignalIq

export const exception = {
  bit,
  /** What the sensor's state is; with any but `sensorOn` there is no value. */
  sensorState(bits: number): Extract<DeviceState, 'sensorOn' | 'noSensor' | 'searching'> {
    if ((bits & NO_SENSOR) !== 0) return 'noSensor'
    return (bits & bit.pulseSearch) === 0 ? 'sensorOn' : 'searching'
  },
  /** Is there something that makes a value doubtful? */
  isWarning: (bits: number): boolean => (bits & WARNING) !== 0,
} as const
