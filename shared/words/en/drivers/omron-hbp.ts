export const omronHbpWords = {
  'omron-hbp': {
    label: 'Omron HBP-9030, format 5',
    cable: 'Its own USB socket (a serial port of USB id 0483:5740), or RS-232.',
    setUp:
      'Function item 32: format 5. Lines that begin with MMBP203N or ID are other formats and are not read. It sends the patient’s ID with each result: Vigil drops it, but a raw capture holds it.',
    help: 'Lines of another format: set function item 32 to format 5.',
    personal:
      'The ID that was typed into the device (20 characters) stands in each record. Vigil does not keep it, but a raw capture does.',
  },
} as const
