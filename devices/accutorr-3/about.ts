import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Datascope Accutorr 3', 'perhaps 3SAT, 4 and 4SAT (same interface board)'],
  checksum: null,
  tested: [
    'lines made from the service manual of 1990, and its one printed example',
    'host against the simulated monitor',
  ],
  uncertain: [
    {
      what: 'Whether the third pressure is the diastolic: the list says systolic, mean, diastolic, the printed example fits another order. Pressures that are not diastolic < mean < systolic are not shown, and that is said.',
      settledBy: 'Three answers beside what the monitor showed.',
    },
    {
      what: 'Whether the status fields are decimal, and whether the flag of a failed cuff run goes out when the next begins.',
      settledBy: 'A capture with the sensor unplugged, and of two failed measurements.',
    },
    {
      what: 'Whether the pulse is the cuff’s where there is no saturation: it is shown as doubtful.',
      settledBy: 'A capture with the sensor off the finger, some minutes after a measurement.',
    },
    {
      what: 'Speed, wiring, and what follows an answer (a prompt is taken to).',
      settledBy: 'Any capture of a real one.',
    },
  ],
  experimental: true,
}
