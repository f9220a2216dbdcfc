export const datexDriWords = {
  'datex-dri': {
    label: 'GE / Datex-Ohmeda S/5 computer interface',
    cable:
      'RS-232 with RTS and CTS wired; on B450, B650 and B850 by an ATEN UC-232A USB converter plugged into the monitor.',
    setUp: 'The serial port may have to be enabled in the service menu.',
    help: 'Silent: enable the serial port in the service menu, and see that RTS and CTS are wired; no CO2: the module’s own “apnea deactivated” does not matter, its calibration does.',
    /** The cuff is tight, but measures nothing. */
    held: { stasis: 'held for a blood sample', calibrating: 'calibrating' },
  },
} as const
