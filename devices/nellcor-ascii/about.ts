import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Nellcor N-560, N-595, N-600, N-600x', 'Nellcor NPB-290, NPB-295', 'Nellcor N-395'],
  checksum: null,
  tested: [
    'a real capture of an N-560 (76 lines)',
    'real lines of a second N-560',
    'the printed example of a stored trend in the NPB-290 manual',
    'lines made from the layout',
  ],
  settled: [
    'Columns, status slots, zeros during a search and values held after the pulse is lost: 76 lines and 3 headings of an N-560, 2 s apart.',
  ],
  uncertain: [
    {
      what: 'The baud rate is a setting of the monitor: 9600 (N-595) and 19200 (an N-560) were seen. Vigil tries them, 2400 and 115200 when it finds out the monitor, and else opens the port at 9600 unless told.',
      settledBy: 'The factory setting as printed in each operator’s manual.',
    },
    {
      what: 'PM1000N, PM100N and PM10N are believed to print the same; no capture is known.',
      settledBy: 'A minute of real-time printout of any of them.',
    },
    {
      what: 'How fast a stored trend is sent: three rows within a second are taken for one where no heading was seen.',
      settledBy: 'A capture of a trend printout, with its times.',
    },
    {
      what: 'Codes LB, LM, LP, PH, PL and SH come from one public driver; unknown codes are passed over.',
      settledBy: 'A capture with the battery low, the pulse lost and each limit broken.',
    },
  ],
}
