import { describe, expect, it } from 'vitest'
import { personOf } from '../../fixtures/authority.ts'
import { changeLimit } from '../limits.ts'
import { startTimeline } from './timeline.ts'

describe('AR-1, raise (continuous)', () => {
  it('raises each level after its own delay, counted between samples', () => {
    // < 90 for 15 s: MEDIUM; < 93 for 60 s runs underneath and is not shown.
    expect(startTimeline().stream('spo2', 0, 59, 89).told()).toEqual(['15 spo2-low medium raised'])
  })

  it('raises HIGH after 10 s, before MEDIUM has had its 15', () => {
    expect(startTimeline().stream('spo2', 0, 30, 84).told()).toEqual(['10 spo2-low high raised'])
  })

  it('starts the timer again after one valid sample that is not past the limit', () => {
    const told = startTimeline()
      .stream('spo2', 0, 4, 89)
      .stream('spo2', 5, 15, 90)
      .stream('spo2', 16, 31, 89)
      .told()
    expect(told).toEqual(['31 spo2-low medium raised'])
  })

  it('lets missing samples neither count nor reset', () => {
    const told = startTimeline()
      .stream('spo2', 0, 5, 89)
      .stream('spo2', 6, 12, null)
      .stream('spo2', 13, 15, 89)
      .told()
    expect(told).toEqual(['15 spo2-low medium raised'])
  })

  it('starts afresh after a gap of more than 10 s, and not after one of 10', () => {
    const gap = (seconds: number) =>
      startTimeline()
        .stream('spo2', 0, 1, 84)
        .stream('spo2', 1 + seconds, 20 + seconds, 84)
        .told()[0]
    expect(gap(10)).toBe('11 spo2-low high raised')
    // The second before the gap still counts in AR-18's sum.
    expect(gap(11)).toBe('21 spo2-low high raised')
  })

  it.each([
    ['pulseRate', 120, '15 pulse-high medium raised'],
    ['pulseRate', 140, '10 pulse-high high raised'],
    ['pulseRate', 49, '15 pulse-low medium raised'],
    ['pulseRate', 39, '10 pulse-low high raised'],
    ['respRate', 9, '30 resp-low medium raised'],
    ['respRate', 7, '15 resp-low high raised'],
    ['etco2', 50, '30 etco2-high medium raised'],
    ['etco2', 60, '15 etco2-high high raised'],
    ['spo2', 92, '60 spo2-low low raised'],
  ] as const)('%s %i: %s', (vital, value, told) => {
    expect(startTimeline().stream(vital, 0, 70, value).told()[0]).toBe(told)
  })

  it.each([
    ['spo2', 93],
    ['pulseRate', 119],
    ['pulseRate', 50],
    ['respRate', 10],
    ['etco2', 49],
  ] as const)('%s %i is no alarm', (vital, value) => {
    expect(startTimeline().stream(vital, 0, 120, value).told()).toEqual([])
  })

  it('judges a spot value of a person at once', () => {
    expect(startTimeline().at(0, { kind: 'vital', vital: 'spo2', value: 84, spot: true }).told()).toEqual([
      '0 spo2-low high raised',
    ])
  })
})

