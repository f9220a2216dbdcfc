import { describe, expect, it } from 'vitest'
import type { AlarmId } from '../../shared/alarm/ids.ts'
import type { EscalationStage } from '../../shared/alarm/types.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import { speak } from '../../shared/words/speaking.ts'
import { createCalls } from './unanswered.ts'

function escalation(
  stage: EscalationStage,
  roomId = 'room-2',
  alarm: AlarmId = 'spo2-low',
  monoMs = 0,
): CoreEvent {
  const event = { event: 'session', kind: 'escalation', alarm, priority: 'high', stage } as const
  return { kind: 'escalation', roomId, at: { monoMs, wallMs: 0 }, event }
}
const callFor = (event: CoreEvent) => createCalls(id => `name of ${id}`)(event)

describe('The desktop calls a second person', () => {
  it.each<[EscalationStage, string]>([
    ['secondContact', 'SpO2 low: second contact to be called'],
    ['callForHelp', 'SpO2 low: call for help'],
  ])('at the stage %s, by room and alarm alone', (stage, body) => {
    expect(callFor(escalation(stage))).toEqual({
      title: 'Unanswered alarm in name of room-2',
      body,
    })
  })
  it('in the language of the clinic', () => {
    speak('pseudo')
    try {
      expect(callFor(escalation('callForHelp'))).toEqual({
        title: expect.stringMatching(/^‹Unanswered alarm in .*›$/),
        body: expect.stringMatching(/^‹SpO2 low[ ~]+›: ‹call for help[ ~]+›$/),
      })
    } finally {
      speak('en')
    }
  })
  it('once for what one cuff reading breaches, at each stage and in each room', () => {
    const calls = createCalls(id => id)
    const call = (...told: Parameters<typeof escalation>) => calls(escalation(...told)) !== null
    expect(call('secondContact', 'a', 'systolic-high', 60)).toBe(true)
    expect(call('secondContact', 'a', 'diastolic-high', 60)).toBe(false)
    expect(call('secondContact', 'a', 'spo2-low', 60)).toBe(true)
    expect(call('callForHelp', 'a', 'systolic-high', 120)).toBe(true)
    expect(call('callForHelp', 'b', 'systolic-high', 120)).toBe(true)
    expect(call('callForHelp', 'b', 'systolic-high', 420)).toBe(true)
  })
  it('at no other stage, and for nothing else', () => {
    expect(callFor(escalation('banner'))).toBeNull()
    expect(callFor(escalation('clinicianStation'))).toBeNull()
    expect(callFor({ kind: 'heartbeat', at: { monoMs: 0, wallMs: 0 } })).toBeNull()
  })
})
