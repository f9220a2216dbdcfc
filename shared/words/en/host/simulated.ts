import { say } from '../say.ts'

/** The simulated monitor: what can happen to its patient and to its line. */
export const simulatedWords = {
  device: say('Simulated {label}', 'label'),
  replay: say('REPLAY {label}', 'label'),
  scenarios: {
    'quiet-session': {
      label: 'Quiet session',
      description: 'All goes well: a small rise after the dose, now and then a movement of the hand.',
    },
    'hypertensive-peak': {
      label: 'Hypertensive peak',
      description:
        'Blood pressure passes 160 and then 180 systolic: from 10 minutes after the dose, or, as long as none is given, from 1 minute after the start.',
    },
    desaturation: {
      label: 'Desaturation',
      description:
        'Saturation falls below 85 % for almost two minutes, 20 seconds after the start and every 10 minutes.',
    },
    'probe-off': {
      label: 'Probe off',
      description:
        'The finger is out of the sensor for a minute, 20 seconds after the start and every 10 minutes.',
    },
    'cold-hands': {
      label: 'Cold hands',
      description:
        'Weak pulse in the finger from 20 seconds after the start, with spells of searching and movement.',
    },
    'slow-breathing': {
      label: 'Slow breathing, all vital signs',
      description:
        'A monitor that tells respiration, end-tidal CO2, ECG rate and temperature besides. Breathing slows to 7 a minute for three minutes, 90 seconds after the start and every 15 minutes.',
    },
    'cuff-failure': {
      label: 'Cuff failure',
      description: 'The first two cuff measurements fail, the next ones work.',
    },
    unplug: {
      label: 'Cable pulled out',
      description: 'The cable is out for 40 seconds, 20 seconds after the start.',
    },
  },
  faults: {
    noise: 'random bytes between the frames',
    'dropped-bytes': 'one byte in thirty is lost',
    'truncated-frames': 'every other frame breaks off',
    'wrong-checksum': 'every other frame has a bit that its checksum does not agree with',
    stall: 'the monitor says nothing, and hears nothing',
    'power-cycle': 'the power fails in the middle of a frame; back on, all is forgotten',
    'repeated-cuff': 'the last cuff result is sent again every two seconds',
    'probe-off': 'the finger is out of the sensor',
    searching: 'the oximeter searches for a pulse',
    'low-battery': 'the battery is low',
  },
  notFor: say('The fault {fault} is not for {driver}: {why}.', 'fault', 'driver', 'why'),
  lacks: {
    checksum: 'its protocol has no checksum',
    cuff: 'its monitor has no cuff',
    fingerSensor: 'its monitor has no finger sensor',
    search: 'its protocol has no word for a search; use probe-off',
    battery: 'its protocol does not tell of a battery',
  },
} as const
