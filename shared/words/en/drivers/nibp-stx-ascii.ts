import { say } from '../say.ts'

export const nibpStxAsciiWords = {
  'nibp-stx-ascii': {
    label: 'OEM NIBP modules, STX ASCII (experimental)',
    cable: 'TTL or RS-232 of the board; level and pump supply differ by maker.',
    setUp: 'A PAR board with an oximeter speaks at 19200 baud.',
    /** The cuff is tight, but measures nothing. */
    held: { manometer: 'manometer: no measurement', leakTest: 'leak test: no measurement' },
    failures: {
      invalidCommand: 'invalid command',
      cuffLoose: 'cuff loose or not connected',
      cuffLeak: 'cuff leak',
      pneumaticFault: 'pneumatic fault',
      tookTooLong: 'took too long, or few oscillations',
      outOfRange: 'out of range',
      motion: 'motion',
      overpressure: 'overpressure',
      saturated: 'saturated',
      systemError: 'system error',
    },
    /** With the number, since other makers’ may mean something else. */
    failureOf: say('{failure} (module code {code})', 'failure', 'code'),
    moduleCode: say('module code {code}', 'code'),
    brokenOff: 'broken off',
    noNewResult: 'no new result',
  },
} as const
