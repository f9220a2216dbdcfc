import type { About } from '../driver.ts'

export const about: About = {
  devices: ['BerryMed PM6750'],
  checksum: 'complement of the sum, 8 bit',
  tested: [
    'the manufacturer’s example frame',
    'frames made from the layout',
    'host against the simulated module',
  ],
  uncertain: [
    {
      what: 'The scale of the pleth samples: taken as 0 to 255.',
      settledBy: 'Ten seconds of pleth with the finger in.',
    },
    {
      what: 'Patient mode bits of the cuff status, and the layout of version texts: not read.',
      settledBy: 'Cuff measurements in adult and child mode.',
    },
  ],
}
