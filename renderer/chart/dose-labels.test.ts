import { describe, expect, it } from 'vitest'
import { labelDoses } from './dose-labels.ts'

const dose = (id: string, mg: number, minute: number) => ({
  id,
  mg,
  at: { monoMs: minute * 60_000, wallMs: 0 },
})
const three = [dose('a', 28, 0), dose('b', 28, 5), dose('c', 28, 10)]
const perMinute = (px: number) => (monoMs: number) => (monoMs / 60_000) * px

describe('The labels of doses', () => {
  it('stand beside each line that has room', () => {
    expect(labelDoses(three, perMinute(20)).map(({ said }) => said)).toEqual(['28 mg', '28 mg', '28 mg'])
  })
  it('are one, beside the last line, where lines stand near to each other', () => {
    expect(labelDoses(three, perMinute(2))).toEqual([{ id: 'c', said: '3 × 28 mg' }])
  })
  it('tell different doses apart', () => {
    const [first, ...rest] = labelDoses(
      [...three.slice(0, 1), dose('d', 56, 3), dose('e', 28, 90)],
      perMinute(2),
    )
    expect(first?.said).toBe('28 + 56 mg')
    expect(rest.map(({ said }) => said)).toEqual(['28 mg'])
  })
  it('are none without a dose', () => {
    expect(labelDoses([], perMinute(2))).toEqual([])
  })
})
