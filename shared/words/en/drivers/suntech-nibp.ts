export const suntechNibpWords = {
  'suntech-nibp': {
    label: 'SunTech Advantage NIBP modules',
    cable: 'TTL serial of the module, or RS-232 or USB of its carrier board.',
    setUp: '',
    failures: {
      noReading: 'no reading',
      weakSignal: 'weak or no oscillometric signal',
      erraticSignal: 'artefact or erratic signal',
      outOfRange: 'blood pressure out of range',
      timeExceeded: 'measurement time exceeded',
      blockage: 'pneumatic blockage',
      endedByUser: 'ended by the user',
      inflationTimeout: 'inflation time-out: leak or loose cuff',
      safetyTimeout: 'safety time-out',
      overpressure: 'cuff overpressure',
      supplyOutOfRange: 'supply out of range',
      safetyOverride: 'safety override fitted, or auto-zero out of range',
      transducerOutOfRange: 'transducer out of range',
      calibrationData: 'calibration data failure',
    },
  },
} as const
