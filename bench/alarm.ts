import { limitAlarmIds } from '../shared/alarm/ids.ts'
import { startAlarms } from '../shared/alarm/state.ts'
import { step } from '../shared/alarm/step.ts'
import { makeLimits } from '../shared/limits.ts'
import { defaultLimits } from '../shared/presets/default-limits.ts'
import { findPreset } from '../shared/presets/index.ts'
import { replayScript } from '../shared/session/replay.ts'
import { parseScript } from '../shared/session/script.ts'
import { each, type Figure, measure, type Run, spend } from './figure.ts'

/** What a reading costs the alarm system, alone and with every limit alarm and 40 lost links live; and a 2 h replay. */
export async function benchAlarms(): Promise<Figure[]> {
  const step = { unit: 'µs', clock: 'cpu', aim: '< 10' } as const
  const replay = { unit: 'ms', clock: 'cpu', aim: '< 1000' } as const
  return [
    await measure({ name: 'alarm step, a reading, nothing live', ...step }, () => costOfStep(false)),
    await measure({ name: 'alarm step, a reading, 50 alarms live', ...step }, () => costOfStep(true)),
    await measure({ name: 'replay of a 2 h session at 1 Hz', ...replay }, replayTwoHours),
  ]
}

const STEPS = 200_000

async function costOfStep(live: boolean): Promise<Run> {
  const start = startAlarms(makeLimits(defaultLimits))
  const at = (ms: number) => ({ monoMs: ms, wallMs: ms })
  let state = { ...start, afterT0: true }
  if (live) {
    const condition = {
      occurrence: 1,
      call: 1,
      priority: 'medium',
      since: at(0),
      value: 1,
      limit: 1,
      frozen: false,
      unansweredSinceMonoMs: 0,
    } as const
    const limits = limitAlarmIds.filter(alarm => alarm !== 'spo2-low').map(alarm => ({ ...condition, alarm }))
    const links = Array.from({ length: 40 }, (_, n) => ({
      ...condition,
      alarm: 'link-lost' as const,
      deviceId: `d${n}`,
    }))
    state = { ...state, conditions: [...limits, ...links] }
  }
  const run = (from: number, count: number) => {
    for (let n = from; n < from + count; n++)
      state = step(state, { kind: 'vital', vital: 'spo2', value: 96 + (n % 2) }, at(n * 1000)).state
  }
  run(0, STEPS / 10)
  return each(await spend(() => run(STEPS / 10, STEPS)), STEPS, 1000)
}

async function replayTwoHours(): Promise<Run> {
  const lines = [
    { t: -600, sample: { kind: 'nibp', systolic: 124, diastolic: 76, mean: 92 } },
    { t: -300, sample: { kind: 'vital', vital: 'spo2', value: 97 }, every: 1, until: 7200 },
    { t: -300, sample: { kind: 'vital', vital: 'pulseRate', value: 72 }, every: 1, until: 7200 },
    { t: 0, do: 'startDosing', by: 'N' },
  ]
  const text = lines.map(line => JSON.stringify(line)).join('\n')
  const preset = findPreset('SPRAVATO-84')
  if (!preset) throw new Error('no preset')
  let readings = 0
  const { cpuMs, wallMs } = await spend(() => {
    readings = replayScript(parseScript(text), { preset, sessionId: 'bench', t0WallMs: 0 }).readings.length
  })
  return { value: cpuMs, wall: wallMs, samples: readings }
}
