import { say } from '../say.ts'

/** What several drivers say of their monitors; what one alone says is among its own words. */
export const monitorsWords = {
  cuffMeasuring: 'The cuff is measuring; wait for its result, or stop it first.',
  cuffHeld: 'The cuff is tight for something else; wait until that has ended.',
  onlyReads: 'This interface only reads: start the cuff with the buttons of the monitor.',
  noResult: 'no result; see the monitor',
  noNewReading: 'no new reading',
  pressure: (systolic: number | string, diastolic: number | string) => `BP ${systolic}/${diastolic} mmHg`,
  pressureFailed: 'BP failed',
  code: say('code {code}', 'code'),
  storedTrend: 'stored data: a printed trend, not values of now',
} as const