describe('AR-2, raise (cuff)', () => {
  it.each([
    [159, 99, []],
    [160, 95, ['systolic-high medium']],
    [180, 95, ['systolic-high high', 'systolic-rise medium']],
    [150, 100, ['diastolic-high medium']],
    [150, 110, ['diastolic-high high', 'diastolic-rise medium']],
    [164, 80, ['systolic-high medium', 'systolic-rise medium']],
    [89, 60, ['systolic-low medium']],
    [79, 55, ['systolic-low high', 'mean-low medium']],
    [110, 49, ['diastolic-low low']],
    [95, 49, ['diastolic-low low', 'mean-low medium']],
  ] as const)('%i/%i: %j', (systolic, diastolic, alarms) => {
    const told = startTimeline().cuff(0, systolic, diastolic).told()
    expect(told.toSorted()).toEqual(alarms.map(alarm => `0 ${alarm} raised`).toSorted())
  })

  it('leaves high pressure before T0 to the gate, but not low pressure', () => {
    const told = startTimeline({ afterT0: false, baseline: false }).cuff(0, 190, 115).cuff(60, 85, 60).told()
    expect(told).toEqual(['60 systolic-low medium raised'])
  })

  it('judges the last reading when T0 turns out to be before it, unless it is older than 15 min', () => {
    const told = (takenS: number, t0S: number, nowS: number) =>
      startTimeline({ afterT0: false, baseline: false })
        .cuff(takenS, 190, 95)
        .at(nowS, { kind: 't0' })
        .at(nowS, { kind: 't0Moved', t0MonoMs: t0S * 1000 })
        .told()
    expect(told(100, 100, 300)).toEqual(['300 systolic-high high raised'])
    expect(told(100, 100, 1000)).toEqual(['1000 systolic-high high raised'])
    expect(told(100, 101, 300)).toEqual([])
    expect(told(100, 100, 1001)).toEqual([])
  })

  it('has no relative alarm without a baseline', () => {
    expect(startTimeline({ baseline: false }).cuff(0, 159, 99).told()).toEqual([])
  })

  it('ends relative alarms, and no other, at a T0 that has no baseline after one that had', () => {
    const line = startTimeline().cuff(0, 164, 80)
    expect(line.told().toSorted()).toEqual(['0 systolic-high medium raised', '0 systolic-rise medium raised'])
    line.at(60, { kind: 'noBaseline' })
    expect(line.told().slice(2)).toEqual(['60 systolic-rise medium cleared (no baseline)'])
    expect(line.cuff(120, 159, 99).told().slice(3)).toEqual([])
    expect(line.state().conditions.map(({ alarm }) => alarm)).toEqual(['systolic-high'])
  })
})

describe('AR-3, clear', () => {
  it('ends a stream condition after 10 s at the clear level, not sooner', () => {
    const told = startTimeline()
      .stream('spo2', 0, 20, 84)
      .stream('spo2', 21, 29, 92)
      .stream('spo2', 30, 30, 86)
    told.stream('spo2', 31, 41, 95)
    expect(told.told().filter(line => line.includes('cleared'))).toEqual(['41 spo2-low high cleared'])
  })

  it('needs the clear level: 90 and 91 do not end an alarm raised below 90', () => {
    expect(startTimeline().stream('spo2', 0, 20, 89).stream('spo2', 21, 50, 91).told()).toEqual([
      '15 spo2-low medium raised',
    ])
  })

  it('ends a cuff condition with the next reading at or past the clear level', () => {
    const told = startTimeline({ baseline: false })
      .cuff(0, 162, 80)
      .cuff(300, 157, 80)
      .cuff(600, 155, 80)
      .told()
    expect(told).toEqual(['0 systolic-high medium raised', '600 systolic-high medium cleared'])
  })

  it('never ends by age', () => {
    expect(startTimeline({ baseline: false }).cuff(0, 162, 80).wait(1, 4000).told()).toEqual([
      '0 systolic-high medium raised',
      '120 systolic-high medium clinicianStation',
    ])
  })
})

describe('AR-4, level change', () => {
  it('rises with a new signal, which ends the acknowledgement', () => {
    const line = startTimeline({ baseline: false })
      .cuff(0, 162, 80)
      .at(5, { kind: 'acknowledge', by: 'A' })
      .cuff(60, 181, 80)
    expect(line.told()).toEqual([
      '0 systolic-high medium raised',
      '5 systolic-high medium acknowledged',
      '60 systolic-high high escalated',
    ])
    expect(line.state().conditions[0]?.acknowledged).toBeUndefined()
  })

  it('falls while the lower level still holds, and carries the acknowledgement over', () => {
    const line = startTimeline({ baseline: false })
      .cuff(0, 182, 80)
      .at(5, { kind: 'acknowledge', by: 'A' })
      .cuff(60, 170, 80)
    expect(line.told().at(-1)).toBe('60 systolic-high medium lowered')
    expect(line.state().conditions[0]).toMatchObject({ priority: 'medium', acknowledged: { by: 'A' } })
  })

  it('keeps the higher level in the latched list when nobody acknowledged it', () => {
    const line = startTimeline({ baseline: false }).cuff(0, 182, 80).cuff(60, 170, 80)
    expect(line.told().slice(1)).toEqual(['60 systolic-high medium lowered', '60 systolic-high high latched'])
    expect(line.state().latched).toHaveLength(1)
  })
})

