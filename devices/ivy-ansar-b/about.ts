import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Ivy Biomedical 450C'],
  checksum: null,
  tested: ['a real recording of an Ivy 450C (27 frames)', 'frames made from the layout'],
  settled: [
    'The frame: 27 whole ones of 562 bytes, one a second, 252 bytes of a cut one in front; figures of a patient simulator.',
  ],
  uncertain: [
    {
      what: 'Two equal cuff results one after the other cannot be told apart: nothing marks a new one but its figures.',
      settledBy: 'Nothing: the protocol does not say it. Type the second one in.',
    },
    {
      what: 'Texts of alarms and of a failed cuff measurement are unknown: empty fields are no value, nor are digits under an alarm that speaks of a lead, a sensor or the cuff.',
      settledBy: 'A recording with leads off, finger off and a failed measurement.',
    },
  ],
}
