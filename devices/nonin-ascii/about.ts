import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Nonin 8500, 2500, 9847, 8600', 'Nonin 7500', 'Nonin Avant 9600, 4000, 4100'],
  cable: 'RS-232, or TTL serial on the sensor connector of the hand-helds, with the maker’s cable.',
  setUp: 'Avant: serial output ASCII (DIP switches).',
  checksum: null,
  tested: ['lines made from the layout'],
  uncertain: [
    {
      what: 'Whether figures are padded with zeros or blanks: both are taken.',
      settledBy: 'Ten lines of any of these units.',
    },
  ],
}
