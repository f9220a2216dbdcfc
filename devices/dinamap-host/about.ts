import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'GE CARESCAPE V100',
    'GE DINAMAP ProCare and PRO 100 to 400',
    'Critikon DINAMAP Compact',
    'DINAMAP PRO 1000, once set to ASCII',
    'GE Dash 2500',
  ],
  checksum: 'sum of all bytes, each 0x20 as 1, wrapping at 4095, two characters',
  tested: [
    'a real NF reply of a CARESCAPE V100',
    'real blocks of a PRO 1000 in binary mode, which is recognised and not read',
    'frames made from the layout, requests and lengths as in the maker’s own program library',
    'host against simulated members of the family: V100, ProCare, PRO 100, 200 and 400, Compact',
  ],
  uncertain: [
    {
      what: 'Which other baud rates a monitor can be set to: 9600 is every one’s factory setting; 19200, 4800 and 2400 can be chosen.',
      settledBy: 'The host-port page of each model’s configuration menu.',
    },
    {
      what: 'The codes of negative answers but 5 and 6 (not fitted, or off), and the layout of the answers to NC0 and ND: any with the right letters and sum is taken.',
      settledBy: 'A capture of a V100 while its cuff is started, stopped, and started again while busy.',
    },
    {
      what: 'Whether an oximeter in standby has a value: GE’s own library takes it, other documents do not. It is shown as doubtful.',
      settledBy: 'A capture of a monitor in standby, beside its screen.',
    },
    {
      what: 'How PRO 100 to 400 in revision 00 differ from revision 01.',
      settledBy: 'A capture of one in revision 00.',
    },
    {
      what: 'What pressures and age hold while busy (ignored), and whether NF differs from NA.',
      settledBy: 'The same capture, with a failed determination.',
    },
  ],
}
