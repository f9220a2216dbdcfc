export const nellcorAsciiWords = {
  'nellcor-ascii': {
    label: 'Nellcor oximeters, ASCII printout',
    cable:
      'RS-232 on the DB-15 data port (pin 2 in, 3 out, 5 ground; 1, 4, 9, 12 are RS-422, 7, 8, 11, 15 the nurse call) with a cable made for it; no plain DB-9 cable fits.',
    setUp: 'Data port protocol: ASCII; baud rate: 9600, or 19200 and the same in Vigil.',
    help: 'Silent: leave its interactive menu with the key 0, plug it into the mains (an NPB-290 prints nothing on battery), and after a stall switch it off and on, or send XON (Ctrl-Q) once from a terminal; stored rows come from option 1 of the menu behind both alarm-limit keys, and end with “Output Complete”.',
    noHeading: 'no heading yet: these rows may be stored ones',
  },
} as const
