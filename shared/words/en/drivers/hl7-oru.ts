export const hl7OruWords = {
  'hl7-oru': {
    label: 'HL7 v2 results (ORU^R01)',
    cable:
      'No serial cable: network only. Vigil and the sender on one wired network that no patient, visitor or other clinic shares.',
    setUp:
      'Send unsolicited results (ORU^R01 over MLLP) every second, and at least every 5 s: at longer intervals Vigil says “link lost”. Either the sender calls Vigil (port tcp-listen://ADDRESS:2575, ADDRESS being one of this computer’s own), or Vigil calls it (tcp://ADDRESS:PORT). One sender is one patient: no gateway that mixes beds.',
    help: '“Stored data”: set the sender’s clock and its interval, since values must come within 10 s of being measured; “demonstration”: leave the demonstration mode; nothing comes: the computer’s firewall, and the address on the sender.',
    personal:
      'Name, birth date and patient number stand in every message (PID, PV1). Vigil only compares bed and patient number with those of the first message, but a raw capture keeps them all.',
    cannotStart: 'Nothing can be started over HL7: press the key on the monitor.',
    noValue: 'no value (INV)',
    stored: 'stored data: values come more than 10 s after they were measured, or nothing tells when',
    settling: 'waiting some seconds, to see that messages come as fast as they were sent',
    otherBed:
      'another bed’s messages come, and are passed over: let the gateway send those of one bed to this address, or add the device anew for the other bed',
    madeUp: 'demonstration or test values: leave the demonstration mode on the monitor',
    withoutUnit: (measured: string, known: readonly string[]) =>
      `${measured} without a unit: set the sender to ${known.join(' or ')}`,
    otherUnit: (measured: string, unit: string, known: readonly string[]) =>
      `${measured} in “${unit}”: set the sender to ${known.join(' or ')}`,
  },
} as const
