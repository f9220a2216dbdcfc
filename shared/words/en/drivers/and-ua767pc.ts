import { say } from '../say.ts'

export const andUa767pcWords = {
  'and-ua767pc': {
    label: 'A&D UA-767PC',
    cable: 'The maker’s cable to its RS-232 socket.',
    setUp:
      'Nothing: press START on the cuff, and the result comes when it is done. Vigil sends it nothing, and cannot start it.',
    refused: 'the cuff refused the command',
    unknownAnswer: say('unknown answer, code {code}', 'code'),
  },
} as const
