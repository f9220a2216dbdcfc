export const masimoAsciiWords = {
  'masimo-ascii': {
    label: 'Masimo Rad-8 and Radical-7, ASCII 1',
    cable:
      'Any USB-RS-232 cable in the female DB-9 (2 receive, 3 transmit, 5 ground, the others not connected); if nothing comes, with a null-modem adapter.',
    setUp:
      'Serial output “ASCII 1”: a Rad-87 sends it unless another output is chosen; on a Rad-8 set SEr = AS1, since its factory setting, ASCII 2, is silent until it is polled.',
    help: 'Silent Rad-8: hold Enter and press Down for 5 s to reach menu level 3, and set SEr to AS1 (on software of 2007, Serial out on level 5); in Home and Sleep mode its menus are locked.',
    sensor: {
      noCable: 'no cable connected',
      defectiveCable: 'defective cable',
      incompatibleCable: 'incompatible cable',
      unrecognisedCable: 'unrecognised cable',
      defectiveSensor: 'defective sensor',
      incompatibleSensor: 'incompatible sensor',
      unrecognisedSensor: 'unrecognised sensor',
      emitterTemperature: 'emitter temperature out of range',
      sensorCurrent: 'sensor current limit exceeded',
      calibrating: 'calibrating',
      cableLifeExpired: 'cable life expired',
      sensorLifeExpired: 'sensor life expired',
    },
  },
} as const
