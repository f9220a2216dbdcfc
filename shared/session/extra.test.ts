import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { earliestCompletion } from './discharge-times.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

const cuff = (t: number, systolic: number, diastolic = 80) => ({
  t,
  sample: {
    kind: 'nibp',
    systolic,
    diastolic,
    mean: diastolic + Math.round((systolic - diastolic) / 3),
    pulseRate: 72 + (t % 5),
    status: 'ok',
  },
})
const opening = [cuff(-60, 124), { t: 0, do: 'startDosing', by: 'N' }]

/** A nasal session, and what it said of extra readings. */
function play(...lines: readonly object[]) {
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('no preset')
  const events: ReplayEvent[] = []
  const script = parseScript([...opening, ...lines].map(line => JSON.stringify(line)).join('\n'))
  const { state } = replayScript(script, {
    preset,
    sessionId: 's',
    t0WallMs: 0,
    onEvent: event => events.push(event),
  })
  const said = events.flatMap(event => {
    if (event.event !== 'session') return []
    const { t } = event
    switch (event.kind) {
      case 'extra':
        return [`${t} ${event.state} ${event.everyMin ?? ''}`.trim()]
      case 'due':
      case 'missed':
        return event.item.startsWith('X') ? [`${t} ${event.item} ${event.kind}`] : []
      case 'measured':
        return event.item.startsWith('X') ? [`${t} ${event.item} measured ${event.status}`] : []
      default:
        return []
    }
  })
  const extras = state.session.due.filter(item => item.extra)
  return { said, extras, session: state.session }
}

describe('extra readings after a blood pressure alarm', () => {
  it('are asked for from the call on, where the reading was taken some time before', () => {
    const typed = { t: 2400, do: 'recordManual', by: 'N', systolic: 168, diastolic: 99, minutesAgo: 35 }
    const { said, extras } = play({ ...typed, confirmed: true }, { t: 2430, end: true })
    expect(said).toContain('2400 begun 10')
    expect(said.filter(line => line.includes('missed'))).toEqual([])
    expect(extras).toMatchObject([{ status: 'due' }])
  })
  it('come every 5 min while HIGH, every 10 while MEDIUM, until two in a row are clear', () => {
    const { said, extras } = play(cuff(600, 185), cuff(900, 170), cuff(1500, 150), cuff(2100, 148), {
      t: 4000,
      end: true,
    })
    expect(said).toEqual([
      '600 begun 5',
      '900 X1 measured done',
      '900 changed 10',
      '1500 X2 measured done',
      '2100 X3 measured done',
      '2100 ended',
    ])
    expect(extras.map(({ id, status }) => `${id} ${status}`)).toEqual(['X1 done', 'X2 done', 'X3 done'])
  })

  it('are told when due, missed after their window, and asked for again', () => {
    const { said, extras } = play(cuff(600, 185), { t: 1499, end: true })
    expect(said).toEqual(['600 begun 5', '900 X1 due', '1020 X1 missed', '1200 X2 due', '1320 X2 missed'])
    expect(extras.at(-1)).toMatchObject({ id: 'X3', targetMonoMs: (60 + 1500) * 1000, status: 'due' })
  })

  it.each([
    [779, []],
    [780, ['X1 done']],
    [1020, ['X1 done']],
    [1021, ['X1 late']],
  ])('a reading at %s s counts as %j', (t, done) => {
    const { extras } = play(cuff(600, 185), cuff(t, 184), { t: t + 1, end: true })
    expect(
      extras
        .filter(({ status }) => status === 'done' || status === 'late')
        .map(({ id, status }) => `${id} ${status}`),
    ).toEqual(done)
  })

  it('begin counting anew when a second reading is not clear', () => {
    const { said } = play(cuff(600, 185), cuff(900, 150), cuff(1200, 165), cuff(1800, 150), {
      t: 1900,
      end: true,
    })
    expect(said).toEqual([
      '600 begun 5',
      '900 X1 measured done',
      '1200 X2 measured done',
      '1200 changed 10',
      '1800 X3 measured done',
    ])
  })

  it('are asked for sooner when MEDIUM becomes HIGH', () => {
    const { extras } = play(cuff(600, 165), cuff(700, 185), { t: 701, end: true })
    expect(extras).toMatchObject([{ id: 'X1', targetMonoMs: (60 + 1000) * 1000 }])
  })

  it('go on after one was excused with a name and a reason', () => {
    const { said, extras } = play(
      cuff(600, 185),
      { t: 910, do: 'excuseMeasurement', by: 'N', item: 'X1', reason: 'patient asleep' },
      { t: 1000, end: true },
    )
    expect(said).toContain('910 X1 measured excused')
    expect(extras).toMatchObject([
      { id: 'X1', status: 'excused', excused: { by: 'N', reason: 'patient asleep' } },
      { id: 'X2', status: 'upcoming' },
    ])
  })

  it('are not asked for by a reading without an alarm', () => {
    expect(play(cuff(600, 159)).said).toEqual([])
  })
})

describe('the earliest completion', () => {
  it('says from where the minutes count', () => {
    const { session } = play({ t: 300, do: 'endDosing', by: 'N', reason: 'enough' })
    expect(earliestCompletion(session)).toEqual({ monoMs: (60 + 7200) * 1000, afterMin: 120, from: 'end' })
  })

  it('is unknown while dosing goes on', () => {
    expect(earliestCompletion(play().session)).toBeNull()
  })
})
