import { expect, test } from 'vitest'
import type { RoomView } from '../../shared/views.ts'
import { followSessions } from './open-sessions.ts'

type Phase = NonNullable<RoomView['session']>['phase']

/** Only what is looked at; the rest of a room's view is long and of no matter here. */
function room(id: string, phase: Phase | null): RoomView {
  return { id, name: `Room ${id}`, session: phase && { phase } } as unknown as RoomView
}

function follow() {
  const changes: boolean[] = []
  return { changes, sessions: followSessions(anyOpen => changes.push(anyOpen)) }
}

test('tells of the first session that opens and the last one that closes, and of nothing between', () => {
  const { changes, sessions } = follow()
  sessions.see(room('1', null))
  expect(changes).toEqual([])
  sessions.follow({ kind: 'room', room: room('1', 'prep') })
  sessions.follow({ kind: 'room', room: room('1', 'dosing') })
  sessions.follow({ kind: 'room', room: room('2', 'prep') })
  expect(changes).toEqual([true])
  expect(sessions.rooms()).toEqual(['Room 1', 'Room 2'])
  sessions.follow({ kind: 'room', room: room('1', 'closed') })
  expect(sessions.rooms()).toEqual(['Room 2'])
  expect(changes).toEqual([true])
  sessions.follow({ kind: 'room', room: room('2', null) })
  expect(changes).toEqual([true, false])
})

test('a room that is taken away takes its session along', () => {
  const { changes, sessions } = follow()
  sessions.see(room('1', 'observation'))
  sessions.follow({ kind: 'roomRemoved', roomId: '1' })
  expect(sessions.rooms()).toEqual([])
  expect(changes).toEqual([true, false])
})
