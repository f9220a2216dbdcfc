import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Nonin Onyx II 9560 and WristOx2 3150 as they come from the factory (format 13)'],
  cable: 'A Bluetooth serial port; the 3150 also by the maker’s USB cable.',
  setUp:
    'Nothing: it is the factory setting. One record for each finished spot check; for a session choose format 2.',
  checksum: 'sum of the data section, 8 bit',
  tested: ['records made from the layout'],
  uncertain: [
    {
      what: 'Whether later firmware has a longer data section: up to 30 bytes are taken.',
      settledBy: 'Three spot checks of a new 9560.',
    },
  ],
}
