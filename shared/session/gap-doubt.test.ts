import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import type { NibpReading, Reading } from '../reading.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

/* AR-16 over a gap whose length nobody knows (AR-22): in doubt a reading is judged, and the clock's word makes nothing late. */

function run(lines: readonly object[]) {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('The preset is gone.')
  const events: ReplayEvent[] = []
  const script = parseScript(lines.map(line => JSON.stringify(line)).join('\n'))
  const replay = replayScript(script, { preset, sessionId: 's', t0WallMs: 0, onEvent: e => events.push(e) })
  return { ...replay, events, session: replay.state.session }
}

const by = 'nurse-1'
const cuff = (t: number, systolic: number, diastolic: number, more: object = {}) => ({
  t,
  sample: { kind: 'nibp', systolic, diastolic, mean: null, pulseRate: 72, ...more },
})
const stream = (t: number, until: number) => ({
  t,
  sample: { kind: 'vital', vital: 'spo2', value: 97, quality: 'good' },
  every: 1,
  until,
})
const typed = (t: number, minutesAgo: number, values: object) => ({
  t,
  do: 'recordManual',
  by,
  minutesAgo,
  confirmed: true,
  ...values,
})
const gap = (clock: number) => ({ t: 1200, gap: 3600, boot: 'another', clock })
const end = (t: number) => ({ t, end: true })
const dosed = [cuff(-600, 126, 78), stream(-300, 1199), { t: 0, do: 'startDosing', by }, cuff(1190, 130, 80)]
const raised = ({ events }: ReturnType<typeof run>) =>
  events.flatMap(e => (e.event === 'alarm' && e.transition === 'raised' ? [`${e.alarm} ${e.priority}`] : []))
const pressures = (readings: readonly Reading[]) =>
  readings.filter((reading): reading is NibpReading => reading.kind === 'nibp')

describe('Over a gap that the clock made too short', () => {
  it.each([
    ['the clock went back', -7200],
    ['the clock counts a minute', -3540],
  ])('a pressure that a person typed for some minutes ago alarms: %s', (_, clock) => {
    const { readings, ...rest } = run([
      ...dosed,
      gap(clock),
      typed(4900, 3, { systolic: 200, diastolic: 120 }),
      end(4910),
    ])
    expect(raised({ readings, ...rest })).toContain('systolic-high high')
    expect(pressures(readings).at(-1)?.flags).not.toContain('enteredLate')
  })
  it.each([
    ['the clock went back', -7200, 75],
    ['the clock counts a minute', -3540, 150],
  ])('so does one that a monitor tells with its age: %s', (_, clock, ageS) => {
    expect(raised(run([...dosed, gap(clock), cuff(4860, 200, 120, { ageS }), end(4870)]))).toContain(
      'systolic-high high',
    )
  })
  it.each([-7200, -3540])('so does SpO2 that a person typed, with a clock of %i s', clock => {
    expect(raised(run([...dosed, gap(clock), typed(4900, 3, { spo2: 78 }), end(4910)]))).toContain(
      'spo2-low high',
    )
  })
  it('is of no known age until the length is said, and counts for nothing that must be recent', () => {
    const { state } = run([...dosed, gap(-3540), typed(4900, 3, { spo2: 97 }), end(4910)])
    const taken = state.vitals.spo2?.lastValidMonoMs ?? 0
    const { from, to } = state.session.gaps[0] ?? { from: { monoMs: 0 }, to: { monoMs: 0 } }
    expect(taken).toBeGreaterThan(from.monoMs)
    expect(taken).toBeLessThan(to.monoMs)
  })
  it('is late where something newer was measured after the gap', () => {
    const { readings } = run([
      ...dosed,
      gap(-7200),
      cuff(4870, 131, 81),
      typed(4960, 5, { systolic: 200, diastolic: 120 }),
      end(4970),
    ])
    expect(pressures(readings).at(-1)?.flags).toContain('enteredLate')
  })
  it('knows the last result of a monitor again, by its figures', () => {
    const { readings } = run([...dosed, gap(-3540), cuff(4860, 130, 80, { ageS: 150 }), end(4870)])
    expect(pressures(readings)).toHaveLength(2)
  })
})

describe('What was told before a gap that only the wall clock has measured', () => {
  const alarm = ({ state }: ReturnType<typeof run>, name: string) =>
    state.alarm.conditions.find(one => one.alarm === name)?.priority
  const of = (device: string, line: object) => ({ ...line, device })
  const told = (...lines: readonly object[]) =>
    run([
      cuff(-600, 126, 78),
      { t: 0, do: 'startDosing', by },
      of('A', cuff(100, 130, 78)),
      ...lines,
      end(600),
    ])
  const away = { t: 300, gap: 120, boot: 'another' }
  const again = of('A', cuff(425, 130, 78, { ageS: 325 }))
  const failed = {
    t: 250,
    sample: { kind: 'nibp', systolic: null, diastolic: null, status: 'failed' },
    device: 'A',
  }

  it.each<[string, object[]]>([
    ['another monitor has measured since', [of('B', cuff(200, 192, 96)), away]],
    ['the same one has failed since', [typed(200, 0, { systolic: 192, diastolic: 96 }), failed, away]],
    [
      'a person has said a length, rounded to minutes',
      [of('B', cuff(200, 192, 96)), away, { t: 422, do: 'confirmGap', by, lengthMin: 3 }],
    ],
    [
      'another has measured ten times since',
      [...Array.from({ length: 10 }, (_, n) => of('B', cuff(200 + 9 * n, 192, 96 + n))), away],
    ],
  ])('is known again, although %s', (_, lines) => {
    const { readings, ...rest } = told(...lines, again)
    expect(pressures(readings).filter(({ systolic }) => systolic === 130)).toHaveLength(1)
    expect(alarm({ readings, ...rest }, 'systolic-high')).toBe('high')
  })
  it('is another one where the monitor has told something else since', () => {
    const { readings } = told(of('A', cuff(200, 126, 70)), away, again)
    expect(pressures(readings).filter(({ systolic }) => systolic === 130)).toHaveLength(2)
  })
  it('ends by no value that a person types of an unknown time: it may raise, and clears nothing', () => {
    const low = (value: number, until: number) => ({
      ...stream(until - 100, until),
      sample: { kind: 'vital', vital: 'spo2', value, quality: 'good' },
    })
    const typedLater = typed(425, 30, { spo2: 97 })
    expect(alarm(told(low(80, 300), away, typedLater), 'spo2-low')).toBe('high')
    expect(alarm(told(low(97, 300), away, typed(425, 30, { spo2: 80 })), 'spo2-low')).toBe('high')
    // Of now it is known.
    expect(alarm(told(low(80, 300), away, typed(425, 0, { spo2: 97 })), 'spo2-low')).toBeUndefined()
  })
})

