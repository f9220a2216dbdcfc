import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Nonin Xpod and OEM III of some part numbers', 'older Nonin units set to format 1'],
  cable: 'As for format 2: USB-serial adapter, the unit’s own USB plug, or a Bluetooth serial port.',
  setUp:
    'The unit must be set to format 1 by its owner: it stays in the device, and Vigil does not change it.',
  checksum: null,
  tested: ['frames made from the layout'],
  uncertain: [
    {
      what: 'Three public descriptions agree on the layout, but no capture is known.',
      settledBy: 'A minute of a unit in format 1 with the finger in and out.',
    },
  ],
}
