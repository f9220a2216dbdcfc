export const berrymedBciWords = {
  'berrymed-bci': {
    label: 'BerryMed, SetoCare and other “BCI” oximeters',
    cable: 'Its own USB plug (CP210x, CH340 or PL2303), or TTL serial of an OEM board.',
    setUp: '',
  },
} as const
