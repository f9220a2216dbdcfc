/** The event list; what stands in it is said by the record (`shared/text/record.ts`). */
export const events = {
  title: 'Events',
  empty: 'No events yet.',
  pressure: (value: string, mean: string) => (mean === '' ? `BP ${value}` : `BP ${value} MAP ${mean}`),
  pressureFailed: (why: string) => `BP failed: ${why}`,
} as const
