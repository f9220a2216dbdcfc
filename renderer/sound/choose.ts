import type { CoreEvent } from '../../shared/ipc.ts'
import type { AudioProfile } from '../../shared/sound/profile.ts'

type Order = Pick<Extract<CoreEvent, { kind: 'sound' }>, 'priority' | 'test' | 'clinicianListens'>

/**
 * What a window does with an order (alarm standard, 4.5): a treatment room keeps quiet, or chimes softly for HIGH, while
 * a clinician station listens; without one it sounds like any other. A test is always heard.
 */
export function howToPlay(profile: AudioProfile, order: Order): 'burst' | 'chime' | 'nothing' {
  if (order.test || profile === 'clinician' || !order.clinicianListens) return 'burst'
  return profile === 'treatmentChime' && order.priority === 'high' ? 'chime' : 'nothing'
}
