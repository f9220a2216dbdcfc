import type { About } from '../driver.ts'

export const about: About = {
  devices: [
    'GE CARESCAPE B850, B650, B450',
    'GE B40, B30, B20, B105, B125',
    'Datex-Ohmeda S/5, Cardiocap/5, AS/3, CS/3, Light',
  ],
  checksum: 'sum of the record, 8 bit',
  tested: [
    'a real recording of an S/5 with a patient: 107 records, EtCO2 27 to 37 mmHg, respiration 15 to 17 /min, figure by figure',
    'cuff runs cut from real recordings: nine whole ones were counted, and stopped ones made of them',
    'a real recording of an S/5 without a patient (21 records), read on a developer’s machine',
    'records made from the manufacturer’s layout',
    'host against the simulated monitor',
  ],
  settled: [
    'What the pressures hold while the cuff measures: the old ones. In nine runs of an S/5 (28 to 50 s each) the new ones came 0 to 2 s before “measuring” ended, and “older than 60 s” fell in that same record in all eight runs in which it was set; it rises 61 s after the new ones came, once in the middle of the next run.',
    'End-tidal CO2 and its rate: 107 records of a patient have CO2 status 0x107 throughout (present, active, apnea, apnea deactivated), EtCO2 3.55 to 4.87 % at 759.8 mmHg, which is 27 to 37 mmHg, and a rate of 15 to 17 that the impedance rate agrees with, or differs from by 1 or 2: apnea bits mean nothing while “deactivated” is set.',
    'The places of SpO2, pulse, heart rate and respiration: 107 of 107 records agree figure by figure with an independent reading.',
    'A cuff pulse of “no value” is no failure: it was missing in all nine runs.',
  ],
  uncertain: [
    {
      what: 'Whether a cuff run of which the figures are the very same as those of less than a minute before was stopped: it counts as “no new reading”.',
      settledBy: 'A capture of two measurements within a minute, beside the screen.',
    },
    {
      what: 'Whether the monitor’s clock counts UTC or local time: it is right if it is right in either.',
      settledBy: 'One record beside the monitor’s clock on its screen.',
    },
    {
      what: 'B850 and B650 of software 1.x count “older than 60 s” from the start of a measurement: on one that also clears its figures, a measurement that takes longer comes as an old one, and is not told.',
      settledBy: 'A capture of a long measurement on such a monitor.',
    },
  ],
}
