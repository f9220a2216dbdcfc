import { describe, expect, it } from 'vitest'
import { findPreset } from '../presets/index.ts'
import { dischargeTimes } from './discharge-times.ts'
import { type ReplayEvent, replayScript } from './replay.ts'
import { parseScript } from './script.ts'

const MINUTE = 60
const pressure = { kind: 'nibp', systolic: 124, diastolic: 76, mean: 92, pulseRate: 70, status: 'ok' }

/** A script of a few actions, with cuff readings at these minutes; gives its events in words. */
function play(presetId: string, cuffMin: readonly number[], acts: readonly object[], endMin: number) {
  const preset = findPreset(presetId)
  if (!preset) throw new Error('no preset')
  const lines: { t: number }[] = [
    { t: -600, sample: pressure } as { t: number },
    ...(acts as { t: number }[]),
    ...cuffMin.map(min => ({ t: min * MINUTE, sample: pressure })),
    { t: endMin * MINUTE, end: true } as { t: number },
  ]
  const text = lines
    .toSorted((a, b) => a.t - b.t)
    .map(line => JSON.stringify(line))
    .join('\n')
  const events: ReplayEvent[] = []
  const { state } = replayScript(parseScript(text), {
    preset,
    sessionId: 'test',
    t0WallMs: 0,
    onEvent: event => events.push(event),
  })
  const items = events.flatMap(event =>
    event.event === 'session' && (event.kind === 'measured' || event.kind === 'missed')
      ? [`${Math.round(event.t / MINUTE)} ${event.item} ${event.kind === 'missed' ? 'missed' : event.status}`]
      : [],
  )
  return { session: state.session, items, events }
}

describe('an injection with a booster', () => {
  const acts = [
    { t: 0, do: 'startDosing', by: 'nurse', mg: 40 },
    { t: 20 * MINUTE, do: 'recordBooster', by: 'nurse', mg: 20, reason: 'little effect' },
  ]

  it('begins the list of measurements and the time to discharge anew', () => {
    const { session, items } = play('IM', [5, 10, 25, 30], acts, 31)
    expect(items).toEqual([
      '5 M1 done',
      '10 M2 done',
      '18 M3 missed',
      '25 M3 late',
      '25 M1-2 done',
      '30 M2-2 done',
    ])
    expect(session.doses.map(({ mg }) => mg)).toEqual([40, 20])
    const boosted = session.doses[1]?.at.monoMs ?? 0
    expect((dischargeTimes(session)?.earliest ?? 0) - boosted).toBe(90 * MINUTE * 1000)
    // What was still to come for the first injection is not asked any more.
    expect(session.due.map(({ id }) => id).filter(id => !id.includes('-'))).toEqual(['M1', 'M2', 'M3'])
  })

  it('asks every 30 min after the list for as long as the session is open', () => {
    const { session } = play('IM', [], acts.slice(0, 1), 160)
    const later = session.due.filter(({ id }) => id.startsWith('M8.'))
    expect(later.map(({ label }) => label)).toEqual(['BP 90', 'BP 120', 'BP 150', 'BP 180'])
  })

  it('needs its dose said', () => {
    const { events } = play('IM', [], [{ t: 0, do: 'startDosing', by: 'nurse' }], 1)
    expect(events).toContainEqual(expect.objectContaining({ refused: expect.stringContaining('dose in mg') }))
  })
})

describe('a lozenge', () => {
  const acts = [
    { t: 0, do: 'startDosing', by: 'nurse', mg: 100 },
    { t: 14 * MINUTE, do: 'endDosing', by: 'nurse', how: 'spat' },
  ]

  it('is being given until it leaves the mouth, and discharge counts from T0', () => {
    const { session, events, items } = play('SUBLINGUAL', [15, 30], acts, 31)
    expect(events).toContainEqual(expect.objectContaining({ kind: 'infusion', state: 'ended', how: 'spat' }))
    expect(session.phase).toBe('observation')
    expect((dischargeTimes(session)?.earliest ?? 0) - (session.t0?.monoMs ?? 0)).toBe(120 * MINUTE * 1000)
    expect(items).toEqual(['15 M1 done', '30 M2 done'])
  })

  it('has no booster', () => {
    const booster = { t: 20 * MINUTE, do: 'recordBooster', by: 'nurse', mg: 20 }
    const { events } = play('SUBLINGUAL', [], [...acts, booster], 21)
    expect(events).toContainEqual(
      expect.objectContaining({ refused: expect.stringContaining('no boosters') }),
    )
  })
})
