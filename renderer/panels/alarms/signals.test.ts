import { describe, expect, it } from 'vitest'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import { instant, NOW_MS, sampleAlarm, sampleRoom } from '../../live/testing/sample.ts'
import { worstEscalated } from './escalation.ts'
import { listMarks } from './marks.ts'

const off = { by: 'Ada', at: instant(0), reason: 'fire drill', remindedMonoMs: 0 }
const quiet = sampleRoom()

describe('The marks of a room', () => {
  it('are none while nothing is switched off', () => {
    expect(listMarks(quiet, NOW_MS)).toEqual([])
  })
  it('name each of the four states, with what is left of it or with who and why, and how it ends', () => {
    const room = sampleRoom({
      audio: { pausedUntilMonoMs: NOW_MS + 95_000, pausedBy: 'Ada', off },
      inactivation: {
        pausedUntilMonoMs: NOW_MS + 119_000,
        pausedBy: 'Ada',
        off: { spo2: off },
        withheld: 2,
      },
    })
    expect(listMarks(room, NOW_MS).map(({ words, why, state, end }) => [words, why, state, end])).toEqual([
      ['ALARM PAUSED 1:59', '', 'paused', { do: 'resumeAlarms' }],
      ['ALARM OFF SpO2', 'Ada: fire drill', 'off', { do: 'turnAlarmOn', parameter: 'spo2' }],
      ['AUDIO OFF', 'Ada: fire drill', 'off', { do: 'turnAudioOn' }],
      ['AUDIO PAUSED 1:35', '', 'paused', { do: 'resumeAudio' }],
    ])
  })
  it('never count below zero', () => {
    const room = sampleRoom({ audio: { pausedUntilMonoMs: NOW_MS - 400, pausedBy: 'Ada', off: null } })
    expect(listMarks(room, NOW_MS)[0]?.words).toBe('AUDIO PAUSED 0:00')
  })
})

describe('The banner', () => {
  const alarm = (changes: Partial<AlarmView>) => sampleAlarm({ since: instant(1000), ...changes })
  const room = (id: string, ...alarms: AlarmView[]) => sampleRoom({ id, alarms })

  it('shows the alarm that has gone unanswered furthest, of any room', () => {
    const views = [
      room('a', alarm({ escalation: 'banner', since: instant(0) })),
      room('b', alarm({ escalation: 'callForHelp', since: instant(900) })),
      room('c', alarm({ escalation: 'callForHelp', since: instant(500) })),
    ]
    expect(worstEscalated(views)).toMatchObject({ view: { id: 'c' }, stage: 'callForHelp' })
  })
  it('shows none that is answered, none that a clinician station alone is told of, and none of a replay', () => {
    const replayed = {
      ...room('r', alarm({ escalation: 'banner' })),
      marks: { simulated: false, replay: true },
    }
    const views = [
      room('a', alarm({}), alarm({ escalation: 'clinicianStation', priority: 'medium' })),
      room('b', alarm({ escalation: 'banner', acknowledged: { by: 'Ada', at: instant(1) } })),
      replayed,
    ]
    expect(worstEscalated(views)).toBeNull()
  })
  it('is another one at the next stage, so that putting it aside does not last', () => {
    const keyAt = (escalation: 'banner' | 'secondContact') =>
      worstEscalated([room('a', alarm({ escalation }))])?.key
    expect(keyAt('banner')).not.toBe(keyAt('secondContact'))
  })
})
