import { describe, expect, it } from 'vitest'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import { instant, sampleAlarm } from '../../live/testing/sample.ts'
import { findNews } from './announce.ts'

const alarm = sampleAlarm({ priority: 'medium', value: 88, limit: 90 })
const knownFrom = (...alarms: AlarmView[]) => findNews(alarms, new Map()).known

describe('An alarm is read aloud', () => {
  it('when it comes, and not again while its value changes', () => {
    expect(findNews([alarm], new Map()).news).toEqual([alarm])
    expect(findNews([{ ...alarm, value: 87 }], knownFrom(alarm)).news).toEqual([])
  })
  it('when its priority changes', () => {
    expect(findNews([{ ...alarm, priority: 'high' }], knownFrom(alarm)).news).toHaveLength(1)
  })
  it('when it calls again after having been acknowledged', () => {
    const seen = { ...alarm, acknowledged: { by: 'Ada', at: instant(1) } }
    expect(findNews([seen], knownFrom(alarm)).news).toEqual([])
    expect(findNews([alarm], knownFrom(seen)).news).toEqual([alarm])
  })
  it('when it has ended and begun again between two looks', () => {
    const again = { ...alarm, occurrence: 2 }
    expect(findNews([again], knownFrom(alarm)).news).toEqual([again])
  })
  it('for each device by itself', () => {
    const one: AlarmView = { ...alarm, alarm: 'link-lost', deviceId: 'A' }
    const other: AlarmView = { ...one, deviceId: 'B', occurrence: 2 }
    expect(findNews([one, other], knownFrom(one)).news).toEqual([other])
  })
  it('but not when it is only latched', () => {
    expect(findNews([{ ...alarm, priority: 'high', state: 'latched' }], new Map()).news).toEqual([])
  })
})
