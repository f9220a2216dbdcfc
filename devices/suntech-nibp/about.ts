import type { About } from '../driver.ts'

export const about: About = {
  devices: ['SunTech Advantage, Advantage A+, Advantage Mini, LX and SB modules'],
  checksum: 'all bytes of a packet add up to 0, 8 bit',
  tested: [
    'the manufacturer’s two example packets',
    'packets made from the layout',
    'host against the simulated module',
  ],
  uncertain: [
    {
      what: 'Meaning of the BP status byte and of the eight test codes: not read.',
      settledBy: 'Results of good, doubtful and failed measurements beside the module’s own report.',
    },
    {
      what: 'What the module answers to a start during its safety pause (“busy”): the start is sent three times, 5 s apart.',
      settledBy: 'A capture of two starts within ten seconds.',
    },
  ],
}
