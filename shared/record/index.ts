import { z } from 'zod'
import type { AlarmEvent } from '../alarm/types.ts'
import type { Authority } from '../authority.ts'
import type { Role } from '../roles.ts'
import type { RoomState } from '../session/room-state.ts'
import type { Instant } from '../time.ts'
import type { Words } from '../words/index.ts'
import { refusal, type WhyNot } from '../words/refusal.ts'
import { acknowledge } from './acknowledge.ts'
import type { Effect } from './act.ts'
import { alarmEventSchema, sayAlarm } from './alarm.ts'
import { setBaseline } from './baseline.ts'
import { closed, closeSession, opened } from './close.ts'
import { confirmPatient } from './confirm-patient.ts'
import { answerCriterion } from './criteria.ts'
import { setCuffCycle, setSites } from './cuff.ts'
import { confirmCheck, overrideCheck, startDischarge } from './discharge.ts'
import { correctDose, withdrawDose } from './dose-changes.ts'
import { startDosing } from './dosing.ts'
import { due, extra, missed } from './due.ts'
import type { AnyEvent, EventEntry, EventOf } from './event.ts'
import { recordBooster, recordDevice } from './further-doses.ts'
import { confirmGap, correctGap } from './gaps.ts'
import { confirmIdentity, overrideGate, recordPreDose } from './gate.ts'
import { handOver } from './hand-over.ts'
import {
  escalation,
  pauseAlarms,
  pauseAudio,
  resumeAlarms,
  resumeAudio,
  turnAlarmOff,
  turnAlarmOn,
  turnAudioOff,
  turnAudioOn,
} from './inactivate.ts'
import { endDosing, pauseInfusion, resumeInfusion } from './infusion.ts'
import { changeLimit } from './limits.ts'
import { recordMark, withdrawMark } from './marks.ts'
import { excuseMeasurement, recordManual } from './measurements.ts'
import { clock, device, link, lost, sound } from './monitor.ts'
import { moved } from './move.ts'
import { overrideEnded } from './override-ended.ts'
import { planDose } from './plan-dose.ts'
import { recordRems } from './rems.ts'
import { recordScale } from './scales.ts'
import { amendSession, signSession } from './sign.ts'
import { type SystemEvent, saySystem, systemEventSchema } from './system.ts'
import { changeWeight } from './weight.ts'

/*
 * The record: everything that people do in a session and everything that is written down of it. The session's requests,
 * the actions of scripts, the union of events, the schema of imports, the words of every list and report, and what a
 * pseudonymised report hides are all derived from these lists.
 */

/** What people do in an open session. */
export const acts = {
  startDosing,
  confirmIdentity,
  recordPreDose,
  overrideGate,
  recordDevice,
  endDosing,
  recordBooster,
  planDose,
  withdrawDose,
  correctDose,
  changeWeight,
  pauseInfusion,
  resumeInfusion,
  recordMark,
  withdrawMark,
  recordManual,
  acknowledge,
  pauseAudio,
  resumeAudio,
  turnAudioOff,
  turnAudioOn,
  pauseAlarms,
  resumeAlarms,
  turnAlarmOff,
  turnAlarmOn,
  setSites,
  setCuffCycle,
  changeLimit,
  setBaseline,
  excuseMeasurement,
  confirmGap,
  correctGap,
  confirmPatient,
  recordScale,
  confirmCheck,
  overrideCheck,
  answerCriterion,
  handOver,
  recordRems,
  startDischarge,
  closeSession,
} as const

/** What people do with the record of a closed one. */
export const recordActs = { signSession, amendSession } as const

/** What is written down without being an act. */
const noted = [
  opened,
  closed,
  due,
  missed,
  extra,
  escalation,
  device,
  link,
  clock,
  lost,
  sound,
  moved,
  overrideEnded,
] as const

type Acts = typeof acts
export type ActName = keyof Acts
export const actNames = Object.keys(acts) as [ActName, ...ActName[]]

/** An act as it is asked for: its name, and its payload. */
export type Action = {
  [N in ActName]: { readonly do: N } & z.infer<Acts[N]['payload']>
}[ActName]

