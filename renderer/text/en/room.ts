import type { AlarmId, Priority } from '../../../shared/alarm/ids.ts'
import { guidanceOf, stopInfusionOf } from '../../../shared/clinic-set/texts.ts'
import type { DeviceState } from '../../../shared/reading.ts'
import type { Phase, Session } from '../../../shared/session/types.ts'
import { words } from '../../../shared/text/en.ts'
import type { VitalId } from '../../../shared/vitals.ts'
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
  alarmFor: (duration: string) => `for ${duration}`,
  acknowledgedBy: (name: string) => `acknowledged by ${name}`,
  latched: (time: string) => `was HIGH, ended ${time}`,
  wasHigh: 'was HIGH:',
  lastValue: 'last value',
  /** Below what oximeters are accurate for (plausibility rules, 1). */
  below70: (limit: string) => `below 70 (limit ${limit})`,
  count: (count: number) => `${count} alarms`,
  /** Those that have no room in the bar. */
  more: (count: number) => `${count} more`,
  announce: (priority: string, what: string) => `${priority} alarm: ${what}`,
  /** Causes of one cuff reading. */
  pressures: { systolic: 'systolic', diastolic: 'diastolic', mean: 'MAP' } as Partial<
    Record<VitalId, string>
  >,
  overBaseline: (figures: string) => `${figures} over baseline`,
  notClear: (cause: string) => `${cause} (not clear yet)`,
  acknowledge: 'Acknowledge',
  pauseAudio: 'Pause audio',
  endPause: (left: string) => `End audio pause ${left}`,
  audioPaused: (left: string) => `AUDIO PAUSED ${left}`,
  phases: {
    prep: 'PREP',
    baseline: 'BASELINE',
    dosing: 'DOSING',
    observation: 'OBSERVATION',
    discharge: 'DISCHARGE ASSESSMENT',
    closed: 'CLOSED',
  } satisfies Record<Phase, string>,
  clock: (clock: string) => `T0 + ${clock}`,
  clockUnsure: 'unconfirmed',
  beforeT0: 'before T0',
  simulated: 'SIMULATED',
  simulatedAt: (speed: number) => `SIMULATED ${speed}x`,
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
  gapUnsure: (length: string) =>
    `Vigil did not run for ${length} by the computer’s clock, which may be wrong. Same patient, same preset? How long was it?`,
  gapBack:
    'Vigil did not run, and the computer’s clock went back meanwhile. Same patient, same preset? How long was it?',
  gapMinutes: 'Minutes',
  gap: (length: string) => `Monitoring was interrupted for ${length}. Same patient, same preset?`,
  confirmGap: 'Confirm',
  otherRooms: 'Alarms in other rooms',
  announceIn: (room: string, said: string) => `${room}: ${said}`,
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
    checkWhy: (why: string) => `check: ${why}`,
    stale: 'stale',
    manual: 'manual',
    existing: 'before session',
    ago: (age: string) => `${age} ago`,
    /** Nobody has confirmed how long Vigil did not run since then. */
    ageUnknown: 'age not known',
    noMonitor: 'no monitor',
    noReading: 'no reading yet',
    failed: (why: string) => `failed: ${why}`,
    implausible: 'values not plausible',
    measuring: 'measuring …',
    measureNow: 'Measure now',
    stopCuff: 'Stop cuff',
    cuffAuto: (minutes: number) => `Auto ${minutes} min`,
    cuffByHand: 'Auto off',
    base: (systolic: string, diastolic: string) => `base ${systolic}/${diastolic}`,
    noBaseline: 'no baseline',
    limitsChanged: 'changed',
    below70: '< 70',
    none: '--',
    limitsLabel: 'Limits',
    sites: words.sites,
    cuffSizes: words.cuffSizes,
    sameArm: (site: string) => `${site}, as the cuff`,
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
    next: (label: string, window: string, when: string) => `${label} (${window}) in ${when}`,
    now: (label: string, window: string) => `${label} (${window}) due now`,
    done: (label: string, at: string) => `${label} done ${at}`,
    late: (label: string, at: string) => `${label} late ${at}`,
    missed: (label: string) => `${label} missed`,
    moreMissed: (count: number) => `${count} more missed`,
    overdue: (length: string) => `overdue ${length}`,
    excused: (label: string) => `${label} excused`,
    earliest: (at: string) => `Earliest discharge ${at}`,
    because: {
      t0: (minutes: number) => `${minutes} min after the dose`,
      end: (minutes: number) => `${minutes} min after the end of dosing`,
    },
    becauseItem: (label: string) => `${label} is required`,
    nextDevice: (number: number, when: string) => `Device ${number} in ${when}`,
    nextDeviceNow: (number: number) => `Device ${number} now`,
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