describe('AR-5, latching', () => {
  it('latches an unacknowledged HIGH until somebody acknowledges it', () => {
    const line = startTimeline({ baseline: false }).cuff(0, 182, 80).cuff(60, 140, 80)
    expect(line.state().latched).toMatchObject([{ alarm: 'systolic-high' }])
    line.at(90, { kind: 'acknowledge', by: 'A', alarm: 'systolic-high' })
    expect(line.told().slice(1)).toEqual([
      '60 systolic-high high cleared',
      '60 systolic-high high latched',
      '90 systolic-high high reset',
    ])
    expect(line.state().latched).toEqual([])
  })

  it('latches neither an acknowledged HIGH nor a MEDIUM', () => {
    const high = startTimeline({ baseline: false })
      .cuff(0, 182, 80)
      .at(5, { kind: 'acknowledge', by: 'A' })
      .cuff(60, 140, 80)
    const medium = startTimeline({ baseline: false }).cuff(0, 165, 80).cuff(60, 140, 80)
    expect([...high.state().latched, ...medium.state().latched]).toEqual([])
  })
})

describe('AR-6, acknowledge', () => {
  it('touches no other alarm', () => {
    const line = startTimeline()
      .cuff(0, 182, 80)
      .at(5, { kind: 'acknowledge', by: 'A', alarm: 'systolic-rise' })
    expect(line.state().conditions.filter(condition => condition.acknowledged)).toMatchObject([
      { alarm: 'systolic-rise' },
    ])
  })

  it('takes all that are active when none is named, and none that comes later', () => {
    const line = startTimeline()
      .cuff(0, 182, 80)
      .at(5, { kind: 'acknowledge', by: 'A' })
      .stream('spo2', 6, 17, 84)
    expect(line.state().conditions.map(({ alarm, acknowledged }) => [alarm, acknowledged?.by])).toEqual([
      ['systolic-high', 'A'],
      ['systolic-rise', 'A'],
      ['spo2-low', undefined],
    ])
  })

  it.each([
    [191, false],
    [192, true],
  ])('after 182 was acknowledged, %i: alarms again %s', (systolic, again) => {
    const told = startTimeline({ baseline: false })
      .cuff(0, 182, 80)
      .at(5, { kind: 'acknowledge', by: 'A' })
      .cuff(60, systolic, 80)
      .told()
    expect(told.includes('60 systolic-high high reAlarmed (worsening)')).toBe(again)
  })

  it('ends when SpO2 falls 3 points past the acknowledged value', () => {
    const told = startTimeline()
      .stream('spo2', 0, 12, 84)
      .at(13, { kind: 'acknowledge', by: 'A' })
      .stream('spo2', 14, 14, 82)
      .stream('spo2', 15, 15, 81)
      .told()
    expect(told.at(-1)).toBe('15 spo2-low high reAlarmed (worsening)')
  })

  it.each([
    ['HIGH', 182, 180],
    ['MEDIUM', 165, 600],
  ])('%s alarms again %i … after the acknowledgement', (_priority, systolic, afterS) => {
    const told = startTimeline({ baseline: false })
      .cuff(0, systolic, 80)
      .at(1, { kind: 'acknowledge', by: 'A' })
      .wait(2, 700)
      .told()
    expect(told[2]).toMatch(new RegExp(`^${1 + afterS} systolic-high .* reAlarmed \\(timer\\)$`))
  })
})

