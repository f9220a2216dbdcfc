import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'Nonin Onyx II 9560 and WristOx2 3150, once set to format 7',
    'Nonin Xpod and OEM III of some part numbers',
  ],
  cable: 'As for format 2: USB-serial adapter, the unit’s own USB plug, or a Bluetooth serial port.',
  setUp:
    'The unit must be set to format 7 by its owner: it stays in the device, and Vigil does not change it.',
  checksum: 'sum of the four bytes before it, 8 bit, in each frame',
  tested: ['packets made from the layout'],
  uncertain: [
    {
      what: 'Which Xpod and OEM III part numbers speak format 7.',
      settledBy: 'A minute of any of them.',
    },
  ],
}
