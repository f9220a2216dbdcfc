import { describe, expect, it } from 'vitest'
import { startTimeline, type Timeline } from '../timeline.ts'

const spo2 = (line: Timeline, from: number, to: number, value: number | null) =>
  line.stream('spo2', from, to, value)
/** No value and values by turns, from second 0 on. */
function flicker(line: Timeline, goneS: number, thereS: number, to: number): Timeline {
  for (let s = 0; s <= to; s += goneS + thereS) {
    spo2(line, s, Math.min(s + goneS - 1, to), null)
    spo2(line, s + goneS, Math.min(s + goneS + thereS - 1, to), 97)
  }
  return line
}
const calm = () => spo2(startTimeline(), -130, -1, 97)
/** Transitions of the alarm, without what escalates. */
const told = (line: Timeline) => line.told().filter(words => /raised|cleared|suppressed/.test(words))

describe('AR-20, a signal that is mostly gone', () => {
  it('is lost once, though no loss is as long as AR-7 wants, and stays so', () => {
    const line = flicker(calm(), 29, 1, 600)
    expect(told(line)).toEqual(['63 spo2-signal-lost medium raised'])
  })
  it('is not at 60 s of 120, and is at more', () => {
    expect(told(flicker(calm(), 20, 20, 600))).toEqual([])
    expect(told(flicker(calm(), 20, 19, 600))).toEqual(['118 spo2-signal-lost medium raised'])
  })
  it('needs two losses: a long one alone ends at its first value', () => {
    const line = spo2(spo2(calm(), 0, 100, null), 101, 130, 97)
    expect(told(line)).toEqual(['30 spo2-signal-lost medium raised', '101 spo2-signal-lost medium cleared'])
  })
  it('ends when of 60 s it had values for 48, and begins afresh then', () => {
    const line = spo2(flicker(calm(), 29, 1, 299), 300, 400, 97)
    // One second of values at 299, and 47 from 300 on.
    expect(told(line)).toEqual(['63 spo2-signal-lost medium raised', '347 spo2-signal-lost medium cleared'])
    // More than a minute of the last two was lost, but that is over.
    expect(told(spo2(spo2(line, 401, 429, null), 430, 440, 97))).toHaveLength(2)
  })
  it('lasts, too, when it is raised within 120 s of the last raise', () => {
    const first = () => spo2(spo2(calm(), 0, 30, null), 31, 89, 97)
    const again = spo2(spo2(first(), 90, 120, null), 121, 200, 97)
    expect(told(again)).toEqual([
      '30 spo2-signal-lost medium raised',
      '31 spo2-signal-lost medium cleared',
      '120 spo2-signal-lost medium raised',
      '169 spo2-signal-lost medium cleared',
    ])
    const later = spo2(spo2(first(), 90, 120, 97), 121, 151, null)
    expect(told(spo2(later, 152, 160, 97)).slice(2)).toEqual([
      '151 spo2-signal-lost medium raised',
      '152 spo2-signal-lost medium cleared',
    ])
  })
  it('lasts when it becomes mostly gone while it stands', () => {
    const line = spo2(spo2(spo2(calm(), 0, 28, null), 29, 29, 97), 30, 70, null)
    expect(told(line)).toEqual(['60 spo2-signal-lost medium raised'])
    expect(told(spo2(line, 71, 118, 97))).toHaveLength(1)
    expect(told(spo2(line, 119, 119, 97)).at(-1)).toBe('119 spo2-signal-lost medium cleared')
  })
  it('never puts AR-7 off: 10 s where the last value was low', () => {
    const low = spo2(spo2(calm(), 0, 5, 88), 6, 16, null)
    expect(told(low)).toEqual(['16 spo2-signal-lost medium raised'])
  })
  it('does not count time under a cuff', () => {
    const line = calm().at(-1, { kind: 'sites', sameArm: true })
    for (let s = 0; s < 360; s += 60) {
      line.at(s, { kind: 'cuff', inflating: true })
      spo2(line, s, s + 28, null)
      line.at(s + 29, { kind: 'cuff', inflating: false })
      spo2(spo2(line, s + 29, s + 43, null), s + 44, s + 59, 97)
    }
    expect(told(line)).toEqual(
      [30, 90, 150, 210, 270, 330].map(s => `${s} spo2-signal-lost medium suppressed (cuff)`),
    )
  })
  it('does not count a link that is lost, nor time in which Vigil did not run', () => {
    const silent = calm()
    for (let s = 0; s < 600; s += 60) {
      spo2(silent, s, s + 5, null).wait(s + 6, s + 49)
      spo2(silent, s + 50, s + 59, 97)
    }
    expect(told(silent)).toEqual([])
    const asleep = calm()
    for (let s = 0; s < 600; s += 60) {
      spo2(asleep, s, s + 5, null).at(s + 40, { kind: 'resumed' })
      spo2(asleep, s + 40, s + 59, 97)
    }
    expect(told(asleep)).toEqual([])
  })
})

