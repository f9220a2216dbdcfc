import { say } from '../say.ts'

export const dinamapHostWords = {
  'dinamap-host': {
    label: 'GE DINAMAP and CARESCAPE V100, host communications',
    cable:
      'V100, ProCare, PRO: the maker’s host-port cable only (other pins of that DB-15 may carry supply voltage). Dash 2500: straight cable to the DB-9 “HostComm” port.',
    setUp:
      'Dash 2500: “ASCII cmd”. PRO 100 to 400: Compact, host protocol revision 01. PRO 1000: ASCII host communication, not its native binary mode. Others: nothing.',
    help: '“Binary mode”: select ASCII host communication in the configuration menu; “other text”: select Compact, host protocol revision 01; silent: its speed, the maker’s host-port cable, and whether host communication is on.',
    doesNotAnswer: 'The monitor does not answer; check that it is on and its cable is in.',
    selectAscii: 'binary mode: select ASCII host communication on the monitor',
    selectCompact: 'other text: select Compact, host protocol revision 01, on the monitor',
    requestRefused: say('request refused, code {code}', 'code'),
    failures: {
      determinationFailed: 'determination failed',
      pumpUpTimeout: 'pump-up timeout',
      totalTimeTimeout: 'total-time timeout',
      stepTimeout: 'step timeout',
      overpressure: 'overpressure or excess air in cuff',
      unknown: 'unknown failure',
    },
    unknownStatus: say('unknown failure (status {status, number})', 'status'),
  },
} as const
