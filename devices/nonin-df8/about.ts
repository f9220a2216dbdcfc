import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Nonin Onyx II 9560 and WristOx2 3150, once set to format 8'],
  cable: 'As for format 2: USB-serial adapter, the unit’s own USB plug, or a Bluetooth serial port.',
  setUp:
    'The unit must be set to format 8 by its owner: it stays in the device, and Vigil does not change it.',
  checksum: null,
  tested: ['frames made from the layout'],
  uncertain: [
    {
      what: 'Format 8 gives the display values only: up to 1.5 s old. They are passed over as soon as the sensor alarm is set.',
      settledBy: 'Nothing: the format has no others. Format 2 has, and a waveform.',
    },
  ],
}
