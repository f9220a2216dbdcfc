import { describe, expect, it } from 'vitest'
import { soundingPriority } from '../signals.ts'
import { step } from '../step.ts'
import { instant, startTimeline, type Timeline } from '../timeline.ts'

const off = (line: Timeline, s: number, parameter: 'spo2' | 'pulseRate' = 'spo2') =>
  line.at(s, { kind: 'turnAlarmOff', by: 'Dr Who', parameter, reason: 'cold hand' })
const on = (line: Timeline, s: number, parameter: 'spo2' | 'pulseRate' = 'spo2') =>
  line.at(s, { kind: 'turnAlarmOn', by: 'Ada', parameter })
const audioOff = (line: Timeline, s: number) =>
  line.at(s, { kind: 'turnAudioOff', by: 'Admin', reason: 'drill' })
const pause = (line: Timeline, s: number) => line.at(s, { kind: 'pauseAlarms', by: 'Ada' })
const said = (line: Timeline, word: string) => line.told().filter(words => words.includes(word))

describe('AUDIO OFF', () => {
  it('lasts until somebody turns it on, with a reminder every 3 min', () => {
    const line = audioOff(startTimeline(), 0).wait(1, 400)
    expect(line.told()).toEqual([
      '0 audio off (person)',
      '180 audio reminder (timer)',
      '360 audio reminder (timer)',
    ])
    line.at(401, { kind: 'turnAudioOn', by: 'Ada' }).wait(402, 800)
    expect(line.told().slice(3)).toEqual(['401 audio on (person)'])
  })
  it('is silent, and takes nothing from what is seen', () => {
    const line = audioOff(startTimeline(), 0).stream('spo2', 1, 12, 83)
    expect(said(line, 'spo2-low')).toEqual(['11 spo2-low high raised'])
    expect(soundingPriority(line.state())).toBeNull()
    line.at(13, { kind: 'turnAudioOn', by: 'Ada' })
    expect(soundingPriority(line.state())).toBe('high')
  })
  it('takes the place of a pause, and no pause begins meanwhile', () => {
    const line = audioOff(startTimeline().at(0, { kind: 'pauseAudio', by: 'Ada' }), 1)
    expect(line.state().audio).toMatchObject({ pausedUntilMonoMs: null, pausedBy: null })
    line.at(2, { kind: 'pauseAudio', by: 'Ada' }).wait(3, 130)
    expect(line.told()).toEqual(['0 audio paused (person)', '1 audio off (person)'])
  })
  it('reminds at the tick, not at what else is told', () => {
    const line = audioOff(startTimeline(), 0).at(200, { kind: 'sites', sameArm: false })
    expect(line.told()).toEqual(['0 audio off (person)'])
  })
  it('says nothing twice, and ends with the session', () => {
    const line = audioOff(audioOff(startTimeline().at(0, { kind: 'turnAudioOn', by: 'Ada' }), 1), 2)
    line.at(3, { kind: 'close' })
    expect(line.told()).toEqual(['1 audio off (person)', '3 audio on (closed)'])
    expect(line.state().audio.off).toBeNull()
  })
})

describe('ALARM PAUSED', () => {
  it('lasts 120 s and withholds everything; what is still there then begins to be seen', () => {
    const line = pause(startTimeline({ afterT0: false }), 0).stream('spo2', 1, 119, 83)
    expect(line.told()).toEqual(['0 alarms paused (person)', '11 spo2-low high raised [alarm paused]'])
    expect(soundingPriority(line.state())).toBeNull()
    line.stream('spo2', 120, 125, 83)
    expect(line.told().slice(2)).toEqual(['120 alarms on (expired)'])
    expect(soundingPriority(line.state())).toBe('high')
  })
  it('cannot be made longer, and ends with a second press', () => {
    const line = pause(pause(startTimeline({ afterT0: false }), 0), 60)
    expect(line.state().pause).toEqual({ untilMonoMs: 120_000, by: 'Ada' })
    line.at(70, { kind: 'resumeAlarms', by: 'Ben' }).at(71, { kind: 'resumeAlarms', by: 'Ben' })
    expect(line.told()).toEqual(['0 alarms paused (person)', '70 alarms on (person)'])
  })
  it('ends with T0, and with the session', () => {
    expect(pause(startTimeline(), 0).at(5, { kind: 't0' }).told().at(-1)).toBe('5 alarms on (dosing)')
    const closed = pause(startTimeline(), 0).at(5, { kind: 'close' })
    expect(closed.told().at(-1)).toBe('5 alarms on (closed)')
    expect(closed.state().pause).toBeNull()
  })
  it('leaves nothing to acknowledge that nobody can see, not even what is latched', () => {
    const line = startTimeline().stream('spo2', 0, 10, 83).stream('spo2', 11, 25, 97)
    pause(line, 26).at(27, { kind: 'acknowledge', by: 'Ada' })
    expect(line.state().latched).toHaveLength(1)
    line.at(28, { kind: 'resumeAlarms', by: 'Ada' }).at(29, { kind: 'acknowledge', by: 'Ada' })
    expect(line.told().at(-1)).toBe('29 spo2-low high reset')
  })
})