type Entries =
  | Acts[ActName]['events'][number]
  | (typeof recordActs)[keyof typeof recordActs]['events'][number]
  | (typeof noted)[number]

/** One thing that happened to a session, apart from alarms. */
export type SessionEvent = EventOf<Entries>
export type EventKind = SessionEvent['kind']

/** Whatever stands in a record. */
export type Entry = AlarmEvent | SessionEvent | SystemEvent

const entries: readonly EventEntry[] = [
  ...new Set<EventEntry>([
    ...noted,
    ...Object.values(acts).flatMap(({ events }): readonly EventEntry[] => events),
    ...Object.values(recordActs).flatMap(({ events }): readonly EventEntry[] => events),
  ]),
]
const entryOfKind: ReadonlyMap<string, EventEntry> = new Map(entries.map(entry => [entry.kind, entry]))

/** The entry of the record for this event; undefined for a kind that this version does not know. */
export function entryOf({ kind }: AnyEvent): EventEntry | undefined {
  return entryOfKind.get(kind)
}

type KindSchema = z.core.$ZodTypeDiscriminable

/** Alarms and events of a session, strict; with `more` kinds of events, if any. */
export function entriesOfSession(...more: readonly KindSchema[]) {
  const [first, ...others] = [...entries.map(({ schema }) => schema), ...more]
  if (!first) throw new Error('The record has no events.')
  const sessionEvents = z.discriminatedUnion('kind', [first, ...others])
  return z.discriminatedUnion('event', [alarmEventSchema, sessionEvents])
}

/** Whatever may stand in a record. */
export const entrySchema = z.discriminatedUnion('event', [
  entriesOfSession(),
  systemEventSchema,
]) as unknown as z.ZodType<Entry>

/** What an entry says, in the words of one language; null: what is said nowhere but in the record itself. */
export function say(entry: Entry, words: Words): string | null {
  switch (entry.event) {
    case 'alarm':
      return sayAlarm(entry, words)
    case 'system':
      return saySystem(entry, words)
    case 'session':
      return entryOf(entry)?.say(entry, words) ?? null
  }
}

/** An act without its types, for whoever has checked the payload. */
interface AnyAct {
  readonly roles: readonly Role[]
  readonly breakGlass: boolean
  readonly whenLocked: boolean
  apply(
    state: RoomState,
    payload: object,
    circumstances: { readonly authority: Authority; readonly now: Instant },
  ): Effect<SessionEvent>
}

/** What an action does, on somebody's word. Who may not is refused: nothing is done without an authority. */
export function applyAction(
  state: RoomState,
  action: Action,
  authority: Authority,
  now: Instant,
): Effect<SessionEvent> {
  const { do: name, ...payload } = action
  const entry = acts[name] as unknown as AnyAct
  if (!mayDo(entry, authority)) return { refused: whyNoAuthority(entry, authority) }
  return entry.apply(state, payload, { authority, now })
}

/** Acts of a person who is with the patient: signs that the patient is there (AR-23). */
const atPatient: readonly ActName[] = [
  'confirmIdentity',
  'confirmPatient',
  'recordPreDose',
  'startDosing',
  'recordDevice',
  'recordBooster',
  'pauseInfusion',
  'resumeInfusion',
  'endDosing',
  'recordMark',
  'recordManual',
  'recordScale',
]
export function isAtPatient(name: ActName): boolean {
  return atPatient.includes(name)
}

function whyNoAuthority({ roles }: AnyAct, authority: Authority): WhyNot {
  return authority.kind === 'person'
    ? refusal('needsAnotherRole', authority.name, { role: authority.role }, { roles })
    : refusal('roleMayNot', authority.name)
}

function mayDo({ roles, breakGlass, whenLocked }: AnyAct, authority: Authority): boolean {
  switch (authority.kind) {
    case 'person':
      return roles.includes(authority.role)
    case 'breakGlass':
      return breakGlass
    case 'unidentified':
      return whenLocked
    case 'computer':
    case 'replay':
      return true
  }
}
