import type { AlarmId, Priority } from '../../../alarm/ids.ts'
import { guidanceOf, stopInfusionOf } from '../../../clinic-set/texts.ts'
import type { DeviceState } from '../../../reading.ts'
import type { Phase, Session } from '../../../session/types.ts'
import type { VitalId } from '../../../vitals.ts'
import { english as words } from '../index.ts'
import { say } from '../say.ts'
import { events } from './events.ts'

/** What decides on the words beside an alarm. */
export interface Guided {
  readonly preset: Pick<Session['preset'], 'route'>
  readonly clinicSet?: Session['clinicSet']
}

/** Words of the room page. */
export const room = {
  page: 'Room',
  alarms: 'Alarms',
  names: words.alarms,
  /** Only an infusion can be stopped; a spray, a lozenge or an injection cannot. */
  guidance: (alarm: AlarmId, priority: Priority, session: Guided | null) => {
    const own = session?.clinicSet
    const stop =
      session?.preset.route === 'iv' && priority === 'high' ? stopInfusionOf(alarm, own) : undefined
    return stop === undefined ? guidanceOf(alarm, own) : `${guidanceOf(alarm, own)}; ${stop}`
  },
  priorities: words.priorities,
  priorityMarks: words.priorityMarks,
  alarmFor: say('for {duration}', 'duration'),
  acknowledgedBy: say('acknowledged by {name}', 'name'),
  latched: say('was HIGH, ended {time}', 'time'),
  wasHigh: 'was HIGH:',
  lastValue: 'last value',
  /** Below what oximeters are accurate for (plausibility rules, 1). */
  below70: say('below 70 (limit {limit})', 'limit'),
  count: say('{count, number} alarms', 'count'),
  /** Those that have no room in the bar. */
  more: say('{count, number} more', 'count'),
  announce: say('{priority} alarm: {what}', 'priority', 'what'),
  /** Causes of one cuff reading. */
  pressures: { systolic: 'systolic', diastolic: 'diastolic', mean: 'MAP' } as Partial<
    Record<VitalId, string>
  >,
  overBaseline: say('{figures} over baseline', 'figures'),
  notClear: say('{cause} (not clear yet)', 'cause'),
  acknowledge: 'Acknowledge',
  pauseAudio: 'Pause audio',
  endPause: say('End audio pause {left}', 'left'),
  audioPaused: say('AUDIO PAUSED {left}', 'left'),
  phases: {
    prep: 'PREP',
    baseline: 'BASELINE',
    dosing: 'DOSING',
    observation: 'OBSERVATION',
    discharge: 'DISCHARGE ASSESSMENT',
    closed: 'CLOSED',
  } satisfies Record<Phase, string>,
  clock: say('T0 + {clock}', 'clock'),
  clockUnsure: 'unconfirmed',
  beforeT0: 'before T0',
  simulated: 'SIMULATED',
  simulatedAt: say('SIMULATED {speed, number}x', 'speed'),
  replay: 'REPLAY',
  notRecording: 'NOT RECORDING',
  soundOk: 'sound ok',
  soundUntested: 'sound not tested',
  soundBlocked: 'sound off: click to enable',
  soundFailed: 'no sound output',
  soundMuted: 'sound muted by the computer',
  nobody: 'who are you?',
  locked: 'locked: who is here?',
  theme: { dark: 'Dark', light: 'Light' },
  night: 'Night',
  gapUnsure: say(
    'Vigil did not run for {length} by the computer’s clock, which may be wrong. Same patient, same preset? How long was it?',
    'length',
  ),
  gapBack:
    'Vigil did not run, and the computer’s clock went back meanwhile. Same patient, same preset? How long was it?',
  gapMinutes: 'Minutes',
  gap: say('Monitoring was interrupted for {length}. Same patient, same preset?', 'length'),
  confirmGap: 'Confirm',
  otherRooms: 'Alarms in other rooms',
  announceIn: say('{room}: {said}', 'room', 'said'),
  noSession: 'No session is open in this room.',
  tiles: {
    spo2: 'SpO2',
    pulse: 'Pulse',
    bp: 'BP',
    map: 'MAP',
    percent: '%',
    perMin: '/min',
    mmHg: 'mmHg',
    good: 'good',
    poor: 'weak signal',
    check: 'check',
    checkWhy: say('check: {why}', 'why'),
    stale: 'stale',
    manual: 'manual',
    existing: 'before session',
    ago: say('{age} ago', 'age'),
    /** Nobody has confirmed how long Vigil did not run since then. */
    ageUnknown: 'age not known',
    noMonitor: 'no monitor',
    noReading: 'no reading yet',
    /** In the title of the pulse's tile, where an ECG stands in for it. */
    heartRate: 'Heart rate',
    standsIn: 'no pulse: ECG stands in',
    failed: say('failed: {why}', 'why'),
    implausible: 'values not plausible',
    measuring: 'measuring …',
    measureNow: 'Measure now',
    stopCuff: 'Stop cuff',
    cuffAuto: say('Auto {minutes, number} min', 'minutes'),
    cuffByHand: 'Auto off',
    base: say('base {systolic}/{diastolic}', 'systolic', 'diastolic'),
    noBaseline: 'no baseline',
    limitsChanged: 'changed',
    below70: '< 70',
    none: '--',
    limitsLabel: 'Limits',
    sites: words.sites,
    cuffSizes: words.cuffSizes,
    sameArm: say('{site}, as the cuff', 'site'),
    sameArmLong: 'SpO2 alarms wait for the cuff',
    flags: words.flags,
  },
  why: {
    sensorOn: 'no value',
    noSensor: 'sensor off',
    searching: 'searching',
    batteryOk: '',
    lowBattery: 'battery low',
    cuffIdle: '',
    cuffInflating: '',
  } satisfies Record<DeviceState, string>,
  linkLost: 'link lost',
  noValue: 'no value',
  due: {
    title: 'Measurements',
    next: say('{label} ({window}) in {when}', 'label', 'window', 'when'),
    now: say('{label} ({window}) due now', 'label', 'window'),
    done: say('{label} done {at}', 'label', 'at'),
    late: say('{label} late {at}', 'label', 'at'),
    missed: say('{label} missed', 'label'),
    moreMissed: say('{count, number} more missed', 'count'),
    overdue: say('overdue {length}', 'length'),
    excused: say('{label} excused', 'label'),
    earliest: say('Earliest discharge {at}', 'at'),
    because: {
      t0: say('{minutes, number} min after the dose', 'minutes'),
      end: say('{minutes, number} min after the end of dosing', 'minutes'),
    },
    becauseItem: say('{label} is required', 'label'),
    nextDevice: say('Device {number, number} in {when}', 'number', 'when'),
    nextDeviceNow: say('Device {number, number} now', 'number'),
    none: 'Nothing is due before T0.',
    required: 'required',
  },
  events,
  marks: words.marks,
  actions: {
    label: 'Actions',
    startDosing: 'Start dosing',
    preDose: 'Before dosing',
    nextDevice: 'Next device',
    endDosing: 'End dosing',
    booster: 'Booster',
    doses: 'Doses',
    discharge: 'Assess discharge',
    excuse: 'Cannot measure',
    cuff: 'Cuff and sensor',
    baseline: 'Set baseline',
    sound: 'Alarm sound',
    scales: 'Rate',
    checklist: 'Discharge checklist',
    handOver: 'Hand over',
    rems: 'REMS field sheet',
    scale: 'Scale of the chart',
    openRoom: 'Open the room of this number',
    mark: 'Mark',
    medicine: 'Medicine',
    oxygen: 'Oxygen',
    manual: 'Manual reading',
    limits: 'Limits',
    report: 'Report',
    close: 'Close session',
    rooms: 'Rooms',
    devices: 'Devices',
    presets: 'Presets',
    help: 'Keys',
  },
} as const
