export const berryPm6750Words = {
  'berry-pm6750': {
    label: 'BerryMed PM6750',
    cable: 'Its USB plug (a serial port), RS-232 or TTL.',
    setUp: 'Nothing. If its USB hangs (the port is there, but silent), only cutting its 12 V supply helps.',
    failures: {
      over300mmHg: 'over 300 mmHg',
      cuffLoose: 'cuff loose',
      tookTooLong: 'took too long',
      error: 'error',
      interference: 'interference (motion)',
      noResult: 'no result',
    },
  },
} as const
