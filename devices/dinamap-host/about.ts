import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'GE CARESCAPE V100',
    'GE DINAMAP ProCare and PRO 100 to 400',
    'Critikon DINAMAP Compact',
    'GE Dash 2500',
  ],
  cable:
    'V100, ProCare, PRO: the maker’s host-port cable only (other pins of that DB-15 may carry supply voltage). Dash 2500: straight cable to the DB-9 “HostComm” port.',
  setUp: 'Dash 2500: “ASCII cmd”. Others: nothing.',
  checksum: 'sum of all bytes, each 0x20 as 1, wrapping at 4095, two characters',
  tested: ['a real NF reply of a CARESCAPE V100', 'frames made from the layout'],
  uncertain: [
    {
      what: 'Which other baud rates a monitor can be set to: 9600 is every one’s factory setting; 19200, 4800 and 2400 can be chosen.',
      settledBy: 'The host-port page of each model’s configuration menu.',
    },
    {
      what: 'The layout of refusals and of the answers to NC0 and ND: any with the right letters and sum is taken.',
      settledBy: 'A capture of a V100 while its cuff is started, stopped, and started again while busy.',
    },
    {
      what: 'What pressures and age hold while busy (ignored), and whether NF differs from NA.',
      settledBy: 'The same capture, with a failed determination.',
    },
  ],
}
