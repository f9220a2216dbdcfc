import { describe, expect, it } from 'vitest'
import { sampleAlarm } from '../../live/testing/sample.ts'
import { answersTo } from './shown.ts'

const spo2 = sampleAlarm({ occurrence: 1, call: 2, value: 88, limit: 90, priority: 'medium' })
const link = sampleAlarm({
  alarm: 'link-lost',
  deviceId: 'cuff',
  occurrence: 2,
  value: null,
  priority: 'low',
})
const wasHigh = sampleAlarm({ state: 'latched', priority: 'high', value: 83 })

describe('A person who acknowledges answers', () => {
  it('to each occurrence, by what stood on the screen', () => {
    expect(answersTo([spo2, link])).toEqual([
      { alarm: 'spo2-low', occurrence: 1, call: 2, priority: 'medium', value: 88 },
      { alarm: 'link-lost', deviceId: 'cuff', occurrence: 2, call: 1, priority: 'low', value: null },
    ])
  })
  it.each([[[spo2, { ...wasHigh, occurrence: 1 }]], [[{ ...wasHigh, occurrence: 1 }, spo2]]])(
    'once to an alarm and to its own HIGH that is latched beside it',
    shown => {
      expect(answersTo(shown)).toEqual([
        { alarm: 'spo2-low', occurrence: 1, call: 2, priority: 'high', value: 88 },
      ])
    },
  )
  it('twice to an alarm that has come back beside its latched HIGH', () => {
    const answers = answersTo([spo2, { ...wasHigh, occurrence: 7 }])
    expect(answers.map(({ occurrence, priority }) => [occurrence, priority])).toEqual([
      [1, 'medium'],
      [7, 'high'],
    ])
  })
})
