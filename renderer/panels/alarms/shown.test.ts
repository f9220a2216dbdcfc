import { describe, expect, it } from 'vitest'
import type { AlarmView } from '../../../shared/alarm/types.ts'
import { instant } from '../../live/sample.ts'
import { findShown } from './shown.ts'

const spo2: AlarmView = {
  alarm: 'spo2-low',
  priority: 'medium',
  state: 'active',
  since: instant(0),
  value: 88,
  limit: 90,
}
const pulse: AlarmView = { ...spo2, alarm: 'pulse-high', value: 125, limit: 120 }
const link: AlarmView = { ...spo2, alarm: 'link-lost', deviceId: 'cuff', value: null, limit: null }

describe('An acknowledgement takes', () => {
  it.each<[string, readonly AlarmView[], readonly AlarmView[], readonly object[]]>([
    [
      'what was shown and still waits',
      [spo2, pulse],
      [spo2, pulse],
      [{ alarm: 'spo2-low' }, { alarm: 'pulse-high' }],
    ],
    ['nothing that has come since', [spo2], [pulse, spo2], [{ alarm: 'spo2-low' }]],
    ['nothing that has risen since', [spo2], [{ ...spo2, priority: 'high' }], []],
    ['what has fallen a level since', [{ ...spo2, priority: 'high' }], [spo2], [{ alarm: 'spo2-low' }]],
    [
      'nothing that has cleared or been taken',
      [spo2, pulse],
      [{ ...pulse, acknowledged: { by: 'Bo', at: instant(1) } }],
      [],
    ],
    [
      'of several devices the one that was shown',
      [link],
      [link, { ...link, deviceId: 'oximeter' }],
      [{ alarm: 'link-lost', deviceId: 'cuff' }],
    ],
    [
      'an alarm once, though it is latched and active',
      [spo2, { ...spo2, state: 'latched' }],
      [spo2, { ...spo2, state: 'latched' }],
      [{ alarm: 'spo2-low' }],
    ],
  ])('%s', (_what, shown, present, taken) => {
    expect(findShown(shown, present)).toEqual(taken)
  })
})
