import type { NibpReading } from './reading.ts'

/**
 * Is this a cuff reading that raises, but neither ends an alarm nor passes a gate (AR-3, AR-17)? For what a person has typed, that
 * person stands.
 */
export function isDoubtfulCuff({ validity, source }: Pick<NibpReading, 'validity' | 'source'>): boolean {
  return validity === 'questionable' && source.origin !== 'manual'
}
