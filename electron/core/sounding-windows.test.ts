import { beforeEach, describe, expect, it } from 'vitest'
import { createSoundingWindows, type SoundingWindows } from './sounding-windows.ts'

let windows: SoundingWindows
beforeEach(() => {
  windows = createSoundingWindows()
})

describe('sounding windows', () => {
  it('lets a treatment room be quiet only while a clinician window listens', () => {
    windows.hear('room', 'treatmentQuiet', true, 0)
    expect(windows.clinicianListens(0)).toBe(false)
    windows.hear('desk', 'clinician', true, 0)
    expect(windows.clinicianListens(0)).toBe(true)
  })

  it('relies on no window whose sound does not work', () => {
    windows.hear('desk', 'clinician', false, 0)
    expect(windows.clinicianListens(0)).toBe(false)
  })

  it('forgets a window that has been silent for more than 5 s', () => {
    windows.hear('desk', 'clinician', true, 0)
    expect(windows.clinicianListens(5000)).toBe(true)
    expect(windows.clinicianListens(5001)).toBe(false)
    expect(windows.profileOf('desk')).toBeNull()
  })

  it('trusts a window that let an order pass only once it has played one', () => {
    windows.hear('desk', 'clinician', true, 0)
    windows.distrust()
    windows.hear('desk', 'clinician', true, 1000)
    expect(windows.clinicianListens(1000)).toBe(false)
    windows.confirm('desk', true)
    expect(windows.clinicianListens(1000)).toBe(true)
    windows.confirm('desk', false)
    expect(windows.clinicianListens(1000)).toBe(false)
  })

  it('has no place for a window that never told its profile', () => {
    windows.confirm('ghost', true)
    expect(windows.profileOf('ghost')).toBeNull()
  })
})