describe('AR-20, a link that is mostly gone', () => {
  const watch = () => startTimeline().at(0, { kind: 'devices', devices: [{ id: 'one', label: 'One' }] })
  /** Frames and silence by turns, with a tick a second. */
  function speak(line: Timeline, from: number, to: number, spokenS: number, silentS: number): Timeline {
    for (let s = from; s <= to; s++) {
      if ((s - from) % (spokenS + silentS) < spokenS) line.at(s, { kind: 'frame', deviceId: 'one' })
      line.at(s, { kind: 'tick' })
    }
    return line
  }
  it('calls again once, and then stays until it speaks again', () => {
    const line = speak(watch(), 0, 279, 2, 12)
    expect(told(line)).toEqual([
      '11 link-lost medium raised',
      '14 link-lost medium cleared',
      '25 link-lost medium raised',
    ])
    expect(told(speak(line, 280, 400, 1, 0)).slice(3)).toEqual(['328 link-lost medium cleared'])
  })
  it('is told of a port that comes and goes for seconds', () => {
    const line = watch()
    for (let s = 0; s < 200; s += 5) {
      line.at(s, { kind: 'frame', deviceId: 'one' }).at(s, { kind: 'tick' })
      line.at(s + 1, { kind: 'port', deviceId: 'one', gone: true })
      line.at(s + 4, { kind: 'port', deviceId: 'one', gone: false }).at(s + 4, { kind: 'tick' })
    }
    expect(told(line)).toEqual(['79 link-lost medium raised'])
  })
  it('goes by the port of a device that speaks seldom', () => {
    const line = startTimeline().at(0, {
      kind: 'devices',
      devices: [{ id: 'one', label: 'One', speaksSeldom: true }],
    })
    for (let s = 0; s < 120; s += 5) {
      line.at(s, { kind: 'tick' }).at(s + 1, { kind: 'port', deviceId: 'one', gone: true })
      line.at(s + 4, { kind: 'tick' }).at(s + 4, { kind: 'port', deviceId: 'one', gone: false })
    }
    expect(told(line)).toEqual(['104 link-lost medium raised'])
    expect(told(line.wait(120, 180)).slice(1)).toEqual(['159 link-lost medium cleared'])
  })
  it('takes time before its watch began as there', () => {
    const line = watch()
    const gone = (s: number) => line.at(s, { kind: 'port', deviceId: 'one', gone: true }).wait(s + 1, s + 5)
    gone(1).at(7, { kind: 'frame', deviceId: 'one' })
    // Raised again, it would last; but of the last minute only 12 s were lost.
    gone(8).at(14, { kind: 'frame', deviceId: 'one' })
    expect(told(line)).toEqual([
      '6 link-lost medium raised',
      '7 link-lost medium cleared',
      '13 link-lost medium raised',
      '14 link-lost medium cleared',
    ])
  })
  it('forgets what was before it was taken out of the room', () => {
    const line = speak(watch(), 0, 30, 2, 12).at(31, { kind: 'devices', devices: [] })
    line.at(32, { kind: 'devices', devices: [{ id: 'one', label: 'One' }] }).wait(33, 42)
    expect(told(line.at(43, { kind: 'frame', deviceId: 'one' })).at(-1)).toBe('43 link-lost medium cleared')
  })
  it('keeps what it counted when another device joins', () => {
    const line = speak(watch(), 0, 30, 2, 12)
    const devices = ['one', 'two'].map(id => ({
      id,
      label: id,
      ...(id === 'two' ? { speaksSeldom: true as const } : {}),
    }))
    line.at(30, { kind: 'devices', devices }).at(31, { kind: 'frame', deviceId: 'one' })
    expect(line.state().conditions).toMatchObject([{ alarm: 'link-lost', deviceId: 'one' }])
  })
})
