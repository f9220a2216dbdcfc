import { expect, it } from 'vitest'
import { judgeRecord, type RecordSeen } from './silence.ts'

const fine: RecordSeen = { waitingSinceMs: null, trouble: null, gone: null }
const judge = (seen: Partial<RecordSeen>, nowMs = 10_000) => judgeRecord({ ...fine, ...seen }, '/data', nowMs)
const locked = { code: 'locked', sentence: 'Another program holds the record.' } as const

it('says nothing of a record that answers, or may still answer in time', () => {
  expect(judge({})).toBeNull()
  expect(judge({ waitingSinceMs: 9500 })).toBeNull()
  expect(judge({ waitingSinceMs: 9500, trouble: locked })).toBeNull()
  expect(judge({ waitingSinceMs: 9500, gone: 'SIGKILL' })).toBeNull()
  // Nothing has to be stored.
  expect(judge({ trouble: locked, gone: 'SIGKILL' })).toBeNull()
})

it('says after a second who holds the record, that its process has stopped, or that the disk does not answer', () => {
  expect(judge({ waitingSinceMs: 9000, trouble: locked })).toBe(locked.sentence)
  expect(judge({ waitingSinceMs: 9000, gone: 'SIGKILL' })).toMatch(/process has stopped \(SIGKILL\)/)
  expect(judge({ waitingSinceMs: 9000 })).toMatch(/disk with \/data does not answer/)
})

it('says at once what does not pass by itself', () => {
  const full = { code: 'disk', sentence: 'The disk is full.' } as const
  expect(judge({ trouble: full })).toBe('The disk is full.')
  expect(judge({ trouble: full, waitingSinceMs: 9999, gone: 'code 1' })).toBe('The disk is full.')
})