describe('ALARM OFF', () => {
  it('withholds the limits of its parameter alone', () => {
    const line = off(startTimeline(), 0)
    for (let s = 1; s <= 12; s++) line.stream('spo2', s, s, 83).stream('pulseRate', s, s, 150)
    expect(line.told().slice(1)).toEqual(['11 spo2-low high raised [alarm off]', '11 pulse-high high raised'])
  })
  it('is said in the record with each beginning of a signal: risen, and sounded again', () => {
    const line = startTimeline({ baseline: false }).cuff(0, 165, 80).at(1, { kind: 'acknowledge', by: 'Ada' })
    line.at(2, { kind: 'turnAlarmOff', by: 'Dr Who', parameter: 'systolic', reason: 'arm' })
    line.cuff(3, 177, 80).cuff(4, 190, 80)
    expect(line.told().slice(3)).toEqual([
      '3 systolic-high medium reAlarmed (worsening) [alarm off]',
      '4 systolic-high high escalated [alarm off]',
    ])
  })
  it('still tells that the signal is lost', () => {
    const line = off(startTimeline().stream('spo2', 0, 0, 97), 1).stream('spo2', 2, 40, null)
    expect(line.told().at(-1)).toBe('32 spo2-signal-lost medium raised')
  })
  it('reminds every 10 min, each parameter for itself', () => {
    const line = off(off(startTimeline(), 0), 100, 'pulseRate').wait(101, 1250)
    expect(said(line, 'reminder')).toEqual([
      '600 alarms spo2 reminder (timer)',
      '700 alarms pulseRate reminder (timer)',
      '1200 alarms spo2 reminder (timer)',
    ])
  })
  it('is shown again as soon as it is on; a second word changes nothing', () => {
    const line = off(off(startTimeline(), 0), 1).stream('spo2', 2, 13, 83)
    on(on(line, 20), 21)
    expect(line.told()).toEqual([
      '0 alarms spo2 off (person)',
      '12 spo2-low high raised [alarm off]',
      '20 alarms spo2 on (person)',
    ])
    expect(soundingPriority(line.state())).toBe('high')
  })
  it('ends with the session, each parameter with its own word', () => {
    const line = off(off(startTimeline(), 0), 1, 'pulseRate').at(2, { kind: 'close' })
    expect(line.told().slice(2)).toEqual(['2 alarms spo2 on (closed)', '2 alarms pulseRate on (closed)'])
    expect(line.state().off).toEqual({})
  })
})

describe('Escalation', () => {
  const high = () => startTimeline().cuff(0, 190, 80)
  const stages = (line: Timeline) =>
    line.told().filter(words => /banner|secondContact|callForHelp|clinicianStation/.test(words))

  it('tells more and more people of an unanswered HIGH, after 30, 60 and 120 s', () => {
    expect(stages(high().wait(1, 200))).toEqual([
      '30 systolic-high high banner',
      '60 systolic-high high secondContact',
      '120 systolic-high high callForHelp',
      '120 systolic-rise medium clinicianStation',
    ])
  })
  it('is over with an acknowledgement, and begins anew when the alarm sounds again', () => {
    const line = high().wait(1, 40).at(41, { kind: 'acknowledge', by: 'Ada' })
    expect(line.state().conditions.every(({ escalation }) => escalation === undefined)).toBe(true)
    line.wait(42, 260)
    // Sounds again after 3 min: at 221.
    expect(stages(line)).toEqual(['30 systolic-high high banner', '251 systolic-high high banner'])
  })
  it('never concerns a LOW', () => {
    expect(stages(startTimeline({ baseline: false }).failedCuff(0).wait(1, 400))).toEqual([])
  })
  it('counts from the rise of a level', () => {
    const line = startTimeline({ baseline: false })
      .cuff(0, 165, 80)
      .wait(1, 99)
      .cuff(100, 190, 80)
      .wait(101, 131)
    expect(stages(line)).toEqual(['130 systolic-high high banner'])
  })
  it('falls with the level, and time goes on', () => {
    const line = startTimeline({ baseline: false }).cuff(0, 190, 80).wait(1, 99).cuff(100, 165, 80)
    expect(line.state().conditions[0]?.escalation).toBeUndefined()
    line.wait(101, 121)
    expect(stages(line).at(-1)).toBe('120 systolic-high medium clinicianStation')
  })
  it('does not count while nobody can see the alarm, and begins when they can', () => {
    const line = startTimeline({ baseline: false }).at(0, {
      kind: 'turnAlarmOff',
      by: 'Dr Who',
      parameter: 'systolic',
      reason: 'arm',
    })
    line.cuff(1, 190, 80).wait(2, 99)
    expect(stages(line)).toEqual([])
    line.at(100, { kind: 'turnAlarmOn', by: 'Ada', parameter: 'systolic' }).wait(101, 131)
    expect(stages(line)).toEqual(['130 systolic-high high banner'])
  })
  it('names the device of a lost link', () => {
    const line = startTimeline()
      .at(0, { kind: 'devices', devices: [{ id: 'ox', label: 'Oximeter' }] })
      .wait(1, 131)
    expect(stages(line)).toEqual(['130 link-lost medium clinicianStation'])
    const again = startTimeline()
      .at(0, { kind: 'devices', devices: [{ id: 'ox', label: 'Oximeter' }] })
      .wait(1, 129)
    const { events } = step(again.state(), { kind: 'tick' }, instant(130))
    expect(events).toMatchObject([{ event: 'escalation', alarm: 'link-lost', deviceId: 'ox' }])
  })
})
