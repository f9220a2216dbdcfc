import { beforeEach, describe, expect, it } from 'vitest'
import { findPreset } from '../../shared/presets/index.ts'
import type { Phase } from '../../shared/session/types.ts'
import { MINUTE_MS } from '../../shared/time.ts'
import type { RoomView } from '../../shared/views.ts'
import { useScale } from '../chart/scale.ts'
import { scales } from '../chart/window.ts'
import { useLive } from '../live/store.ts'
import { instant, NOW_MS, sampleAlarm, sampleRoom, sampleSession } from '../live/testing/sample.ts'
import { useUi } from '../window/ui.ts'
import { allRoomKeys, isHeldEnter, pageKeys, roomKeys } from './keys.ts'

const idle = sampleRoom().nibp

function inPhase(phase: Phase, presetId = 'SPRAVATO-84'): RoomView {
  const begun = phase !== 'prep' && phase !== 'baseline'
  const preset = findPreset(presetId)
  if (!preset) throw new Error(`There is no preset ${presetId}.`)
  return sampleRoom({ session: sampleSession({ phase, preset, ...(begun ? { t0: instant(0) } : {}) }) })
}

function press(view: RoomView, key: string): void {
  const action = allRoomKeys(view).find(candidate => candidate.key === key)
  if (!action) throw new Error(`There is no key "${key}" in the room.`)
  action.run()
}

describe('The keys of a room', () => {
  beforeEach(() => useUi.setState({ page: { name: 'room', roomId: 'room-1' }, sheet: null }))

  it.each(['prep', 'baseline', 'dosing', 'observation', 'discharge'] as const)(
    'are one letter each, and each letter once, in %s',
    phase => {
      const keys = allRoomKeys(inPhase(phase)).map(({ key }) => key)
      expect(new Set(keys).size).toBe(keys.length)
      expect(keys.filter(key => key.length !== 1)).toEqual([])
    },
  )
  it.each([
    ['baseline', 'SPRAVATO-84', 'Start dosing'],
    ['dosing', 'SPRAVATO-84', 'Next device'],
    ['dosing', 'IV-0.5MGKG-40', 'End dosing'],
    ['observation', 'SPRAVATO-84', 'Assess discharge'],
    ['discharge', 'SPRAVATO-84', 'Discharge checklist'],
  ] as const)('offer for d in %s of %s: %s', (phase, preset, label) => {
    expect(roomKeys(inPhase(phase, preset)).find(({ key }) => key === 'd')?.label).toBe(label)
  })
  it.each([
    ['n', 'mark'],
    ['m', 'medicine'],
    ['o', 'oxygen'],
    ['r', 'manual'],
    ['l', 'limits'],
    ['y', 'history'],
    ['e', 'report'],
    ['x', 'close'],
    ['?', 'help'],
    ['d', 'dose'],
    ['c', 'excuse'],
    ['w', 'cuff'],
    ['u', 'signals'],
    ['i', 'baseline'],
    ['q', 'rems'],
    ['t', 'sound'],
  ])('open with %s the sheet %s', (key, sheet) => {
    press(inPhase('baseline'), key)
    expect(useUi.getState().sheet).toBe(sheet)
  })
  it('offer the REMS field sheet for esketamine alone', () => {
    expect(allRoomKeys(inPhase('dosing', 'IM')).map(({ key }) => key)).not.toContain('q')
  })
  it('acknowledge only when there is an alarm', () => {
    press(inPhase('dosing'), 'a')
    expect(useUi.getState().sheet).toBeNull()
    press({ ...inPhase('dosing'), alarms: [sampleAlarm()] }, 'a')
    expect(useUi.getState().sheet).toBe('acknowledge')
  })
  it('ask who acts before anything is sent', () => {
    press({ ...inPhase('dosing'), nibp: { ...idle, canStart: true } }, 'b')
    expect(useUi.getState().sheet).toBe('person')
  })
  it('do not start a cuff that Vigil may not start', () => {
    press({ ...inPhase('dosing'), nibp: { ...idle, canStart: false } }, 'b')
    expect(useUi.getState().sheet).toBeNull()
  })
  it('lead to the other pages', () => {
    press(inPhase('dosing'), 'v')
    expect(useUi.getState().page).toEqual({ name: 'devices' })
    press(inPhase('dosing'), 'z')
    expect(useUi.getState().page).toEqual({ name: 'presets' })
    press(inPhase('dosing'), 'g')
    expect(useUi.getState().page).toEqual({ name: 'start' })
  })
  it('offer nothing to do in a room without a session', () => {
    expect(roomKeys(sampleRoom({ session: null }))).toEqual([])
  })
})

describe('The discharge assessment', () => {
  const ended = (agoMin: number) => {
    const dosingEnd = instant(NOW_MS - agoMin * MINUTE_MS)
    return sampleRoom({ session: sampleSession({ phase: 'observation', t0: instant(0), dosingEnd }) })
  }
  beforeEach(() => useUi.setState({ page: { name: 'room', roomId: 'room-1' }, sheet: null }))

  it('before its time asks for the reason that the core wants', () => {
    press(ended(10), 'd')
    expect(useUi.getState().sheet).toBe('discharge')
  })
  it('in time is one press', () => {
    useLive.setState({ snapshot: null })
    press(ended(180), 'd')
    // No person is known yet: ask for one, and for no reason.
    expect(useUi.getState().sheet).toBe('person')
  })
})

describe('The scale of the chart', () => {
  it('goes with s from each scale to the next and round again', () => {
    useScale.setState({ scale: '5' })
    const seen = scales.map(() => {
      press(inPhase('dosing'), 's')
      return useScale.getState().scale
    })
    expect(seen).toEqual(['15', '60', 'session', '5'])
  })
})

describe('The keys of the other pages', () => {
  it('are one letter each, and each letter once', () => {
    expect(new Set(pageKeys().map(({ key }) => key)).size).toBe(pageKeys().length)
  })
})

describe('Enter that is held down', () => {
  const pressed = (tagName: string, more: object = {}) =>
    isHeldEnter({ key: 'Enter', repeat: true, target: { tagName } as unknown as EventTarget, ...more })
  it.each(['INPUT', 'BUTTON', 'SELECT'])('does once what it does in %s', tagName => {
    expect(pressed(tagName)).toBe(true)
    expect(pressed(tagName, { repeat: false })).toBe(false)
    expect(pressed(tagName, { key: 'x' })).toBe(false)
  })
  it('goes on to further lines in a longer text', () => {
    expect(pressed('TEXTAREA')).toBe(false)
  })
})
