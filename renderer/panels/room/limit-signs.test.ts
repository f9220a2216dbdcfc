import { describe, expect, it } from 'vitest'
import { personOf } from '../../../fixtures/authority.ts'
import { changeLimit, makeLimits } from '../../../shared/limits.ts'
import { spravato84 } from '../../../shared/presets/spravato.ts'
import { instant, sampleRoom, sampleSession } from '../../live/testing/sample.ts'
import { areLimitsChanged, describeLimits, signLimits } from './limit-signs.ts'

const limits = makeLimits(spravato84.limits)

describe('The limits of a tile', () => {
  it('are those of the alarms', () => {
    expect(describeLimits(limits, 'spo2').sides).toEqual(['low 90!!, 85!!!'])
    expect(describeLimits(limits, 'pulseRate').sides).toEqual(['low 50!!, 40!!!', 'high 120!!, 140!!!'])
    expect(describeLimits(limits, 'systolic').sides).toEqual(['low 90!!, 80!!!', 'high 160!!, 180!!!'])
  })
  it('are said whole to those who hear them', () => {
    expect(describeLimits(limits, 'pulseRate').said).toBe(
      'Alarm limits of Pulse: MEDIUM below 50, HIGH below 40, MEDIUM from 120, HIGH from 140',
    )
  })
  it('are nothing at all where there are none', () => {
    expect(describeLimits(limits, 'temperature')).toEqual({ sides: [], said: '' })
    expect(signLimits(sampleRoom(), ['temperature'])).toEqual([])
  })
  it('follow a change, and are marked', () => {
    const change = changeLimit(limits, 'spo2-low', 'medium', 92, personOf('prescriber'))
    if (!change.ok) throw new Error(change.why.code)
    expect(describeLimits(change.limits, 'spo2').sides).toEqual(['low 92!!, 85!!!'])
    const session = sampleSession({
      limitChanges: [
        { alarm: 'spo2-low', priority: 'medium', before: 90, after: 92, by: 'Ada', at: instant(0) },
      ],
    })
    expect(areLimitsChanged(session, 'spo2', limits)).toBe(true)
    expect(areLimitsChanged(session, 'pulseRate', limits)).toBe(false)
  })
  it('give way to who turned the alarms off and why, each parameter for itself', () => {
    const off = { by: 'Ada', at: instant(0), reason: 'cold hand', remindedMonoMs: 0 }
    const { inactivation } = sampleRoom()
    const room = sampleRoom({ inactivation: { ...inactivation, off: { diastolic: off } } })
    expect(signLimits(room, ['systolic', 'diastolic'])).toEqual([
      {
        parameter: 'systolic',
        ...describeLimits(limits, 'systolic'),
        changed: false,
        off: null,
      },
      {
        parameter: 'diastolic',
        ...describeLimits(limits, 'diastolic'),
        changed: false,
        off: 'ALARM OFF Diastolic (Ada: cold hand)',
      },
    ])
  })
})
