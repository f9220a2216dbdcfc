import { describe, expect, it } from 'vitest'
import type { EscalationStage } from '../../shared/alarm/types.ts'
import type { CoreEvent } from '../../shared/ipc.ts'
import { callFor } from './unanswered.ts'

function escalation(stage: EscalationStage, roomId: string | null = 'room-2'): CoreEvent {
  const entry = { event: 'session', kind: 'escalation', alarm: 'spo2-low', priority: 'high', stage } as const
  return { kind: 'log', roomId, entry: { sessionId: 'S-1', seq: 1, at: { monoMs: 0, wallMs: 0 }, entry } }
}
const name = (id: string) => `name of ${id}`

describe('The desktop calls a second person', () => {
  it.each<[EscalationStage, string]>([
    ['secondContact', 'SpO2 low: second contact to be called'],
    ['callForHelp', 'SpO2 low: call for help'],
  ])('at the stage %s, by room and alarm alone', (stage, body) => {
    expect(callFor(escalation(stage), name)).toEqual({
      title: 'Unanswered alarm in name of room-2',
      body,
    })
  })
  it('at no other stage, and for nothing else', () => {
    expect(callFor(escalation('banner'), name)).toBeNull()
    expect(callFor(escalation('clinicianStation'), name)).toBeNull()
    expect(callFor(escalation('callForHelp', null), name)).toBeNull()
    expect(callFor({ kind: 'heartbeat', at: { monoMs: 0, wallMs: 0 } }, name)).toBeNull()
  })
})
