import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { cadences } from '../electron/core/sound.ts'
import { askAs, startTestCore } from '../electron/core/testing/acting.ts'
import { answerTo } from '../fixtures/answer-to.ts'
import type { CoreEvent } from '../shared/ipc.ts'
import type { Snapshot } from '../shared/views.ts'
import { type Figure, measured, RUNS, type Run } from './figure.ts'

/** In each run. */
const TIMES = 4

/**
 * From a value past its limit, accepted by the core, to the alarm's event for every window and to the order of its sound: the
 * whole core with its store, a cuff value that needs no delay, and a HIGH.
 */
export async function benchBreach(): Promise<Figure[]> {
  const dataDir = mkdtempSync(join(tmpdir(), 'vigil-bench-breach-'))
  const core = await startTestCore({ dataDir, entry: 'browser', version: 'bench', beep: () => {} })
  const by = 'Nurse'
  const ask = async (name: string, payload: object) => {
    const answer = await askAs(core, name, payload)
    if (!answer.ok) throw new Error(answer.message)
    return answer.value
  }
  const act = (name: string, payload: object) => ask(name, { by, roomId: 'room-1', ...payload })
  const pressure = (systolic: number, diastolic: number) =>
    act('recordManual', { systolic, diastolic, confirmed: true })
  let heard: CoreEvent[] = []
  core.subscribe(event => {
    if (event.kind === 'sound') void ask('soundPlayed', { orderId: event.orderId, ok: true }).catch(() => {})
    heard.push(event)
  })
  try {
    await ask('addPerson', { name: by, role: 'nurse' })
    const patient = { initials: 'B', birthYear: 1980, recordId: 'B-1' }
    await act('openSession', { presetId: 'SPRAVATO-84', patient })
    const toAlarm: number[] = []
    const toSound: number[] = []
    for (let time = 0; time < TIMES * RUNS; time += 1) {
      heard = []
      const began = performance.now()
      const until = async (holds: (event: CoreEvent) => boolean) => {
        while (!heard.some(holds)) await wait(1)
        return performance.now() - began
      }
      void pressure(75, 45)
      toAlarm.push(await until(event => event.kind === 'alarm' && event.event.alarm === 'systolic-low'))
      toSound.push(await until(event => event.kind === 'sound' && event.priority === 'high'))
      await pressure(120, 80)
      const { rooms } = (await ask('snapshot', {})) as Snapshot
      for (const alarm of rooms[0]?.alarms ?? [])
        if (!alarm.acknowledged) await act('acknowledge', answerTo(alarm))
      // The next one must not have to wait for this one's burst to end.
      await wait(cadences.high.burstMs + 300)
    }
    const about = { unit: 'ms', clock: 'wall' } as const
    const alarm = { name: `breach to alarm event, longest of ${TIMES}`, ...about, aim: '< 50' }
    const sound = { name: `breach to sound order, longest of ${TIMES}`, ...about, aim: '< 250' }
    return [await measured(alarm, longestOf(toAlarm)), await measured(sound, longestOf(toSound))]
  } finally {
    await core.close()
    rmSync(dataDir, { recursive: true, force: true })
  }
}

/** The longest of each run. */
function longestOf(values: readonly number[]): readonly Run[] {
  return Array.from({ length: RUNS }, (_, run) => {
    const mine = values.slice(run * TIMES, (run + 1) * TIMES)
    return { value: Math.max(...mine), samples: mine.length }
  })
}
