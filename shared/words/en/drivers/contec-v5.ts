export const contecV5Words = {
  'contec-v5': {
    label: 'Contec CMS50 oximeters, old protocol (V5.1)',
    cable:
      'The maker’s USB cable (CP210x); the socket of the CMS50D+ carries serial at TTL level, an ordinary micro-USB cable gives nothing.',
    setUp: 'On some units “USB” must be switched on in the menu.',
    help: 'Silent: switch “USB” on in its menu, leave recording mode, and take the maker’s own cable.',
  },
} as const
