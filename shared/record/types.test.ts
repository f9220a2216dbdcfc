import { expect, it } from 'vitest'
import type { Payload } from '../ipc.ts'
import type { RoomInput } from '../session/room.ts'
import type { LogEntry } from '../views.ts'
import { handOver } from './hand-over.ts'
import { type Action, acts, type SessionEvent } from './index.ts'

/*
 * What the compiler must find: each line under an `@ts-expect-error` is a mistake, and the check of types fails where it
 * is not found any more.
 */

it('a misspelt field or kind of an event is a type error', () => {
  const right: SessionEvent = { event: 'session', kind: 'handOver', to: 'Bo', text: 'talkative', by: 'Ada' }
  const mistakes: readonly SessionEvent[] = [
    // @ts-expect-error a kind that is none
    { event: 'session', kind: 'handover', to: 'Bo', by: 'Ada' },
    // @ts-expect-error a field that is none
    { event: 'session', kind: 'handOver', too: 'Bo', by: 'Ada' },
    // @ts-expect-error a field beside all that are asked
    { event: 'session', kind: 'handOver', to: 'Bo', txt: 'talkative', by: 'Ada' },
    // @ts-expect-error a field of another kind
    { event: 'session', kind: 'handOver', to: 'Bo', by: 'Ada', mark: 'nausea' },
    // @ts-expect-error a word that the field does not have
    { event: 'session', kind: 'phase', phase: 'dosage' },
    // @ts-expect-error a field is missing
    { event: 'session', kind: 'handOver', by: 'Ada' },
  ]
  const log: LogEntry['entry'] = right
  // @ts-expect-error the same wherever events go: into the log
  const wrong: LogEntry['entry'] = { event: 'session', kind: 'closed', by: 'Ada', reasn: 'x' }
  const note: RoomInput = {
    kind: 'note',
    // @ts-expect-error and into a room
    event: { event: 'session', kind: 'nibp', state: 'startNibp', byy: 'Ada' },
  }
  expect([log, wrong, note, ...mistakes]).toHaveLength(9)
})

it('so it is where an entry makes its event, and where one is read', () => {
  const [told] = handOver.events
  // @ts-expect-error a misspelt field
  told?.of({ by: 'Ada', to: 'Bo', txt: 'talkative' })
  const event = told?.of({ by: 'Ada', to: 'Bo', text: undefined })
  expect(event).toEqual({ event: 'session', kind: 'handOver', by: 'Ada', to: 'Bo' })
  // @ts-expect-error a misspelt field
  expect(event?.too).toBeUndefined()
  expect(event?.to).toBe('Bo')
})

it('an action and a request have the fields of their act, and no other', () => {
  const actions: readonly Action[] = [
    { do: 'handOver', by: 'Ada', to: 'Bo' },
    // @ts-expect-error an act that is none
    { do: 'handover', by: 'Ada', to: 'Bo' },
    // @ts-expect-error a misspelt field
    { do: 'handOver', by: 'Ada', too: 'Bo' },
  ]
  const request: Payload<'handOver'> = { to: 'Bo', roomId: 'room-1' }
  // @ts-expect-error without its room
  const homeless: Payload<'handOver'> = { to: 'Bo' }
  // @ts-expect-error windows cannot say who acts
  const forged: Payload<'handOver'> = { ...request, by: 'Ada' }
  expect(acts.handOver.request.safeParse(request).success).toBe(true)
  expect(acts.handOver.request.safeParse(homeless).success).toBe(false)
  expect(acts.handOver.request.safeParse(forged).success).toBe(false)
  expect(acts.handOver.payload.safeParse({ by: 'Ada', to: 'Bo', more: 1 }).success).toBe(false)
  expect(actions).toHaveLength(3)
})
