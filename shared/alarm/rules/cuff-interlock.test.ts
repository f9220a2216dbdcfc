import { describe, expect, it } from 'vitest'
import { startTimeline, type Timeline } from '../timeline.ts'

/** SpO2 83 from second `from` on: HIGH after 10 s. */
const dip = (line: Timeline, from: number, to: number) => line.stream('spo2', from, to, 83)
const inflate = (line: Timeline, s: number) => line.at(s, { kind: 'cuff', inflating: true })
const deflate = (line: Timeline, s: number) => line.at(s, { kind: 'cuff', inflating: false })
const onOneArm = () => startTimeline().at(0, { kind: 'sites', sameArm: true })

describe('AR-8, cuff interlock', () => {
  it('holds a desaturation back while the cuff is tight and 15 s after, then tells it at once', () => {
    const line = dip(inflate(onOneArm(), 1), 2, 30)
    expect(line.told()).toEqual(['12 spo2-low high suppressed (cuff)'])
    dip(deflate(line, 31), 32, 50)
    expect(line.told().slice(1)).toEqual(['46 spo2-low high raised'])
  })
  it('holds for 60 s at most, however long the cuff takes', () => {
    const line = dip(inflate(onOneArm(), 1), 2, 70)
    expect(line.told()).toEqual(['12 spo2-low high suppressed (cuff)', '61 spo2-low high raised'])
  })
  it('leaves no more than a word of what ends under the cuff', () => {
    const line = dip(inflate(onOneArm(), 1), 2, 20).stream('spo2', 21, 60, 97)
    expect(line.told()).toEqual(['12 spo2-low high suppressed (cuff)'])
    expect(line.state().conditions).toEqual([])
    expect(line.state().latched).toEqual([])
  })
  it('does not hold an alarm that was there before', () => {
    const line = inflate(dip(onOneArm(), 0, 12), 13)
    dip(line, 14, 20).stream('spo2', 21, 40, 97)
    expect(line.told()).toEqual([
      '10 spo2-low high raised',
      '31 spo2-low high cleared',
      '31 spo2-low high latched',
    ])
  })
  it('lets an alarm rise that was there before at a lower level', () => {
    const line = inflate(onOneArm().stream('spo2', 0, 16, 88), 17)
    dip(line, 18, 30)
    expect(line.told()).toEqual(['15 spo2-low medium raised', '28 spo2-low high escalated'])
  })
  it('holds pulse-low and a lost signal, and nothing that a cuff cannot imitate', () => {
    const low = inflate(onOneArm(), 1).stream('pulseRate', 2, 14, 35)
    expect(low.told()).toEqual(['12 pulse-low high suppressed (cuff)'])
    const lost = inflate(onOneArm().stream('spo2', 0, 0, 97), 1).stream('spo2', 2, 40, null)
    expect(lost.told()).toEqual(['32 spo2-signal-lost medium suppressed (cuff)'])
    const fast = inflate(onOneArm(), 1).stream('pulseRate', 2, 14, 150)
    expect(fast.told()).toEqual(['12 pulse-high high raised'])
    const pressure = inflate(onOneArm(), 1).cuff(20, 190, 80)
    expect(pressure.told()[0]).toBe('20 systolic-high high raised')
  })
  it('holds two alarms at once, each told once', () => {
    const line = inflate(onOneArm(), 1)
    for (let s = 2; s <= 30; s++) line.stream('spo2', s, s, 83).stream('pulseRate', s, s, 35)
    expect(line.told()).toEqual(['12 spo2-low high suppressed (cuff)', '12 pulse-low high suppressed (cuff)'])
    deflate(line, 31)
    for (let s = 32; s <= 46; s++) line.stream('spo2', s, s, 83).stream('pulseRate', s, s, 35)
    expect(line.told().slice(2)).toEqual(['46 spo2-low high raised', '46 pulse-low high raised'])
  })
  it('holds nothing while nobody has said that both are on one arm, nor without an inflation', () => {
    expect(dip(inflate(startTimeline(), 1), 2, 14).told()).toEqual(['12 spo2-low high raised'])
    expect(dip(onOneArm(), 0, 12).told()).toEqual(['10 spo2-low high raised'])
    expect(dip(deflate(onOneArm(), 0), 1, 12).told()).toEqual(['11 spo2-low high raised'])
  })
  it('ends when the sensor is moved to the other arm', () => {
    const line = dip(inflate(onOneArm(), 1), 2, 20).at(21, { kind: 'sites', sameArm: false })
    expect(line.told()).toEqual(['12 spo2-low high suppressed (cuff)', '21 spo2-low high raised'])
  })
  it('goes on through a word that changes nothing', () => {
    const line = dip(inflate(onOneArm(), 1), 2, 20).at(21, { kind: 'sites', sameArm: true })
    expect(line.told()).toEqual(['12 spo2-low high suppressed (cuff)'])
    expect(line.state().conditions).toEqual([])
    expect(line.state().interlock.held).toHaveLength(1)
  })
  it('ends with a restart: nobody knows then what the cuff does', () => {
    const line = dip(inflate(onOneArm(), 1), 2, 20).at(21, { kind: 'resumed' })
    expect(line.told().at(-1)).toBe('21 spo2-low high raised')
    expect(line.state().interlock).toMatchObject({ sinceMonoMs: null, endedMonoMs: null, held: [] })
  })
  it('shares its 60 s between inflations that follow one another', () => {
    const line = inflate(deflate(inflate(onOneArm(), 1), 20), 30)
    dip(line, 31, 70)
    expect(line.told()).toEqual(['41 spo2-low high suppressed (cuff)', '61 spo2-low high raised'])
  })
  it('begins anew with an inflation after the hold has ended', () => {
    const line = inflate(deflate(inflate(onOneArm(), 1), 20), 36)
    dip(line, 37, 94)
    expect(line.told()).toEqual(['47 spo2-low high suppressed (cuff)'])
    dip(line, 95, 97)
    expect(line.told().at(-1)).toBe('96 spo2-low high raised')
  })
  it('counts the 15 s from the first word that the cuff is slack', () => {
    const line = deflate(deflate(inflate(onOneArm(), 1), 10), 20)
    dip(line, 21, 32)
    expect(line.told()).toEqual(['31 spo2-low high raised'])
  })
  it('ends with the tick of its second, when the samples of that second have been heard', () => {
    const held = dip(inflate(onOneArm(), 1), 2, 60)
    held
      .at(61, { kind: 'vital', vital: 'spo2', value: 97 })
      .at(61, { kind: 'vital', vital: 'pulseRate', value: 70 })
    expect(held.told()).toEqual(['12 spo2-low high suppressed (cuff)'])
    held.at(61, { kind: 'tick' })
    expect(held.told()).toHaveLength(1)
    expect(held.state().interlock.held).toEqual([])
  })
  it('tells what was held, and then holds anew where another inflation begins', () => {
    const line = dip(inflate(onOneArm(), 1), 2, 60)
    line.at(61, { kind: 'vital', vital: 'spo2', value: 83 })
    inflate(line, 61).at(62, { kind: 'acknowledge', by: 'Ada' })
    expect(line.told().slice(1)).toEqual(['61 spo2-low high raised', '62 spo2-low high acknowledged'])
    expect(line.state().interlock.sinceMonoMs).toBe(61_000)
  })
})
