import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'bedside monitors and gateways that send ORU^R01 (HL7 v2.3 to 2.6, IHE PCD-01): Mindray VS-900, VS 8 and eGateway, GE B1x5, Comen NC, Welch Allyn, Nihon Kohden, Philips through a gateway',
  ],
  cable:
    'No serial cable: network only. Vigil and the sender on one wired network that no patient, visitor or other clinic shares.',
  setUp:
    'Send unsolicited results (ORU^R01 over MLLP) every second, and at least every 5 s: at longer intervals Vigil says “link lost”. Either the sender calls Vigil (port tcp-listen://ADDRESS:2575, ADDRESS being one of this computer’s own), or Vigil calls it (tcp://ADDRESS:PORT). One sender is one patient: no gateway that mixes beds.',
  help: '“Stored data”: set the sender’s clock and its interval, since values must come within 10 s of being measured; “demonstration”: leave the demonstration mode; nothing comes: the computer’s firewall, and the address on the sender.',
  checksum: null,
  tested: [
    'messages that owners of a Mindray VS-900, a Comen NC, a Northern monitor and a Capsule-like bridge have published, with names replaced',
    'messages made from HL7 v2.6 and IHE PCD-01',
    'an independent HL7 library reads the same values from all of them',
    'over TCP, calling and listening',
  ],
  personal:
    'Name, birth date and patient number stand in every message (PID, PV1). Vigil only compares bed and patient number with those of the first message, but a raw capture keeps them all.',
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
