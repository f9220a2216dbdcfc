import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Contec CMS50D+ and CMS50E up to firmware 4.5, and their rebadges'],
  checksum: null,
  tested: ['the first four bytes of a real frame', 'frames made from the layout'],
  uncertain: [
    {
      what: 'No complete live recording is public; sentinels (0, 255) are those of the sister protocols.',
      settledBy: 'A minute of a CMS50D+ with firmware 4.5 or older, finger in and out.',
    },
    {
      what: 'One public decoder reads byte 1 bit 4 as “finger out” rather than “searching too long”; either way there are no values.',
      settledBy: 'The same recording.',
    },
  ],
}
