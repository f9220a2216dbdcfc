import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Omron HBP-9030 and HBP-9031C, format 5', 'Omron HBP-9020, mode 5 (one trace)'],
  checksum: null,
  tested: ['a published example record', 'records made from the layout'],
  uncertain: [
    {
      what: 'HBP-9020: the order systolic, mean, diastolic follows from one sample; figures out of that order are refused.',
      settledBy: 'Three records of an HBP-9020 beside what its display showed.',
    },
    {
      what: 'Error codes are told by number: their meaning is not published.',
      settledBy: 'Records of failed measurements with what the display said.',
    },
    {
      what: 'Terumo BP-500 and A&D TM-2657 are not read: checksum and fields are not established.',
      settledBy: 'Ten records of each, with their displays.',
    },
  ],
}
