import type { Session } from '../../shared/session/types.ts'
import type { DeviceConfig, WriteBatch } from './contracts/record.ts'

/** A device of one session alone, which plays what it says: it comes with its session and goes with it. */
export function isPlayedDevice({ sim, origin }: DeviceConfig): boolean {
  return sim !== undefined || origin === 'replay'
}

/** Nothing played may ever speak in the session of a patient. */
export function mayBeIn(
  config: DeviceConfig,
  session: Pick<Session, 'simulated' | 'replayed'> | null,
): boolean {
  if (!isPlayedDevice(config)) return true
  return config.origin === 'replay' ? session?.replayed === true : session?.simulated === true
}

/** Takes devices out of the record. Where that fails, the next start finds them, and leaves them out by `mayBeIn`. */
export function forgetDevices(write: WriteBatch, configs: readonly DeviceConfig[]): void {
  if (configs.length === 0) return
  write(
    configs.map(({ id }) => ({ change: 'removeDevice', id })),
    () => {},
  )
}
