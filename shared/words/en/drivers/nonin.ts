export const noninWords = {
  'nonin-df2': {
    label: 'Nonin oximeters, data format 2',
    cable:
      'RS-232 or TTL through any USB-serial adapter; the 3012LP by its own USB plug; 9560 and 3150 as a Bluetooth serial port.',
    setUp:
      'A 9560 or 3150 must be set to format 2 by its owner, within 5 s after its port was opened, with the bytes 02 70 02 02 02 03 (9560) or 02 70 04 02 02 00 78 03 (3150): it stays in the device, and Vigil does not change it.',
  },
  'nonin-df7': {
    label: 'Nonin oximeters, data format 7',
    cable: 'As for format 2: USB-serial adapter, the unit’s own USB plug, or a Bluetooth serial port.',
    setUp:
      'The unit must be set to format 7 by its owner: it stays in the device, and Vigil does not change it.',
  },
  'nonin-df8': {
    label: 'Nonin oximeters, data format 8',
    cable: 'As for format 2: USB-serial adapter, the unit’s own USB plug, or a Bluetooth serial port.',
    setUp:
      'The unit must be set to format 8 by its owner: it stays in the device, and Vigil does not change it.',
  },
  'nonin-df1': {
    label: 'Nonin oximeters, data format 1',
    cable: 'As for format 2: USB-serial adapter, the unit’s own USB plug, or a Bluetooth serial port.',
    setUp:
      'The unit must be set to format 1 by its owner: it stays in the device, and Vigil does not change it.',
  },
  'nonin-df13': {
    label: 'Nonin oximeters, data format 13 (spot check)',
    cable: 'A Bluetooth serial port; the 3150 also by the maker’s USB cable.',
    setUp:
      'Nothing: it is the factory setting. One record for each finished spot check; for a session choose format 2.',
    stored: 'stored data: records out of the unit’s memory, not values of now',
  },
  'nonin-ascii': {
    label: 'Nonin oximeters, ASCII line',
    cable: 'RS-232, or TTL serial on the sensor connector of the hand-helds, with the maker’s cable.',
    setUp: 'Avant: serial output ASCII (DIP switches).',
  },
} as const
