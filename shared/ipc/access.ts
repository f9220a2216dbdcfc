import type { Payload, RequestName } from '../ipc.ts'
import { allowancesOf, isWithin } from '../limit-ranges.ts'
import { type ActName, acts, recordActs } from '../record/index.ts'
import { carers, deviceKeepers } from '../record/parts.ts'
import { clinicians, type Role, roles } from '../roles.ts'

/*
 * Who may ask for what, and what proves it. One table for every request; the core holds each request to it before anything
 * else is done (`electron/core/people/authorize.ts`), and windows read from it whose PIN to ask for.
 */

/**
 * none: whoever is at this window. fresh: a PIN within the last minute. each: a PIN for this very request. A PIN may be another
 * person's than that of the window: then it is that person who acts.
 */
export type PinWanted = 'none' | 'fresh' | 'each'

export interface Access {
  /** Who of them may do just this, where that is fewer; somebody beside may give the PIN for it. Absent: each of them. */
  readonly narrower?: (payload: object) => readonly Role[]
  /** 'anyWindow': nobody is named, and the window may be locked. */
  readonly roles: readonly Role[] | 'anyWindow'
  readonly pin: PinWanted | ((payload: object) => PinWanted)
  /** Also at a locked window, where nobody is: what keeps a patient safe, and nothing else. */
  readonly whenLocked: boolean
  /**
   * May the built-in Demo nurse? simulated: in a room, or of a session, that is simulated. unlessSetUp: until the clinic is set up,
   * since no patient's data are there before.
   */
  readonly demo: 'yes' | 'simulated' | 'unlessSetUp' | 'no'
  /** Who may sign beside whoever acts, each with a PIN of their own. */
  readonly second: SecondPerson | null
}

export interface SecondPerson {
  readonly roles: readonly Role[]
  readonly required: boolean
  /** Not of the role of whoever acts: each of the roles is there. */
  readonly ofOtherRole: boolean
}

const everyone: readonly Role[] = roles
const director: readonly Role[] = ['director']
const admin: readonly Role[] = ['admin']
/** Who cares for the record: what of it is copied, and what opens it. */
const keepers: readonly Role[] = ['admin', 'director']

const usual = { pin: 'none', whenLocked: false, demo: 'no', second: null } as const
const any: Access = { ...usual, roles: 'anyWindow', whenLocked: true, demo: 'yes' }
const may = (who: readonly Role[], more: Partial<Access> = {}): Access => ({ ...usual, roles: who, ...more })
const fresh = { pin: 'fresh' } as const
const simulated = { demo: 'simulated' } as const
const unlessSetUp = { demo: 'unlessSetUp' } as const
/** Administrator and medical director together, each with a PIN for this very request. */
const byTwo: Access = may(keepers, {
  pin: 'each',
  second: { roles: keepers, required: true, ofOtherRole: true },
})

/** Whatever says more than figures asks who wants to know. */
const namesLeave = (payload: object): PinWanted =>
  'pseudonymised' in payload && payload.pseudonymised === true ? 'none' : 'fresh'
/** Dosing against the checklist, or off the plan. */
const againstPlan = (payload: object): PinWanted =>
  'reason' in payload && payload.reason !== undefined ? 'fresh' : 'none'

/** What the acts of a session want beside their roles, which stand with each of them. */
const actPins = {
  startDosing: againstPlan,
  confirmIdentity: 'none',
  recordPreDose: 'none',
  overrideGate: 'fresh',
  recordDevice: 'none',
  endDosing: 'none',
  recordBooster: 'none',
  planDose: 'none',
  withdrawDose: 'none',
  correctDose: 'none',
  changeWeight: 'none',
  pauseInfusion: 'none',
  resumeInfusion: 'none',
  recordMark: 'none',
  withdrawMark: 'none',
  recordManual: 'none',
  acknowledge: 'none',
  pauseAudio: 'none',
  resumeAudio: 'none',
  turnAudioOff: 'fresh',
  turnAudioOn: 'none',
  pauseAlarms: 'none',
  resumeAlarms: 'none',
  turnAlarmOff: 'fresh',
  turnAlarmOn: 'none',
  setSites: 'none',
  setCuffCycle: 'none',
  changeLimit: 'fresh',
  setBaseline: 'fresh',
  excuseMeasurement: 'none',
  confirmGap: 'none',
  correctGap: 'none',
  confirmPatient: 'none',
  recordScale: 'none',
  confirmCheck: 'none',
  overrideCheck: 'fresh',
  answerCriterion: 'none',
  handOver: 'none',
  recordRems: 'none',
  startDischarge: 'none',
  closeSession: 'none',
} as const satisfies Record<ActName, Access['pin']>

/** Who may move this limit so far; whoever cares for the patient where nobody may, so that the act itself says why. */
function whoMoves(payload: object): readonly Role[] {
  const { alarm, priority, limit } = payload as Payload<'changeLimit'>
  const able = allowancesOf(alarm, priority).filter(({ range }) => isWithin(range, limit))
  return able.length === 0 ? carers : [...new Set(able.flatMap(({ roles: who }) => who))]
}

