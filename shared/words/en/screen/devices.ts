import type { LinkState } from '../../../link.ts'
import { say } from '../say.ts'

const number = new Intl.NumberFormat('en')

function size(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`
  return bytes < 1_000_000 ? `${(bytes / 1000).toFixed(0)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`
}

/** Words of the device page. */
export const devices = {
  title: 'Devices',
  none: 'No device is assigned yet.',
  columns: ['Port', 'Monitor', 'Room', 'State', 'Frames', 'Last byte', 'Last values', ''],
  states: {
    idle: 'closed',
    connecting: 'connecting',
    connected: 'connected',
    quiet: 'quiet',
    lost: 'lost',
    reconnecting: 'reconnecting',
  } satisfies Record<LinkState, string>,
  /** A shape for each state, so that none is told by colour. */
  shapes: {
    idle: '○',
    connecting: '◔',
    connected: '●',
    quiet: '◑',
    lost: '✕',
    reconnecting: '◔',
  } satisfies Record<LinkState, string>,
  monitorSays: say('The monitor: {what}', 'what'),
  worn: { cuff: say('cuff {site}', 'site'), sensor: say('SpO2 sensor {site}', 'site') },
  notWorn: 'nobody has said on which arms its cuff and sensor are: key w in the room',
  frames: (perS: number, good: number, bad: number) => `${perS.toFixed(1)}/s · ${good} good · ${bad} bad`,
  never: 'never',
  origins: { simulated: 'SIMULATED', replay: 'REPLAY' },
  remote: 'Vigil may start the cuff',
  remoteWarning: 'A press in Vigil then inflates the cuff on the patient.',
  details: 'Details',
  forget: 'Forget this device',
  line: (line: string, bytes: number) => received(line, bytes, number.format(bytes)),
  clock: (offsetS: number) =>
    `Its clock is ${Math.abs(offsetS)} s ${offsetS >= 0 ? 'ahead' : 'behind'}${Math.abs(offsetS) > 60 ? ': set it' : ''}`,
  bytes: {
    title: 'Bytes on the line',
    none: 'Nothing has come yet.',
    hold: 'Hold',
    goOn: 'Go on',
    marks: { in: 'in', out: 'out', decoded: '=', left: '…' },
    left: (bytes: number) => moreBytes(bytes, number.format(bytes)),
    pressure: (systolic: number | null, diastolic: number | null, mean: number | null) =>
      `BP ${systolic ?? '--'}/${diastolic ?? '--'} mmHg${mean === null ? '' : `, MAP ${mean}`}`,
    pressureFailed: (why: string) => `BP failed${why === '' ? '' : `: ${why}`}`,
    badFrame: say('dropped {bytes, plural, one {# byte} other {# bytes}}: {reason}', 'reason', 'bytes'),
    reasons: { checksum: 'wrong checksum', framing: 'no frame', range: 'outside the protocol' },
    state: (state: string, detail: string) => (detail === '' ? state : `${state}: ${detail}`),
    wave: 'waveform',
  },
  cable: {
    test: 'Test the cable',
    busy: 'Listening for ten seconds …',
    nothing:
      'No bytes came: check that the monitor is on and set to send, that both plugs are in, and whether a null-modem cable is needed.',
    noFit: (bytes: number, line: string) => noneFits(bytes, number.format(bytes), line),
    noisy: say(
      '{bad, number} of {all, plural, one {# frame} other {# frames}} {bad, plural, one {was} other {were}} bad: check the plugs, keep the cable away from power cords, try another one.',
      'bad',
      'all',
    ),
    good: say(
      'The cable is good: {good, plural, one {# frame} other {# frames}}, {bad, plural, =0 {none} other {#}} bad.',
      'good',
      'bad',
    ),
  },
  captures: {
    title: 'Captures',
    begin: 'Begin raw capture',
    end: 'End raw capture',
    personal: say('A capture of this monitor may say who the patient is. {what}', 'what'),
    on: 'capturing',
    running: (id: string, bytes: number) => `${id}, ${size(bytes)}`,
    size,
    speed: 'Speed of a replay',
    replay: 'Replay',
    save: 'Save file',
    noRoom: 'Every room has a session or a monitor: a replay needs a free room.',
  },
  identify: {
    listen: 'Find out which monitor it is',
    mayProbe: 'This port may be asked',
    probeWarning: 'Vigil then sends to it. Only for a port that has a monitor, and nothing else.',
    begin: 'Listening …',
    trying: (step: number, of: number, what: string, perhaps?: string) =>
      `Listening, ${step} of ${of}: ${what}${perhaps === undefined ? '' : `; ${perhaps} fits so far, listening on`}`,
    fit: (driver: string, fit: number, bytes: number, frames: number) =>
      fits(driver, number.format(fit), bytes, number.format(bytes), frames, number.format(frames)),
  },
  hints: { cable: 'Cable', setUp: 'On the monitor', help: 'If nothing fits' },
  add: 'Add a device',
  addButton: 'Add device',
  port: 'Port',
  portMissing: 'Choose a port, or write where the monitor is reached.',
  portHint:
    'A serial port; tcp://host:port of a serial device server or HL7 sender; or tcp-listen://address:port, an address of this computer that HL7 senders call.',
  monitor: 'Monitor',
  speed: 'Speed of the line',
  usualSpeed: say('{baudRate} (usual)', 'baudRate'),
  room: 'Room',
  name: 'Name',
  ports: 'Ports of this computer',
  noPorts: 'No serial port was found: plug in the cable, then look again.',
  look: 'Look again',
  use: 'Use',
  fits: say('may be {labels}', 'labels'),
  fitsAny: 'a common adapter: may be any monitor',
  usb: say('USB {vendorId}:{productId}', 'vendorId', 'productId'),
  usedBy: 'in use',
  serial: say('serial {number}', 'number'),
  back: 'Rooms',
  since: say('for {age}', 'age'),
} as const

/* Long numbers are handed in as they are read, beside the number that chooses between one and many. */
const received = say(
  'Line {line} · {count, plural, one {{bytes} byte} other {{bytes} bytes}} received',
  'line',
  'count',
  'bytes',
)
const moreBytes = say('{count, plural, one {{bytes} more byte} other {{bytes} more bytes}}', 'count', 'bytes')
const noneFits = say(
  '{count, plural, one {{bytes} byte} other {{bytes} bytes}} came, but nothing fits at {line}: wrong speed, or another monitor than the one chosen?',
  'count',
  'bytes',
  'line',
)
const fits = say(
  '{driver}: {fit} of {count, plural, one {{bytes} byte} other {{bytes} bytes}}, {frameCount, plural, one {{frames} frame} other {{frames} frames}}',
  'driver',
  'fit',
  'count',
  'bytes',
  'frameCount',
  'frames',
)
