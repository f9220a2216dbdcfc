export const philipsIntellivueWords = {
  'philips-intellivue': {
    label: 'Philips IntelliVue data export',
    cable: 'The RJ-45 socket of the MIB/RS-232 board to DB-9, with a cable made for the port.',
    setUp:
      'Port: Data Export (Data Out), fixed baud rate, 115200 (or 19200, and the same in Vigil); export may have to be enabled in configuration mode.',
    help: 'Silent: in configuration mode set the port to Data Export at a fixed speed; a MIB socket set to another device says nothing.',
  },
} as const