describe('AR-7, signal loss', () => {
  const watched = () => startTimeline().at(0, { kind: 'devices', devices: [{ id: 'ox', label: 'Oximeter' }] })

  it('declares the link lost after 10 s without a frame and ends at the first one', () => {
    expect(watched().wait(1, 30).at(31, { kind: 'frame', deviceId: 'ox' }).told()).toEqual([
      '10 link-lost medium raised',
      '31 link-lost medium cleared',
    ])
  })

  it('waits 5 s for a port that is known to be gone, and not at all for one that came back', () => {
    const gone = (is: boolean) => ({ kind: 'port', deviceId: 'ox', gone: is }) as const
    expect(watched().at(1, gone(true)).wait(2, 8).told()).toEqual(['6 link-lost medium raised'])
    const back = watched()
      .at(1, gone(true))
      .at(4, gone(false))
      .at(4, { kind: 'frame', deviceId: 'ox' })
      .wait(5, 13)
    expect(back.told()).toEqual([])
  })

  it('is LOW before T0, and rises with T0', () => {
    const line = startTimeline({ afterT0: false }).at(0, {
      kind: 'devices',
      devices: [{ id: 'ox', label: 'Oximeter' }],
    })
    expect(line.wait(1, 20).at(21, { kind: 't0' }).wait(22, 23).told()).toEqual([
      '10 link-lost low raised',
      '22 link-lost medium escalated',
    ])
  })

  it('watches each device for itself', () => {
    const devices = [
      { id: 'ox', label: 'Oximeter' },
      { id: 'cuff', label: 'Cuff' },
    ]
    const line = startTimeline().at(0, { kind: 'devices', devices })
    for (let s = 1; s <= 12; s++) line.at(s, { kind: 'frame', deviceId: 'ox' }).at(s, { kind: 'tick' })
    expect(line.state().conditions).toMatchObject([{ alarm: 'link-lost', deviceId: 'cuff' }])
  })

  it('declares the SpO2 signal lost after 30 s, or 10 s when the last value was below 90', () => {
    const usual = startTimeline().stream('spo2', 0, 5, 97).stream('spo2', 6, 60, null).told()
    expect(usual).toEqual(['36 spo2-signal-lost medium raised'])
    const low = startTimeline().stream('spo2', 0, 5, 89).stream('spo2', 6, 60, null).told()
    expect(low).toEqual(['16 spo2-signal-lost medium raised'])
  })

  it('ends signal lost at the first value', () => {
    const told = startTimeline().stream('spo2', 0, 40, null).stream('spo2', 41, 42, 97).told()
    expect(told).toEqual(['30 spo2-signal-lost medium raised', '41 spo2-signal-lost medium cleared'])
  })

  it('keeps a physiological alarm frozen on its last value, to end only by AR-3', () => {
    const line = startTimeline().stream('spo2', 0, 12, 84).wait(13, 60)
    expect(line.state().conditions).toMatchObject([{ alarm: 'spo2-low', value: 84, frozen: true }])
    line.stream('spo2', 61, 70, 97)
    expect(line.state().conditions).toMatchObject([{ alarm: 'spo2-low', frozen: false }])
    expect(line.stream('spo2', 71, 71, 97).state().conditions).toEqual([])
  })
})

describe('AR-9, AUDIO PAUSED', () => {
  it('lasts 120 s and cannot be made longer', () => {
    const told = startTimeline()
      .at(0, { kind: 'pauseAudio', by: 'A' })
      .at(60, { kind: 'pauseAudio', by: 'A' })
      .wait(61, 130)
      .told()
    expect(told).toEqual(['0 audio paused (person)', '120 audio on (expired)'])
  })

  it('ends with a second press', () => {
    const told = startTimeline()
      .at(0, { kind: 'pauseAudio', by: 'A' })
      .at(9, { kind: 'resumeAudio', by: 'A' })
      .told()
    expect(told).toEqual(['0 audio paused (person)', '9 audio on (person)'])
  })

  it('ends at once with a new HIGH or a rise to HIGH, not with a MEDIUM', () => {
    const line = startTimeline({ baseline: false })
      .at(0, { kind: 'pauseAudio', by: 'A' })
      .cuff(10, 165, 80)
      .cuff(20, 185, 80)
    expect(line.told()).toEqual([
      '0 audio paused (person)',
      '10 systolic-high medium raised',
      '20 systolic-high high escalated',
      '20 audio on (high alarm)',
    ])
  })
})

describe('AR-10, failed cuff', () => {
  it('is LOW once, MEDIUM twice running, and ends with a good reading', () => {
    const told = startTimeline()
      .failedCuff(0)
      .failedCuff(60)
      .failedCuff(90)
      .cuff(120, 128, 78)
      .failedCuff(180)
      .told()
    expect(told).toEqual([
      '0 nibp-failed low raised',
      '60 nibp-failed medium escalated',
      '120 nibp-failed medium cleared',
      '180 nibp-failed low raised',
    ])
  })
})

