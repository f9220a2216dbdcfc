import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Omron HBP-9030 and HBP-9031C, format 5', 'Omron HBP-9020, mode 5 (one trace)'],
  cable: 'Its own USB socket (a serial port of USB id 0483:5740), or RS-232.',
  setUp:
    'Function item 32: format 5. Lines that begin with MMBP203N or ID are other formats and are not read. It sends the patient’s ID with each result: Vigil drops it, but a raw capture holds it.',
  help: 'Lines of another format: set function item 32 to format 5.',
  checksum: null,
  tested: ['a published example record', 'records made from the layout'],
  personal:
    'The ID that was typed into the device (20 characters) stands in each record. Vigil does not keep it, but a raw capture does.',
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
