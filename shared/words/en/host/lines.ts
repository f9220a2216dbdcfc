import { say } from '../say.ts'

/** What keeps a line from being opened or read. */
export const linesWords = {
  nothingFromSender: say(
    'Nothing has come to {port}: set the monitor or gateway to send HL7 to this address and port, every second, and let it through this computer’s firewall.',
    'port',
  ),
  nothingFromMonitor: say(
    'Nothing comes from {port}: check that the monitor is on, sends data, and that its cable is plugged in at both ends.',
    'port',
  ),
  notThisSender: say(
    'What comes from {port} is not {label}: check that the right monitor is chosen, and that it sends results in MLLP frames.',
    'port',
    'label',
  ),
  notThisMonitor: say(
    'What comes from {port} is not {label}: check that the right monitor is chosen, and that it sends at {line}.',
    'port',
    'label',
    'line',
  ),
  wrongParity: say(
    'Characters arrive at {port} with wrong parity ({likely}?): set the monitor to {line}.',
    'port',
    'likely',
    'line',
  ),
  wrongFraming: say(
    'Characters arrive at {port} broken (framing; slower than {baudRate, number}?): set the monitor to {line}, or choose its speed here.',
    'port',
    'baudRate',
    'line',
  ),
  takesNoOrders: say('{label} takes no orders from Vigil: use the buttons of the monitor.', 'label'),
  linkNotUp: say('The link to {label} is not up: use the buttons of the monitor.', 'label'),
  notCapture: 'This is no capture of Vigil: choose a file that ends in .vcap.',
  firstLine: 'its first line',
  captureUnreadable: say(
    'The capture cannot be read ({where}): it was written by another version, or changed.',
    'where',
  ),
  captureDamaged: say('The capture is damaged at byte {from, number}: what follows cannot be read.', 'from'),
  captureIdWrong: say('“{id}” names no capture.', 'id'),
  captureGone: say('There is no capture “{id}” any more.', 'id'),
  captureEnded: 'The capture has ended.',
  hl7CodesUnreadable: say(
    'The clinic’s HL7 codes in {path} cannot be read ({why}): correct the file, or remove it.',
    'path',
    'why',
  ),
  replayOnDashboardOnly: 'Captures can be replayed on the dashboard only.',
  systemSilent: 'The system does not answer',
  portsNotListed: say(
    'The serial ports of this computer cannot be listed ({detail}): type the port’s path by hand.',
    'detail',
  ),
  serialNumberTwice: say(
    'Several ports have the serial number {serialNumber}, and {path} is none of them: choose this device’s port anew.',
    'serialNumber',
    'path',
  ),
  withoutSerialNumber: 'without serial number',
  anotherCable: say(
    'At {path} there is now another cable ({found} instead of {expected}): plug in this device’s own cable, or choose its port anew.',
    'path',
    'found',
    'expected',
  ),
  portNotThere: say(
    'The port {path} is not there: plug in its cable, or choose another port for this device.',
    'path',
  ),
  portNotPermitted: say(
    'This user may not open the port {path}: on Linux, add the user to the group “dialout” (on some systems “uucp”) and log in again.',
    'path',
  ),
  notSerialPort: say('{path} is not a serial port: choose another port for this device.', 'path'),
  portNotOpened: say(
    'The port {path} cannot be opened ({plain}): unplug its cable, plug it in again, and check that its system driver is installed.',
    'path',
    'plain',
  ),
  adapterDriverBroken: say(
    'The adapter of {path} is there, but its driver does not work (Windows error 31): unplug it and plug it in again, then reinstall its driver or take another adapter.',
    'path',
  ),
  nothingBehindPort: say(
    'Nothing answers behind {path} (Windows error 121): if it is a Bluetooth port, switch the monitor on and bring it near, else unplug the adapter and plug it in again.',
    'path',
  ),
  adapterStillListed: say(
    'The adapter of {path} was unplugged, though Windows still lists it (error 433): plug it in, then look for the ports again.',
    'path',
  ),
  adapterRefusesSettings: say(
    'The port {path} opened, but its adapter refuses these settings or has stopped answering (Windows error 31): unplug it and plug it in again, or take another adapter.',
    'path',
  ),
  adapterSilent: say(
    'The monitor’s adapter or its USB hub at {path} has stopped answering (Windows error 121): unplug it and plug it in again.',
    'path',
  ),
  adapterUnplugged: say(
    'The adapter of {path} was unplugged (Windows error {code}): plug it in again, Vigil waits for it.',
    'path',
    'code',
  ),
  portInUse: say(
    'The port {path} is in use: close the other program that has it, or the other device that is set to it.',
    'path',
  ),
  connectionRefused: say(
    'Nothing accepts connections at {address}: check the port number, that the device server is set to raw TCP, and that no other program has its line.',
    'address',
  ),
  addressNameUnknown: say(
    'The name in {address} is not known on this network: check its spelling, or use the device server’s IP address.',
    'address',
  ),
  addressDoesNotAnswer: say(
    '{address} does not answer: check that the device server has power and is on the same network as this computer.',
    'address',
  ),
  connectingNotPermitted: say(
    'This computer does not let Vigil connect to {address}: allow it in the firewall.',
    'address',
  ),
  connectionFailed: say(
    'The connection to {address} failed ({plain}): check the device server and the network.',
    'address',
    'plain',
  ),
  addressInUse: say(
    'Another program waits for senders at {address}: close it, or choose another port number here and on the sender.',
    'address',
  ),
  addressNotOurs: say(
    '{address} is no address of this computer: choose one that it has on the monitors’ network.',
    'address',
  ),
  listeningNotPermitted: say(
    'This computer does not let Vigil wait for senders at {address}: choose a port number of 1024 or more.',
    'address',
  ),
  listeningFailed: say(
    'Vigil cannot wait for senders at {address} ({plain}): check the address, and choose another port number.',
    'address',
    'plain',
  ),
  speedOfDeviceServer: 'the speed of the device server',
  atBaudRate: say(' at {baudRate, number}', 'baudRate'),
  bytesFit: say(
    '{bytes, plural, one {{fit} of {all} byte fits} other {{fit} of {all} bytes fit}} {driver}{speed}',
    'fit',
    'all',
    'bytes',
    'driver',
    'speed',
  ),
  notSureYet: say(
    'Not sure yet: {said}, but {frames, plural, one {this is only one frame} other {these are only # frames}}. Try again while the monitor measures, or choose {label} if that is what stands there.',
    'said',
    'frames',
    'label',
  ),
  notSureOnly: say(
    'Not sure: only {said}. Check the cable, and that nothing else is connected to {port}.',
    'said',
    'port',
  ),
  nothingFits: say(
    'Bytes arrive at {port} ({format}), but nothing fits at {lines}: is the monitor set to another speed, or to another protocol?',
    'port',
    'format',
    'lines',
  ),
  nothingAnswers: 'and nothing answers',
  mustBeAsked: 'a monitor that must be asked would be silent now (allow asking to find it)',
  noBytesCome: say(
    'No bytes come from {port}; {asked}. Is the monitor on and set to send, and is a null-modem cable needed?',
    'port',
    'asked',
  ),
  noCaptures: 'There are no captures here.',
  onlySerialOrServer: 'Only a serial port, or a device server, can be listened to.',
  portClosedWhileOpening: say('The port {path} was closed while it was being opened.', 'path'),
  portGone: say('The port {path} has gone: check that its cable is plugged in.', 'path'),
  simulatedCableOut: say(
    'The simulated cable of {port} is unplugged: its scenario plugs it in again by itself.',
    'port',
  ),
  unknownAddress: 'an unknown address',
  secondSender: say(
    'A second sender ({from}) called {address} and was turned away: set one sender at a time to this port.',
    'from',
    'address',
  ),
  addressClosedWhileOpening: say('{address} was closed while it was being opened.', 'address'),
  noAnswer: 'no answer',
  closedAtOnce: 'closed at once',
  closedByDeviceServer: say(
    'The device server at {address} closed the connection: check that it is running and that no other program has its line.',
    'address',
  ),
  connectionClosedWhileOpening: say(
    'The connection to {address} was closed while it was being opened.',
    'address',
  ),
  codeForm: 'a code is written CODE^SYSTEM',
  tooManyCodes: say('at most {most, plural, one {# code} other {# codes}}', 'most'),
} as const
