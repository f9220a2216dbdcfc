import { describe, expect, it } from 'vitest'
import { type RoomAudio, roomsToResume } from './pause-elsewhere.ts'
import type { AlarmEvent, Transition } from './types.ts'

const paused = { pausedUntilMonoMs: 120_000 }
const sounding = { pausedUntilMonoMs: null }
const rooms: readonly RoomAudio[] = [
  { id: 'one', audio: sounding },
  { id: 'two', audio: paused },
  { id: 'three', audio: paused },
  { id: 'empty', audio: null },
]

function event(transition: Transition, priority: AlarmEvent['priority']): AlarmEvent {
  return { event: 'alarm', alarm: 'systolic-high', priority, transition, value: 190, limit: 180 }
}

describe('AUDIO PAUSED in other rooms', () => {
  it('is ended by a new HIGH and by a rise to HIGH, also of a room that was not paused itself', () => {
    expect(roomsToResume([event('raised', 'high')], 'one', rooms)).toEqual(['two', 'three'])
    expect(roomsToResume([event('escalated', 'high')], 'one', rooms)).toEqual(['two', 'three'])
  })

  it('is left to the alarm rules in the room itself', () => {
    expect(roomsToResume([event('raised', 'high')], 'two', rooms)).toEqual(['three'])
  })

  it('goes on whatever else happens', () => {
    const others = [
      event('raised', 'medium'),
      event('escalated', 'medium'),
      event('lowered', 'high'),
      event('acknowledged', 'high'),
      event('latched', 'high'),
      { event: 'session' } as const,
    ]
    expect(roomsToResume(others, 'one', rooms)).toEqual([])
    expect(roomsToResume([], 'one', rooms)).toEqual([])
  })

  it('is ended by any event of several', () => {
    expect(roomsToResume([event('raised', 'low'), event('raised', 'high')], 'three', rooms)).toEqual(['two'])
  })
})
