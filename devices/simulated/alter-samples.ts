import type { DeviceState, NibpSample, Sample } from '../../shared/reading.ts'
import type { FaultId } from './faults.ts'

/** A monitor that repeats its last cuff result does so this often. */
const REPEAT_EVERY_MS = 2000
const fromFinger: readonly string[] = ['spo2', 'pulseRate', 'perfusionIndex']

/**
 * Faults of the monitor rather than of its line: what it makes of its measurements before it tells them.
 *
 * @param holds does the fault hold at this moment?
 */
export function createAlterSamples(
  holds: (fault: FaultId, nowMs: number) => boolean,
): (samples: readonly Sample[], nowMs: number) => readonly Sample[] {
  let sensor: DeviceState = 'sensorOn'
  let toldSensor: DeviceState = 'sensorOn'
  let toldBattery: DeviceState = 'batteryOk'
  let isInflating = false
  let last: { readonly nibp: NibpSample; readonly atMs: number; toldMs: number } | null = null

  /** The samples of the sensor's state, and of values that it has not. */
  function alterSensor(samples: readonly Sample[], nowMs: number): Sample[] {
    for (const sample of samples) if (isSensorState(sample)) sensor = sample.state
    const shown = holds('probe-off', nowMs) ? 'noSensor' : holds('searching', nowMs) ? 'searching' : sensor
    const rest = samples.filter(sample => !isSensorState(sample))
    const altered = shown === sensor ? rest : rest.map(withoutFinger)
    if (shown === toldSensor) return altered
    toldSensor = shown
    return [{ kind: 'device', state: shown }, ...altered]
  }

  function tellBattery(nowMs: number): Sample[] {
    const shown = holds('low-battery', nowMs) ? 'lowBattery' : 'batteryOk'
    if (shown === toldBattery) return []
    toldBattery = shown
    return [{ kind: 'device', state: shown }]
  }

  function repeatCuff(samples: readonly Sample[], nowMs: number): Sample[] {
    for (const sample of samples) {
      if (sample.kind === 'nibp') last = { nibp: sample, atMs: nowMs, toldMs: nowMs }
      if (sample.kind === 'device' && sample.state === 'cuffInflating') isInflating = true
      if (sample.kind === 'device' && sample.state === 'cuffIdle') isInflating = false
    }
    if (!last || isInflating || !holds('repeated-cuff', nowMs)) return []
    if (nowMs - last.toldMs < REPEAT_EVERY_MS) return []
    last.toldMs = nowMs
    return [{ ...last.nibp, ageS: Math.round((nowMs - last.atMs) / 1000) }]
  }

  return (samples, nowMs) => [
    ...tellBattery(nowMs),
    ...alterSensor(samples, nowMs),
    ...repeatCuff(samples, nowMs),
  ]
}

function isSensorState(sample: Sample): sample is Extract<Sample, { kind: 'device' }> {
  return sample.kind === 'device' && ['sensorOn', 'noSensor', 'searching'].includes(sample.state)
}

function withoutFinger(sample: Sample): Sample {
  if (sample.kind === 'wave') return { ...sample, values: sample.values.map(() => 0) }
  const isFinger = sample.kind === 'vital' && fromFinger.includes(sample.vital)
  return isFinger ? { ...sample, value: null, quality: 'noSignal' } : sample
}
