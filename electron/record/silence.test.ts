import { expect, it } from 'vitest'
import { judgeRecord, type RecordSeen } from './silence.ts'

const fine: RecordSeen = { waitingSinceMs: null, heardMs: 9900, trouble: null, gone: null }
const judge = (seen: Partial<RecordSeen>, nowMs = 10_000) => judgeRecord({ ...fine, ...seen }, '/data', nowMs)
const locked = { code: 'locked', sentence: 'Another program holds the record.', sinceMs: 9500 } as const
const goneMs = { heardMs: null, gone: 'SIGKILL' } as const

it('says nothing of a record that answers, or may still answer in time', () => {
  expect(judge({})).toBeNull()
  expect(judge({ waitingSinceMs: 9500 })).toBeNull()
  expect(judge({ waitingSinceMs: 9500, trouble: locked })).toBeNull()
  expect(judge({ waitingSinceMs: 9500, ...goneMs })).toBeNull()
  expect(judge({ heardMs: 9001 })).toBeNull()
  expect(judge({ trouble: { ...locked, sinceMs: 9301 } })).toBeNull()
  // Nothing has to be stored, and the next process is on its way.
  expect(judge({ trouble: { ...locked, sinceMs: 1000 }, ...goneMs })).toBeNull()
  // None has opened the record yet.
  expect(judge({ heardMs: null })).toBeNull()
})

it('says after a second who holds the record, that its process has stopped, or that the disk does not answer', () => {
  expect(judge({ waitingSinceMs: 9000, trouble: locked })).toBe(locked.sentence)
  expect(judge({ waitingSinceMs: 9000, ...goneMs })).toMatch(/process has stopped \(SIGKILL\)/)
  expect(judge({ waitingSinceMs: 9000, trouble: locked, ...goneMs })).toMatch(/process has stopped/)
  expect(judge({ waitingSinceMs: 9000 })).toMatch(/disk with \/data does not answer/)
})

it('says so where no batch has waited for long yet: of a lock that lasts, and of a process that gives no sign of life', () => {
  expect(judge({ trouble: { ...locked, sinceMs: 9300 } })).toBe(locked.sentence)
  expect(judge({ heardMs: 9000 })).toMatch(/disk with \/data does not answer/)
  expect(judge({ heardMs: 9000, waitingSinceMs: 9900 })).toMatch(/disk with \/data does not answer/)
})

it('says at once what does not pass by itself', () => {
  const full = { code: 'disk', sentence: 'The disk is full.', sinceMs: 10_000 } as const
  expect(judge({ trouble: full })).toBe('The disk is full.')
  expect(judge({ trouble: full, waitingSinceMs: 9999, gone: 'code 1' })).toBe('The disk is full.')
})
