import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'Masimo Rad-8',
    'Masimo Radical-7 (older, and with colour screen)',
    'Masimo Radical-5',
    'Masimo Rad-87',
  ],
  checksum: null,
  tested: [
    'real lines of two Rad-8 and a colour Radical-7',
    'lines of a Radical-5 (three digits of EXC), and lines of the higher bits of EXC, quoted by one public program',
    'lines made from the layout',
  ],
  uncertain: [
    {
      what: 'The bits of ALARM are known from owners’ experiments only: they are not read.',
      settledBy: 'Nothing is needed: Vigil’s own alarms do not depend on them.',
    },
    {
      what: 'Bits of EXC from 0x1000 on, and 0x100, are from one program’s list of the maker’s: emitter temperature and sensor current are taken to leave no value.',
      settledBy: 'A capture with a cable pulled, and one with a worn sensor, beside the display.',
    },
    {
      what: 'Whose “receive” and “transmit” the pins of the DB-9 are named after.',
      settledBy: 'One owner’s report for each model, with and without a null-modem adapter.',
    },
  ],
}
