import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'Contec CMS50D+ from firmware 4.6',
    'Contec CMS50E (newer), CMS50EW, CMS50F 3.7, CMS50H, CMS50I',
    'Contec CMS60C',
    'Pulox PO-250',
    'ReFleX AQWave RX101',
  ],
  checksum: null,
  tested: [
    'a real recording of a CMS60C',
    'real packets of a CMS50D+ and a CMS50E',
    'packets made from the layout, among them those of a clone that never fills the signal strength',
  ],
  settled: [
    'The packet and its states: 1,177 live packets and 17 answers of a CMS60C fit without a byte left over; finger out, search, a slip of the finger, search and the first values, 284 SpO2 of 97 % among them.',
  ],
  uncertain: [
    {
      what: 'Whether “host is here” alone keeps a stream alive: both it and the start are repeated.',
      settledBy: 'Two minutes of a CMS50D+ that is sent AF only.',
    },
  ],
}
