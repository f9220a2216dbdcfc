export const capnostreamWords = {
  capnostream: {
    label: 'Capnostream 20 and 20p',
    cable: 'RS-232 on the DB-9 at the rear: a straight cable; if nothing comes, a null-modem one.',
    setUp:
      'Nothing, where the port’s speed is Automatic (the factory setting): the enable command switches it to this protocol. CO2 in mmHg or kPa.',
    help: 'Silent: set the port’s speed to Automatic, or to the one chosen in Vigil, and try a null-modem cable; no end-tidal CO2: set its unit to mmHg or kPa, since vol% cannot be read without the air’s pressure.',
    personal:
      'A patient ID that was typed into the monitor may come in messages of its own. Vigil passes them unread, but a raw capture keeps them.',
    noCuff: 'This monitor has no cuff.',
    sensorDisconnected: 'sensor disconnected',
    setAPressure: 'CO2 in vol%: set the monitor to mmHg or kPa',
    co2Missing: {
      malfunction: 'CO2 malfunction',
      lineOff: 'CO2 sampling line not connected',
      blocked: 'CO2 gas line blocked',
      pumpOff: 'CO2 pump off',
      purging: 'CO2 line being purged',
      warmingUp: 'CO2 warming up',
    },
  },
} as const
