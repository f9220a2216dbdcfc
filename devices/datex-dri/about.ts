import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'GE CARESCAPE B850, B650, B450',
    'GE B40, B30, B20, B105, B125',
    'Datex-Ohmeda S/5, Cardiocap/5, AS/3, CS/3, Light',
  ],
  cable:
    'RS-232 with RTS and CTS wired; on B450, B650 and B850 by an ATEN UC-232A USB converter plugged into the monitor.',
  setUp: 'The serial port may have to be enabled in the service menu.',
  checksum: 'sum of the record, 8 bit',
  tested: [
    'records made from the manufacturer’s layout',
    'a real recording of an S/5 without a patient (21 records), read on a developer’s machine',
    'host against the simulated monitor',
  ],
  uncertain: [
    {
      what: 'What the pressures hold while the cuff measures: not read then.',
      settledBy: 'A capture of one whole cuff measurement.',
    },
    {
      what: 'Whether the monitor’s clock counts UTC or local time: it is right if it is right in either.',
      settledBy: 'One record beside the monitor’s clock on its screen.',
    },
    {
      what: 'EtCO2 was read from a real module without a patient only: its place and the ambient pressure are right there.',
      settledBy: 'A capture with a patient’s CO2, beside the figure on the screen.',
    },
    {
      what: 'B850 and B650 of software 1.x count “older than 60 s” from the start of a measurement: one that takes longer comes as an old one, and is not told.',
      settledBy: 'A capture of a long measurement on such a monitor.',
    },
  ],
}
