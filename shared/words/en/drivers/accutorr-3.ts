import { say } from '../say.ts'

export const accutorr3Words = {
  'accutorr-3': {
    label: 'Datascope Accutorr 3',
    cable:
      'RS-232 of the PC interface board; it has RTS out and CTS in, and its pins are not in the pages of the manual that are known: ask the biomedical engineer.',
    setUp:
      'Its speed is a line of the user configuration menu: 9600, 4800, 2400 or 1200, and the same in Vigil. An Accutorr Plus or Accutorr V speaks another protocol (DIAP) and is not read.',
    help: 'Silent: choose in Vigil the speed of its user configuration menu; “pressures not in the order”: compare with its display, and send a capture.',
    cannotStart: 'This monitor cannot be started from outside: press its START key.',
    outOfOrder: 'pressures not in the order systolic, mean, diastolic: compare with the monitor’s display',
    oximeterFault: say('the monitor finds fault with its oximeter (status 1 = {status, number})', 'status'),
    checkSite: 'check the sensor’s site',
    failures: { overpressure: 'cuff overpressure', motionArtefact: 'motion artefact' },
  },
} as const
