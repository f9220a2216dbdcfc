import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Oridion / Covidien / Medtronic Capnostream 20 and 20p'],
  cable: 'RS-232 on the DB-9 at the rear: a straight cable; if nothing comes, a null-modem one.',
  setUp:
    'Nothing, where the port’s speed is Automatic (the factory setting): the enable command switches it to this protocol. CO2 in mmHg or kPa.',
  help: 'Silent: set the port’s speed to Automatic, or to the one chosen in Vigil, and try a null-modem cable; no end-tidal CO2: set its unit to mmHg or kPa, since vol% cannot be read without the air’s pressure.',
  checksum: 'exclusive or of length, code and data, 8 bit',
  tested: ['messages made from the manufacturer’s layout', 'host against the simulated monitor'],
  personal:
    'A patient ID that was typed into the monitor may come in messages of its own. Vigil passes them unread, but a raw capture keeps them.',
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
