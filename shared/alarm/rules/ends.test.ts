import { describe, expect, it } from 'vitest'
import { isPhysiological } from '../ids.ts'
import { startTimeline } from '../timeline.ts'

/* What ends AUDIO PAUSED (AR-9), and what the end of a session ends. */

const paused = () => startTimeline({ baseline: false }).at(0, { kind: 'pauseAudio', by: 'Ada' })

describe('AUDIO PAUSED', () => {
  it.each([
    ['a HIGH of another room', { kind: 'highElsewhere' }, ['5 audio on (high alarm)']],
    ['the end of the session', { kind: 'close' }, ['5 audio on (closed)']],
    [
      'a gap that nobody knows the length of',
      { kind: 'resumed', unsureFromMonoMs: 1000 },
      ['5 audio on (expired)'],
    ],
    ['no restart of known length', { kind: 'resumed' }, []],
    ['a second press', { kind: 'resumeAudio', by: 'Ben' }, ['5 audio on (person)']],
    ['no second pause', { kind: 'pauseAudio', by: 'Ben' }, []],
  ] as const)('is ended by %s', (_, input, told) => {
    expect(paused().at(5, input).told().slice(1)).toEqual(told)
  })
  it('ends by itself with the tick after 120 s, and by no other input before', () => {
    const line = paused().at(119, { kind: 'tick' }).at(121, { kind: 'sites', sameArm: false })
    expect(line.told()).toHaveLength(1)
    expect(line.at(121, { kind: 'tick' }).told().slice(1)).toEqual(['121 audio on (expired)'])
  })
  it('is nothing to end where there is none', () => {
    const line = startTimeline().at(0, { kind: 'highElsewhere' }).at(0, { kind: 'resumeAudio', by: 'Ada' })
    expect(line.at(1, { kind: 'close' }).told()).toEqual([])
  })
})

describe('The end of a session', () => {
  it('ends what stands and what is latched, by name, and leaves nothing', () => {
    const line = startTimeline().stream('spo2', 0, 10, 83).stream('spo2', 11, 25, 97).cuff(26, 190, 80)
    const before = line.told().length
    line.at(30, { kind: 'close' })
    expect(line.told().slice(before)).toEqual([
      '30 systolic-high high cleared (session closed)',
      '30 systolic-rise medium cleared (session closed)',
      '30 spo2-low high reset (session closed)',
    ])
    expect(line.state()).toMatchObject({ closed: true, conditions: [], latched: [], devices: {} })
  })
})

describe('What others watch over', () => {
  it('is raised, changed and ended for its device alone, with its detail', () => {
    const battery = { kind: 'technical', alarm: 'battery-low' } as const
    const line = startTimeline()
      .at(0, { ...battery, priority: 'low', deviceId: 'ox', detail: 'Oximeter' })
      .at(1, { ...battery, priority: 'low', deviceId: 'cuff' })
    expect(line.state().conditions).toMatchObject([
      { alarm: 'battery-low', deviceId: 'ox', detail: 'Oximeter' },
      { alarm: 'battery-low', deviceId: 'cuff' },
    ])
    expect(line.state().conditions[1]).not.toHaveProperty('detail')
    line.at(2, { ...battery, priority: null, deviceId: 'ox' })
    expect(line.state().conditions).toMatchObject([{ deviceId: 'cuff' }])
    const ofNone = startTimeline().at(0, { kind: 'technical', alarm: 'not-recording', priority: 'low' })
    expect(ofNone.state().conditions[0]).not.toHaveProperty('deviceId')
  })
  it('tells deep sedation, limits and trends apart from what only devices suffer', () => {
    const ids = ['sedation-deep', 'spo2-low', 'spo2-trend', 'link-lost', 'battery-low'] as const
    expect(ids.map(isPhysiological)).toEqual([true, true, true, false, false])
  })
})
