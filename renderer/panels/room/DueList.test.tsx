import { renderToStaticMarkup } from 'react-dom/server'
import { describe, expect, it } from 'vitest'
import type { Dose, DueItem, Session } from '../../../shared/session/types.ts'
import { MINUTE_MS } from '../../../shared/time.ts'
import { instant, NOW_MS, sampleRoom, sampleSession } from '../../live/testing/sample.ts'
import { DueList } from './DueList.tsx'
import { mostOverdue } from './due.ts'

const T0 = instant(0)

function lines(changes: Partial<Session>): readonly string[] {
  const session = sampleSession({ phase: 'dosing', t0: T0, ...changes })
  // Received now: the clock of the room stands at an hour.
  const room = { view: sampleRoom({ session }), receivedMs: Number.POSITIVE_INFINITY }
  const shown = renderToStaticMarkup(<DueList room={room} />)
  return [...shown.matchAll(/<li[^>]*>(.*?)<\/li>/g)].map(([, line]) =>
    (line ?? '').replaceAll(/<[^>]+>/g, '|'),
  )
}

/** @param targetMin from T0; its window is five minutes on each side */
function item(label: string, targetMin: number, status: DueItem['status']): DueItem {
  return {
    id: label,
    label,
    class: 'recommended',
    targetMonoMs: targetMin * MINUTE_MS,
    fromMonoMs: (targetMin - 5) * MINUTE_MS,
    toMonoMs: (targetMin + 5) * MINUTE_MS,
    status,
  }
}

function dose(atMin: number): Dose {
  return {
    id: 'D1',
    drug: 'esketamine',
    route: 'nasal',
    mg: 28,
    device: 1,
    at: instant(atMin * MINUTE_MS),
    by: 'Ada',
  }
}

describe('What a room has waited for longest beyond its time, an hour after T0', () => {
  const overdue = (changes: Partial<Session>) => {
    const found = mostOverdue(sampleSession({ phase: 'dosing', t0: T0, ...changes }), instant(NOW_MS))
    return found && [found.said, found.overdueMs / MINUTE_MS]
  }

  it('is a device before a measurement', () => {
    expect(overdue({ doses: [dose(10)], due: [item('A', 10, 'missed')] })).toEqual(['Device 2 now', 45])
  })
  it('is the measurement that was missed last', () => {
    const due = [item('A', 10, 'missed'), item('B', 30, 'missed'), item('C', 58, 'due')]
    expect(overdue({ doses: [dose(57)], due })).toEqual(['B missed', 25])
  })
  it('is nothing while every window is open', () => {
    expect(overdue({ doses: [dose(57)], due: [item('A', 20, 'done'), item('C', 58, 'due')] })).toBeNull()
  })
})

describe('The list of measurements, an hour after T0', () => {
  it('says of a device how long it has been waited for', () => {
    expect(lines({ doses: [dose(10)] })[0]).toBe('Device 2 now|overdue 45:00|')
  })
  it('calls no device overdue in the minute in which it is given', () => {
    expect(lines({ doses: [dose(54.5)] })[0]).toBe('Device 2 now')
  })
  it('counts the rest between devices down', () => {
    expect(lines({ doses: [dose(57)] })[0]).toBe('Device 2 in 2:00')
  })
  it('has what was missed on top, newest first, then what comes, and at the end what is done', () => {
    const due = [
      item('A', 10, 'missed'),
      item('B', 20, 'missed'),
      item('C', 30, 'missed'),
      item('D', 40, 'done'),
      item('E', 58, 'due'),
      item('F', 90, 'upcoming'),
    ]
    const shown = lines({ due })
    expect(shown.slice(0, 5)).toEqual([
      'C missed|overdue 25:00|',
      'B missed|overdue 35:00|',
      '1 more missed',
      'E (53-63) due now',
      'F (85-95) in 30:00',
    ])
    expect(shown.at(-1)).toMatch(/^D done/)
  })
  it('tells minutes that passed after a gap whose length a person has said, of what is done and what comes', () => {
    const doneAt = instant(20 * MINUTE_MS)
    const gap = {
      from: instant(22 * MINUTE_MS),
      to: instant(47 * MINUTE_MS),
      cause: 'restart' as const,
      byWallMs: 25 * MINUTE_MS,
      lengthMin: 5,
      confirmed: { by: 'Ada', at: instant(48 * MINUTE_MS) },
    }
    // What comes has been moved by the 20 min that the clock had counted too much.
    const due = [
      { ...item('A', 20, 'done'), doneAt },
      { ...item('B', 60, 'done'), doneAt: instant(59 * MINUTE_MS) },
      item('C', 85, 'upcoming'),
    ]
    const shown = lines({ due, gaps: [gap] })
    expect(shown[0]).toBe('C (60-70) in 25:00')
    expect(shown.slice(1)).toEqual(['B done 39:00', 'A done 20:00'])
  })
  it('counts nothing into the rest between devices that did not pass', () => {
    const at = instant(59 * MINUTE_MS)
    const back = { from: instant(56 * MINUTE_MS), to: at, cause: 'restart' as const, byWallMs: 3 * MINUTE_MS }
    expect(lines({ doses: [dose(55)], gaps: [back] })[0]).toBe('Device 2 in 3:00')
  })
})
