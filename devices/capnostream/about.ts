import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Oridion / Covidien / Medtronic Capnostream 20 and 20p'],
  checksum: 'exclusive or of length, code and data, 8 bit',
  tested: ['messages made from the manufacturer’s layout', 'host against the simulated monitor'],
  uncertain: [
    {
      what: 'No captured bytes are public: all vectors are made from the manufacturer’s document, on which two other implementations agree.',
      settledBy:
        'Ten minutes of a Capnostream 20 with a patient, the line off for a while, and a breath held.',
    },
    {
      what: 'Capnostream 35 and Microcap are believed to speak the same; they may be tried.',
      settledBy: 'A minute of either.',
    },
    {
      what: 'What “enable” does to a stream that is under way; whether newer software reports a broken link without “link is active”, which is not sent.',
      settledBy: 'A capture of Vigil restarted beside a running monitor of software 2.x.',
    },
    {
      what: 'Whether the monitor’s clock counts UTC or local time: it is right if it is right in either.',
      settledBy: 'One message beside the clock on its screen.',
    },
  ],
}
