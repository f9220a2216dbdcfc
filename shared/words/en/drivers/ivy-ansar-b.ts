export const ivyAnsarBWords = {
  'ivy-ansar-b': {
    label: 'Ivy 450C, ANSAR-B',
    cable: 'RS-232 on the serial port of the monitor.',
    setUp: 'Serial output: ANSAR-B.',
  },
} as const