describe('AR-12, limits', () => {
  const move = (line: ReturnType<typeof startTimeline>, s: number, alarm: string, limit: number) => {
    const changed = changeLimit(line.state().limits, alarm, 'medium', limit, personOf('prescriber'))
    if (!changed.ok) throw new Error(changed.why.code)
    return line.at(s, { kind: 'limits', limits: changed.limits })
  }

  it('judges the last cuff reading again at once, without hysteresis', () => {
    const line = move(startTimeline({ baseline: false }).cuff(0, 150, 80), 60, 'systolic-high', 150)
    expect(line.told()).toEqual(['60 systolic-high medium raised'])
    expect(move(line, 90, 'systolic-high', 155).told().at(-1)).toBe(
      '90 systolic-high medium cleared (limit change)',
    )
  })

  it('leaves a cuff reading older than 15 min alone', () => {
    expect(
      move(startTimeline({ baseline: false }).cuff(0, 150, 80), 901, 'systolic-high', 150).told(),
    ).toEqual([])
  })

  it('restarts the timers of a stream', () => {
    const line = move(startTimeline().stream('spo2', 0, 10, 91), 11, 'spo2-low', 92).stream(
      'spo2',
      11,
      26,
      91,
    )
    expect(line.told()).toEqual(['26 spo2-low medium raised'])
  })

  it('ends a stream alarm whose value is no longer past the limit, and keeps one whose value is', () => {
    const line = move(startTimeline().stream('pulseRate', 0, 20, 122), 21, 'pulse-high', 121)
    expect(line.told()).toEqual(['15 pulse-high medium raised'])
    expect(move(line, 22, 'pulse-high', 125).told().slice(1)).toEqual([
      '22 pulse-high medium cleared (limit change)',
    ])
  })

  it('touches no other alarm', () => {
    const line = move(startTimeline().stream('spo2', 0, 20, 89).cuff(20, 165, 80), 21, 'pulse-high', 110)
    expect(line.told().filter(words => words.includes('limit change'))).toEqual([])
  })
})

describe('AR-11 and AR-14, technical conditions', () => {
  it('raises, changes and ends what the core watches over', () => {
    const missed = (priority: 'low' | 'medium' | null) =>
      ({ kind: 'technical', alarm: 'measurement-missed', priority }) as const
    const told = startTimeline()
      .at(0, missed('low'))
      .at(1, missed('low'))
      .at(300, missed('medium'))
      .at(400, missed(null))
      .told()
    expect(told).toEqual([
      '0 measurement-missed low raised',
      '300 measurement-missed medium escalated',
      '400 measurement-missed medium cleared',
    ])
  })

  it('shows a clock step for a minute', () => {
    const told = startTimeline()
      .at(0, { kind: 'technical', alarm: 'clock-step', priority: 'low' })
      .wait(1, 90)
      .told()
    expect(told).toEqual(['0 clock-step low raised', '60 clock-step low cleared'])
  })
})

describe('AR-13, restart', () => {
  it('keeps conditions and acknowledgements, and gives links their full time again', () => {
    const line = startTimeline().at(0, { kind: 'devices', devices: [{ id: 'ox', label: 'Oximeter' }] })
    line.cuff(1, 182, 80).at(2, { kind: 'acknowledge', by: 'A' }).at(60, { kind: 'resumed' })
    const acknowledged = line.state().conditions.map(condition => condition.acknowledged?.by)
    expect(acknowledged).toEqual(['A', 'A'])
    expect(
      line
        .wait(61, 69)
        .told()
        .some(words => words.includes('link-lost')),
    ).toBe(false)
    expect(line.wait(70, 70).told().at(-1)).toBe('70 link-lost medium raised')
  })

  it('survives the way through JSON', () => {
    const line = startTimeline()
      .cuff(0, 182, 80)
      .at(2, { kind: 'acknowledge', by: 'A' })
      .stream('spo2', 3, 20, 84)
    expect(JSON.parse(JSON.stringify(line.state()))).toEqual(line.state())
  })
})

describe('a device that speaks only when it has measured', () => {
  const devices = [{ id: 'cuff', label: 'Cuff', speaksSeldom: true as const }]

  it('is not lost by its silence, but by its port, and is back with it', () => {
    const told = startTimeline()
      .at(0, { kind: 'devices', devices })
      .wait(1, 900)
      .at(900, { kind: 'port', deviceId: 'cuff', gone: true })
      .wait(901, 910)
      .at(911, { kind: 'port', deviceId: 'cuff', gone: false })
      .told()
    expect(told).toEqual(['905 link-lost medium raised', '911 link-lost medium cleared'])
  })
})

describe('closing', () => {
  it('ends every condition, saying so, and takes no more input', () => {
    const line = startTimeline({ baseline: false })
      .cuff(0, 182, 80)
      .at(9, { kind: 'close' })
      .cuff(10, 190, 80)
    expect(line.told().slice(1)).toEqual(['9 systolic-high high cleared (session closed)'])
  })
})
