import { beforeEach, describe, expect, it } from 'vitest'
import { createStations, type Stations } from './stations.ts'

let stations: Stations
beforeEach(() => {
  stations = createStations()
})

describe('stations', () => {
  it('lets a treatment room be quiet only while a clinician station listens', () => {
    stations.hear('room', 'treatmentQuiet', true, 0)
    expect(stations.clinicianListens(0)).toBe(false)
    stations.hear('desk', 'clinician', true, 0)
    expect(stations.clinicianListens(0)).toBe(true)
  })

  it('relies on no station whose sound does not work', () => {
    stations.hear('desk', 'clinician', false, 0)
    expect(stations.clinicianListens(0)).toBe(false)
  })

  it('forgets a station that has been silent for more than 5 s', () => {
    stations.hear('desk', 'clinician', true, 0)
    expect(stations.clinicianListens(5000)).toBe(true)
    expect(stations.clinicianListens(5001)).toBe(false)
    expect(stations.profileOf('desk')).toBeNull()
  })

  it('trusts a station that let an order pass only once it has played one', () => {
    stations.hear('desk', 'clinician', true, 0)
    stations.distrust()
    stations.hear('desk', 'clinician', true, 1000)
    expect(stations.clinicianListens(1000)).toBe(false)
    stations.confirm('desk', true)
    expect(stations.clinicianListens(1000)).toBe(true)
    stations.confirm('desk', false)
    expect(stations.clinicianListens(1000)).toBe(false)
  })

  it('has no place for a window that never told its profile', () => {
    stations.confirm('ghost', true)
    expect(stations.profileOf('ghost')).toBeNull()
  })
})
