export const contecV7Words = {
  'contec-v7': {
    label: 'Contec CMS50 and CMS60 oximeters, new protocol (V7.0)',
    cable: 'The maker’s USB cable or the unit’s own socket (CP210x).',
    setUp: '',
    help: 'Silent: leave its menu and its recording mode, and close every other program that has the port.',
    noCuff: 'This monitor is an oximeter without a cuff; measure on the cuff monitor.',
  },
} as const
