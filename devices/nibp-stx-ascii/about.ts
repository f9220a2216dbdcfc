import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'Unimed UN300C',
    'Sinnor N6',
    'Medlab NIBP2010 and NIBP2020',
    'relatives inside other makers’ monitors',
  ],
  cable: 'TTL or RS-232 of the board; level and pump supply differ by maker.',
  setUp: '',
  checksum: 'sum of the characters, 8 bit, of commands and results; none in the pressure stream',
  tested: ['frames made from the layout', 'host against the simulated module'],
  uncertain: [
    {
      what: 'The checksum of results is assumed to be that of commands; a result that fails it is refused.',
      settledBy: 'One result of each maker’s board.',
    },
    {
      what: 'Message codes are told by number: public programs disagree on their names.',
      settledBy: 'Results of a loose cuff, a moving arm and a leak.',
    },
    {
      what: 'The characters C and S of the pressure stream, and status, mode, cycle and timer of the result.',
      settledBy: 'A whole measurement from start to result.',
    },
    {
      what: 'What a module says after an abort: whether 999 comes, and whether the result before stays. Neither is taken for a new result.',
      settledBy: 'A measurement that is stopped half-way.',
    },
  ],
  experimental: true,
}
