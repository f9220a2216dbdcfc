import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'SetoCare ST-T130-U01',
    'Berry BM1000 and BM2000 with a serial link',
    'OEM SpO2 boards with “BCI” output',
  ],
  checksum: null,
  tested: ['packets made from the layout; one with values decoded from a real SetoCare recording'],
  uncertain: [
    {
      what: 'Baud rate and packets a second vary by product: Vigil opens the port at 4800 (SetoCare, about 60 a second) unless told; Berry’s USB units may want 115200.',
      settledBy: 'A minute of a Berry USB oximeter at 4800, 9600, 19200 and 115200.',
    },
    {
      what: 'Byte 1 bits 5 and 4 are named differently by two documents; with either set there is no value.',
      settledBy: 'A capture with the finger in, out, and the probe unplugged.',
    },
    {
      what: 'From which signal strength a value is weak is not documented: below 2 of 8 here.',
      settledBy: 'A capture with a cold hand, beside the unit’s own display.',
    },
  ],
}
