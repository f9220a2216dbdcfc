import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'bedside monitors and gateways that send ORU^R01 (HL7 v2.3 to 2.6, IHE PCD-01): Mindray VS-900, VS 8 and eGateway, GE B1x5, Comen NC, Welch Allyn, Nihon Kohden, Philips through a gateway',
  ],
  checksum: null,
  tested: [
    'messages that owners of a Mindray VS-900, a Comen NC, a Northern monitor and a Capsule-like bridge have published, with names replaced',
    'messages made from HL7 v2.6 and IHE PCD-01',
    'an independent HL7 library reads the same values from all of them',
    'over TCP, calling and listening',
  ],
  uncertain: [
    {
      what: 'Acknowledgement: AA or AE in original mode, also where a sender asks for the “accept” acknowledgement of enhanced mode (Mindray: AL, NE).',
      settledBy: 'A capture of a Mindray monitor that sends its second message.',
    },
    {
      what: 'Of a result whose time moves on with every message (Comen), the same three figures are one measurement, however long the gap; in the first message they are a standing one.',
      settledBy: 'Ten minutes of a Comen NC with two measurements, beside its screen.',
    },
    {
      what: 'No profile names a failed cuff measurement: pressures marked INV are taken for one.',
      settledBy: 'A capture of a monitor whose cuff is taken off while it measures.',
    },
    {
      what: 'A heart rate under LOINC 8867-4 may be a pulse: it is shown as a heart rate.',
      settledBy: 'The sender’s manual; the clinic’s own table can say so.',
    },
    {
      what: 'The age of a result is the message’s time less the result’s: where the two are of different clocks, it is as wrong as those. Values are believed 3 s after the sender first calls.',
      settledBy: 'The clocks of gateway and monitor side by side.',
    },
  ],
}
