import type { About } from '../driver.ts'

export const about: About = {
  devices: ['A&D UA-767PC'],
  checksum: null,
  tested: [
    'the example record of one owner’s program',
    'records made from the layout that two programs agree on',
  ],
  uncertain: [
    {
      what: 'Failures are told by their codes, 81 to 83: what they mean is not established.',
      settledBy: 'Records of failed measurements with what the display said.',
    },
    {
      what: 'The last byte (perhaps the mean) is not shown; whether anything follows a record.',
      settledBy: 'A capture of three measurements with what the display said.',
    },
    {
      what: 'Starting it from outside (55, “C PC 05”, “C PC 10”) is known from owners’ reports only, and not done.',
      settledBy: 'A capture of the maker’s own program.',
    },
  ],
  experimental: true,
}
