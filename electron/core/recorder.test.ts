import { beforeEach, describe, expect, it } from 'vitest'
import type { CoreEvent } from '../../shared/ipc.ts'
import type { RoomInput } from '../../shared/session/room.ts'
import { at, makeState, mark } from '../store/testing/record.ts'
import type { Change, Outcome } from './contracts/record.ts'
import { createRecorder, type Recorder } from './recorder.ts'

/* The way of a session into a record that answers when the test says so. */

type Commit = Extract<Change, { change: 'commit' }>

let sent: { readonly batch: Commit; readonly done: (outcome: Outcome) => void }[]
let published: CoreEvent[]
let recorder: Recorder

beforeEach(() => {
  sent = []
  published = []
  recorder = createRecorder({
    roomId: 'room-1',
    state: makeState(),
    write([change], done) {
      if (change?.change === 'commit') sent.push({ batch: change, done })
    },
    publish: event => void published.push(event),
    onEvents: () => {},
  })
})

const note = (text: string): RoomInput => ({ kind: 'note', event: { ...mark, text } })
const marksOf = ({ log }: Commit) =>
  log.map(({ entry }) => (entry.event === 'session' && entry.kind === 'mark' ? entry.text : entry.event))
const marks = () => sent.map(({ batch }) => marksOf(batch))
const answer = (index: number, outcome: Outcome = { ok: true, entries: [] }) => sent[index]?.done(outcome)
const failed: Outcome = { ok: false, error: new Error('The disk is full.') }
const isNotRecording = () => recorder.state().alarm.conditions.some(({ alarm }) => alarm === 'not-recording')

describe('a recorder', () => {
  it('hands events over at once, one batch at a time; what comes meanwhile is the next', () => {
    recorder.apply(note('first'), at(0))
    recorder.apply(note('second'), at(10))
    recorder.apply(note('third'), at(20))
    expect(marks()).toEqual([['first']])
    expect(recorder.isStored()).toBe(false)
    answer(0)
    expect(marks()).toEqual([['first'], ['second', 'third']])
    answer(1)
    expect(recorder.isStored()).toBe(true)
  })

  it('tells windows of an event only once it has its number', () => {
    recorder.apply(note('first'), at(0))
    expect(published.some(({ kind }) => kind === 'log')).toBe(false)
    const entry = { sessionId: 'S-1', seq: 7, at: at(0), entry: mark } as const
    answer(0, { ok: true, entries: [entry] })
    expect(published).toContainEqual({ kind: 'log', roomId: 'room-1', entry })
  })

  it('keeps what could not be stored, in its order, and says so until it is', () => {
    recorder.apply(note('first'), at(0))
    recorder.apply(note('second'), at(10))
    answer(0, failed)
    expect(isNotRecording()).toBe(true)
    expect(recorder.recording()).toBe(false)
    recorder.flush(at(500))
    expect(sent).toHaveLength(1) // not before a second is over
    recorder.flush(at(1100))
    expect(marks()[1]?.slice(0, 2)).toEqual(['first', 'second'])
    answer(1)
    expect(isNotRecording()).toBe(false)
    expect(recorder.recording()).toBe(true)
    // The end of the alarm is an event like any other.
    expect(sent).toHaveLength(3)
  })

  it('waits no longer than for the batch that is on its way', async () => {
    let settled = 0
    const settle = () => recorder.settled().then(() => settled++)
    await settle()
    recorder.apply(note('first'), at(0))
    const first = settle()
    await Promise.resolve()
    expect(settled).toBe(1)
    answer(0, failed)
    await first
    expect(settled).toBe(2)
  })

  it('says that nothing is recorded while the record has trouble, once, and that it is again', () => {
    recorder.tellTrouble('Another program holds the record.', at(0))
    recorder.tellTrouble('The disk does not answer.', at(10))
    expect(isNotRecording()).toBe(true)
    expect(recorder.recording()).toBe(false)
    // The alarm is an event like any other, and waits with the others.
    expect(marks()).toEqual([['alarm']])
    recorder.tellTrouble(null, at(2000))
    expect(isNotRecording()).toBe(false)
    expect(recorder.recording()).toBe(true)
  })

  it('is idle once a state alone is stored too, or could not be', async () => {
    let idle = 0
    const wait = () => recorder.idle().then(() => idle++)
    await wait()
    recorder.flush(at(0))
    expect(marks()).toEqual([[]])
    const first = wait()
    // Everything told is stored: nothing to settle, and yet a state is on its way.
    await recorder.settled()
    expect([idle, recorder.isStored()]).toEqual([1, false])
    answer(0)
    await first
    expect([idle, recorder.isStored()]).toEqual([2, true])
    recorder.flush(at(5000))
    const second = wait()
    answer(1, failed)
    await second
    expect(idle).toBe(3)
  })

  it('settles with the batch that holds what was told before, not with the one before that', async () => {
    recorder.apply(note('first'), at(0))
    recorder.apply(note('second'), at(10))
    let settled = false
    void recorder.settled().then(() => {
      settled = true
    })
    answer(0)
    await Promise.resolve()
    expect(settled).toBe(false)
    answer(1)
    await Promise.resolve()
    expect(settled).toBe(true)
  })
})
