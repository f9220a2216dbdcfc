import { z } from 'zod'
import { alarmIds, priorities } from '../alarm/ids.ts'
import { escalationStages } from '../alarm/types.ts'
import { alarmParameters } from '../limits.ts'
import { clinicians } from '../roles.ts'
import { vitalIds } from '../vitals.ts'
import type { Words } from '../words/index.ts'
import { refusal } from '../words/refusal.ts'
import { act, onlyAlarmInputs } from './act.ts'
import { eventKind, sentence, wordFor } from './event.ts'
import { by, carers, deviceKeepers, freeText, label, ownLabel, shortText, whom } from './parts.ts'

/* AUDIO PAUSED, AUDIO OFF, ALARM PAUSED and ALARM OFF. What becomes of them is told by the alarm system. */

const states = ['paused', 'off', 'on', 'reminder'] as const

/** Of the whole installation's sound. */
export const audio = eventKind(
  'audio',
  {
    state: z.enum(states),
    by: whom.exactOptional(),
    reason: freeText.exactOptional(),
    /** 'person', 'expired', 'high alarm', 'closed', 'timer' */
    cause: ownLabel,
  },
  { hasTable: true, say: (event, words) => sayState(words.audio[event.state], event, words) },
)

/** Of the alarms of one room: all of them, or those of one parameter. */
export const alarms = eventKind(
  'alarms',
  {
    state: z.enum(states),
    parameter: z.enum(vitalIds).exactOptional(),
    by: whom.exactOptional(),
    reason: freeText.exactOptional(),
    /** 'person', 'expired', 'dosing', 'closed', 'timer' */
    cause: ownLabel,
  },
  {
    hasTable: true,
    say(event, words) {
      const of = event.parameter ? words.record.of(words.vitals.names[event.parameter]) : ''
      return sayState(`${words.inactivation[event.state]}${of}`, event, words)
    },
  },
)

interface Ended {
  readonly by?: string
  readonly reason?: string
  readonly cause: string
}

/** 'Audio on (HIGH alarm)': why, and then who. */
function sayState(what: string, { by: who, reason, cause }: Ended, words: Words): string {
  const known = cause === 'person' || cause === 'timer' ? '' : wordFor(words.inactivationCauses, cause)
  const why = reason ?? known
  return sentence(`${what}${why === '' ? '' : words.record.because(why)}`, { by: who }, words)
}

/** An alarm has gone unanswered (alarm standard, section 10). */
export const escalation = eventKind(
  'escalation',
  {
    alarm: z.enum(alarmIds),
    deviceId: label.exactOptional(),
    priority: z.enum(priorities),
    stage: z.enum(escalationStages),
  },
  {
    hasTable: true,
    say: (event, words) =>
      words.record.unanswered(wordFor(words.alarms, event.alarm), wordFor(words.escalations, event.stage)),
  },
)

const byOnly = z.strictObject({ by })

/** AUDIO PAUSED for 120 s. */
export const pauseAudio = act('pauseAudio', {
  payload: byOnly,
  roles: carers,
  whenLocked: true,
  everywhere: true,
  events: [audio],
  apply({ session, alarm }, { by }) {
    if (alarm.audio.off) return { refused: refusal('audioOffNoPause') }
    if (alarm.audio.pausedUntilMonoMs !== null) return { refused: refusal('audioPausedAlready') }
    return onlyAlarmInputs(session, { kind: 'pauseAudio', by })
  },
})

export const resumeAudio = act('resumeAudio', {
  payload: byOnly,
  roles: carers,
  everywhere: true,
  events: [audio],
  apply({ session, alarm }, { by }) {
    if (alarm.audio.pausedUntilMonoMs === null) return { refused: refusal('audioNotPaused') }
    return onlyAlarmInputs(session, { kind: 'resumeAudio', by })
  },
})

/** AUDIO OFF until it is turned on again. */
export const turnAudioOff = act('turnAudioOff', {
  payload: z.strictObject({ by, reason: shortText }),
  roles: ['admin'],
  everywhere: true,
  events: [audio],
  apply({ session, alarm }, { by, reason }) {
    if (alarm.audio.off) return { refused: refusal('audioOffAlready') }
    return onlyAlarmInputs(session, { kind: 'turnAudioOff', by, reason })
  },
})

export const turnAudioOn = act('turnAudioOn', {
  payload: byOnly,
  roles: deviceKeepers,
  everywhere: true,
  events: [audio],
  apply({ session, alarm }, { by }) {
    if (!alarm.audio.off) return { refused: refusal('audioNotOff') }
    return onlyAlarmInputs(session, { kind: 'turnAudioOn', by })
  },
})

/** ALARM PAUSED for 120 s; not while a drug is being given. */
export const pauseAlarms = act('pauseAlarms', {
  payload: byOnly,
  roles: carers,
  events: [alarms],
  apply({ session, alarm }, { by }) {
    if (session.phase === 'dosing') return { refused: refusal('alarmsPauseWhileDosing') }
    if (alarm.pause) return { refused: refusal('alarmsPausedAlready') }
    return onlyAlarmInputs(session, { kind: 'pauseAlarms', by })
  },
})

export const resumeAlarms = act('resumeAlarms', {
  payload: byOnly,
  roles: carers,
  events: [alarms],
  apply({ session, alarm }, { by }) {
    if (!alarm.pause) return { refused: refusal('alarmsNotPaused') }
    return onlyAlarmInputs(session, { kind: 'resumeAlarms', by })
  },
})

const parameter = z.enum(alarmParameters)

/** ALARM OFF for one parameter until it is turned on again. */
export const turnAlarmOff = act('turnAlarmOff', {
  payload: z.strictObject({ by, parameter, reason: shortText }),
  roles: clinicians,
  events: [alarms],
  apply({ session, alarm }, { by, parameter, reason }) {
    if (alarm.off[parameter]) return { refused: refusal('alarmsOffAlready', { vital: parameter }) }
    return onlyAlarmInputs(session, { kind: 'turnAlarmOff', by, parameter, reason })
  },
})

export const turnAlarmOn = act('turnAlarmOn', {
  payload: z.strictObject({ by, parameter }),
  roles: carers,
  events: [alarms],
  apply({ session, alarm }, { by, parameter }) {
    if (!alarm.off[parameter]) return { refused: refusal('alarmsNotOff', { vital: parameter }) }
    return onlyAlarmInputs(session, { kind: 'turnAlarmOn', by, parameter })
  },
})