describe('A gap that is confirmed is the one that was seen', () => {
  const away = (t: number) => ({ t, gap: 120, boot: 'another' })
  const confirm = (t: number, more: object) => ({ t, do: 'confirmGap', by, ...more })
  const lengths = (...lines: readonly object[]) =>
    run([...dosed, away(1300), away(1500), ...lines, end(1900)]).session.gaps.map(gap =>
      gap.confirmed ? (gap.lengthMin ?? 'as it stands') : null,
    )
  const refusals = (...lines: readonly object[]) =>
    run([...dosed, away(1300), away(1500), ...lines, end(1900)]).events.flatMap(event =>
      event.event === 'session' && event.kind === 'gate' && event.refused ? [event.refused] : [],
    )

  it('once a press, so that the same twice answers no other gap', () => {
    expect(lengths(confirm(1700, { lengthMin: 3 }), confirm(1700.4, { lengthMin: 3 }))).toEqual([3, null])
    expect(lengths(confirm(1700, { lengthMin: 3 }), confirm(1704, { lengthMin: 3 }))).toEqual([3, 3])
  })
  it('by its number, with a length or without', () => {
    expect(lengths(confirm(1700, { gapNumber: 2, lengthMin: 3 }))).toEqual([null, 3])
    expect(lengths(confirm(1700, { gapNumber: 2 }))).toEqual([null, 'as it stands'])
    expect(lengths(confirm(1700, {}))).toEqual(['as it stands', 'as it stands'])
  })
  it('and is refused where it is none, or has been confirmed meanwhile', () => {
    expect(refusals(confirm(1700, { gapNumber: 3 }))).toEqual(['There is no gap to confirm.'])
    const late = [
      confirm(1700, { gapNumber: 1, lengthMin: 3 }),
      confirm(1710, { gapNumber: 1, lengthMin: 55 }),
    ]
    expect(refusals(...late)).toEqual([expect.stringContaining('confirmed already')])
    expect(lengths(...late)).toEqual([3, null])
  })
})

describe('Once a person has said how long a gap was, alarms count what passed', () => {
  const told = (clock: number, lengthMin: number, ...lines: readonly object[]) => {
    const back = { ...gap(clock), gap: lengthMin * 60 }
    const t = 1200 + lengthMin * 60
    return run([
      ...dosed,
      ...lines.filter(line => (line as { t: number }).t < 1200),
      back,
      { t: t + 10, do: 'confirmGap', by, lengthMin },
      ...lines.flatMap(line => ((line as { t: number }).t < 1200 ? [] : [{ ...line, t: t + 20 }])),
      end(t + 30),
    ])
  }
  const alarms = ({ events }: ReturnType<typeof run>, name: string) =>
    events.flatMap(e => (e.event === 'alarm' && e.alarm === name && e.t > 1200 ? [e.transition] : []))
  const limit = { t: 1300, do: 'changeLimit', by, alarm: 'diastolic-high', priority: 'medium', limit: 90 }

  it('an answered HIGH alarms again', () => {
    const answered = [cuff(1191, 190, 95), { t: 1196, do: 'acknowledge', by, alarm: 'systolic-high' }]
    expect(alarms(told(-7200, 60, ...answered), 'systolic-high')).toContain('reAlarmed')
    // One minute: less than the three.
    expect(alarms(told(-7200, 1, ...answered), 'systolic-high')).not.toContain('reAlarmed')
  })
  it.each(['alarms', 'audio'])('a pause of %s has ended, whatever is said', kind => {
    const pause = { t: 1196, do: 'pauseAudio', by }
    const states = ({ events }: ReturnType<typeof run>) =>
      events.flatMap(e => (e.event === 'session' && e.kind === 'audio' ? [`${e.state} ${e.cause}`] : []))
    if (kind === 'audio') {
      expect(states(told(-7200, 60, pause))).toEqual(['paused person', 'on expired'])
      expect(states(told(-7200, 1, pause))).toEqual(['paused person', 'on expired'])
      return
    }
    const recovered = [
      { t: 1192, do: 'endDosing', by, reason: 'x' },
      { ...pause, do: 'pauseAlarms' },
    ]
    expect(told(-7200, 60, ...recovered).state.alarm.pause).toBeNull()
    expect(told(-7200, 1, ...recovered).state.alarm.pause).toBeNull()
  })
  it('a changed limit judges the last reading, if it is not older than 15 min', () => {
    const read = [cuff(1191, 130, 95), limit]
    expect(alarms(told(-7200, 25, ...read), 'diastolic-high')).toEqual([])
    // The line counts 27 min, and it was two.
    expect(alarms(told(1500, 2, ...read), 'diastolic-high')).toEqual(['raised'])
  })
})
