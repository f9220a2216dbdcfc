import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Philips IntelliVue MP2, X2, MP5, MP5SC, MP20 to MP90', 'Philips IntelliVue MX400 to MX850'],
  checksum: 'CRC-16 of RFC 1171',
  tested: [
    'two documented examples of the framing',
    'messages made from the layout',
    'host against the simulated monitor',
  ],
  uncertain: [
    {
      what: 'Nobody has read a real IntelliVue with it: no free recording exists.',
      settledBy: 'A capture of the first minutes on any model.',
    },
    {
      what: 'Nobody has tried a port set to 19200: the driver opens at 115200 unless told.',
      settledBy: 'A monitor that cannot be set to 115200.',
    },
    {
      what: 'Whether every model tells when it measured pressure: without it, a result that stands there when the line is opened is of nobody knows when.',
      settledBy: 'A capture of one cuff measurement on each model.',
    },
    {
      what: 'Temperatures are not read: their ids depend on the label, and a difference of two looks like one.',
      settledBy: 'A capture with one and with two temperature probes.',
    },
    {
      what: 'What is in a refusal or an abort: not read; asked again after 10 s.',
      settledBy: 'A capture of a refusal.',
    },
  ],
}