const signsToo: readonly ActName[] = ['overrideGate', 'startDosing']

function actAccess(): Record<ActName, Access> {
  const entries = Object.entries(acts).map(([key, { roles, whenLocked }]) => {
    const name = key as ActName
    const second = signsToo.includes(name) ? { roles: clinicians, required: false, ofOtherRole: false } : null
    const narrower = name === 'changeLimit' ? { narrower: whoMoves } : {}
    return [name, { roles, pin: actPins[name], whenLocked, demo: 'simulated', second, ...narrower }]
  })
  return Object.fromEntries(entries) as Record<ActName, Access>
}

export const access: Readonly<Record<RequestName, Access>> = {
  // This window itself, and who comes to it.
  snapshot: any,
  stationAlive: any,
  soundPlayed: any,
  signIn: any,
  justSimulate: any,
  leaveWindow: any,
  choosePin: any,
  setUpClinic: any,
  // Each says for which request; a locked window has none that would take it.
  confirmPin: may(everyone, { demo: 'yes' }),

  // People.
  addPerson: may(admin, fresh),
  changeRole: may(admin, fresh),
  setActive: may(admin, fresh),
  resetPin: may(admin, fresh),
  changePin: may(everyone, { pin: 'each' }),

  // The installation.
  addRoom: may(deviceKeepers, unlessSetUp),
  testSound: may(everyone, { demo: 'yes' }),
  confirmSound: may(everyone, { demo: 'yes' }),
  setAudioProfile: may(deviceKeepers, unlessSetUp),
  setSecondContact: may(deviceKeepers, unlessSetUp),
  setClinic: may(admin, fresh),

  // Monitors: they are connected once the clinic is set up.
  listPorts: may(everyone, { demo: 'yes' }),
  identifyPort: may(deviceKeepers),
  addDevice: may(deviceKeepers),
  setRemoteStart: may(deviceKeepers, simulated),
  moveDevice: may(deviceKeepers),
  removeDevice: may(deviceKeepers, simulated),
  watchBytes: may(everyone, simulated),
  setCapture: may(deviceKeepers, simulated),
  listCaptures: may(everyone, unlessSetUp),
  readCapture: may(deviceKeepers, unlessSetUp),
  openReplay: may(everyone, unlessSetUp),

  // Sessions: a locked window gets the chart of an open one, and no more (`handlers/sessions.ts`).
  history: may(everyone, { whenLocked: true, ...simulated }),
  reviewSession: may(everyone, simulated),
  listSessions: may(everyone, unlessSetUp),
  lastWeight: may(carers, simulated),
  openSession: may(carers, simulated),
  moveSession: may(carers),
  startNibp: may(carers, simulated),
  stopNibp: may(carers, { whenLocked: true, ...simulated }),

  // The record's copies and keys.
  recordCare: may(everyone, unlessSetUp),
  backUpNow: may(everyone, unlessSetUp),
  tryBackup: may(keepers),
  setBackupPlace: may(admin, fresh),
  setSealAfterDays: may(admin, fresh),
  setKeepYears: may(admin, fresh),
  dueForDeletion: may(keepers),
  deleteSession: byTwo,
  restoreBackup: byTwo,
  // The first one only, while there is nobody to print it with (`handlers/record-care.ts`).
  makeFirstRecoveryCode: may(admin, fresh),
  makeRecoveryCode: byTwo,
  rekeyRecord: byTwo,
  askKeyStore: may(keepers),
  keepKey: may(admin, fresh),
  proveRecoveryCode: may(keepers),

  // What was recorded.
  findSessions: may(everyone, unlessSetUp),
  signSession: may(recordActs.signSession.roles, { pin: 'each' }),
  amendSession: may(recordActs.amendSession.roles, fresh),
  noteRemsSent: may([...carers, 'staff'], simulated),
  makeReport: may(everyone, { pin: namesLeave, ...simulated }),
  beginImport: may(everyone, unlessSetUp),
  sendImport: may(everyone, unlessSetUp),
  importSession: may(everyone, unlessSetUp),
  cancelImport: may(everyone, unlessSetUp),

  // The medical director's.
  copyPreset: may(director, fresh),
  savePreset: may(director, fresh),
  approvePreset: may(director, fresh),
  withdrawPreset: may(director, fresh),
  saveClinicSet: may(director, fresh),
  approveClinicSet: may(director, fresh),
  withdrawClinicSet: may(director, fresh),

  ...actAccess(),
}

/** Who may do this, as it is asked. */
export function whoMay({ roles: who, narrower }: Access, payload: object): Access['roles'] {
  return who === 'anyWindow' || !narrower ? who : narrower(payload)
}

/** What this request wants, as it is asked. */
export function pinWanted({ pin }: Access, payload: object): PinWanted {
  return typeof pin === 'function' ? pin(payload) : pin
}
