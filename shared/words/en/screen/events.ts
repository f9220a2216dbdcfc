import { commonEnglish as shared } from '../common.ts'
import { say } from '../say.ts'

/** The event list; what stands in it is said by the record (`shared/words/en/record.ts`). */
export const events = {
  title: 'Events',
  empty: 'No events yet.',
  fetching: 'Not here yet: what has happened is being fetched.',
  pressure: (value: string, mean: string) => (mean === '' ? `BP ${value}` : `BP ${value} MAP ${mean}`),
  /** Taken before the newest that was judged: it stands in the record, and no alarm hears of it. */
  enteredLate: (said: string) => `${said}, ${shared.flags.enteredLate}`,
  pressureFailed: say('BP failed: {why}', 'why'),
} as const
