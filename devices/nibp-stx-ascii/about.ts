import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'Unimed UN300C',
    'Sinnor N6',
    'PAR Medizintechnik (Medlab) NIBP2010 and NIBP2020 UP',
    'relatives inside other makers’ monitors',
  ],
  checksum: 'sum of the characters, 8 bit, of commands and results; none in the pressure stream',
  tested: [
    'frames made from the layout, for PAR boards as two public programs quote its technical descriptions (2.12 and 2.14)',
    'host against the simulated module',
  ],
  uncertain: [
    {
      what: 'The checksum of results is assumed to be that of commands; a result that fails it is refused.',
      settledBy: 'One result of each maker’s board.',
    },
    {
      what: 'Message codes are named as PAR’s are, with their number: other makers’ may mean something else.',
      settledBy: 'Results of a loose cuff, a moving arm and a leak.',
    },
    {
      what: 'States S are PAR’s (one source): manometer and leak test are no measurement. Mode, cycle and timer of the result are not read.',
      settledBy: 'A whole measurement from start to result.',
    },
    {
      what: 'What a module says after an abort: whether 999 comes, and whether the result before stays. Neither is taken for a new result.',
      settledBy: 'A measurement that is stopped half-way.',
    },
  ],
  experimental: true,
}
