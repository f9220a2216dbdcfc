import { assertNever } from '../../shared/assert-never.ts'
import type { DeviceState, Sample } from '../../shared/reading.ts'
import type { MonitorCommand, MonitorSide } from '../driver.ts'
import { concatBytes, textBytes } from '../kit/bytes.ts'
import { toOutcome } from './encoder.ts'
import { CR, hasGoodChecksum, requests, writeFrame } from './frame.ts'
import { SOURCE_CUFF, SOURCE_OXIMETER } from './parser.ts'
import { type CuffStatus, writeNibp, writeOximeter, writeRate, writeTemperature } from './write-replies.ts'

const MAX_REQUEST_BYTES = 32
const nothing = new Uint8Array(0)

/** In what the members of the family differ, as far as this protocol shows it. */
export interface FamilyMember {
  readonly hasOximeter: boolean
  readonly hasThermometer: boolean
  /** Status of an oximeter whose sensor is off the finger, or not plugged in. */
  readonly sensorOff: 3 | 6
  /** What it sends before and after each answer, other than the answer's own CR. */
  readonly before: string
  readonly after: string
}

const v100: FamilyMember = { hasOximeter: true, hasThermometer: true, sensorOff: 3, before: '', after: '' }
export const family = {
  'CARESCAPE V100': v100,
  'ProCare 400': { ...v100, before: '\r' },
  'ProCare 100': { ...v100, hasOximeter: false, hasThermometer: false, before: '\r' },
  'PRO 400': { ...v100, sensorOff: 6 },
  'PRO 200': { ...v100, sensorOff: 6, hasOximeter: false },
  'PRO 100': { ...v100, sensorOff: 6, hasOximeter: false, hasThermometer: false },
  Compact: { ...v100, sensorOff: 6, hasThermometer: false, after: '\n' },
} as const satisfies Record<string, FamilyMember>

/** Codes of negative answers. */
const NOT_FITTED = ' -5'
const REFUSED = ' -1'

/** A monitor that says nothing unless asked, and repeats its last cuff result with a growing age. */
export function createMonitorSide(member: FamilyMember = v100): MonitorSide {
  let line: number[] = []
  let hasSensor = true
  let spo2: number | null = null
  let quality: 'good' | 'poor' = 'good'
  let pulseRate: number | null = null
  let temperature: number | null = null
  let isBusy = false
  let cuff: CuffStatus = { kind: 'none' }
  let takenAtMs: number | null = null

  function showState(state: DeviceState): void {
    switch (state) {
      case 'sensorOn':
      case 'noSensor':
        hasSensor = state === 'sensorOn'
        return
      case 'cuffInflating':
      case 'cuffIdle':
        isBusy = state === 'cuffInflating'
        return
      case 'searching':
      case 'batteryOk':
      case 'lowBattery':
        return
      default:
        assertNever(state)
    }
  }

  function showSample(sample: Sample, nowMs: number): void {
    switch (sample.kind) {
      case 'device':
        showState(sample.state)
        return
      case 'vital':
        if (sample.vital === 'spo2') {
          spo2 = sample.value
          quality = sample.quality === 'poor' ? 'poor' : 'good'
        }
        if (sample.vital === 'pulseRate') pulseRate = sample.value
        if (sample.vital === 'temperature') temperature = sample.value
        return
      case 'nibp':
        isBusy = false
        cuff = { kind: 'over', outcome: toOutcome(sample) }
        takenAtMs = nowMs - (sample.ageS ?? 0) * 1000
        return
      case 'wave':
      case 'badFrame':
        return
      default:
        assertNever(sample)
    }
  }

  function cuffPulse(): number | null {
    return cuff.kind === 'over' && !isBusy ? cuff.outcome.pulseRate : null
  }

  function answerNibp(request: string, nowMs: number): Uint8Array {
    const ageS = takenAtMs === null ? null : Math.floor((nowMs - takenAtMs) / 1000)
    return writeNibp(isBusy ? { kind: 'busy' } : cuff, ageS, request)
  }

  function answer(request: string, nowMs: number): { reply: Uint8Array; command?: MonitorCommand } {
    switch (request) {
      case requests.readNibp:
      case requests.readNibpAsShown:
        return { reply: answerNibp(request, nowMs) }
      case requests.readOximeter:
        if (!member.hasOximeter) return { reply: writeFrame(NOT_FITTED) }
        return { reply: writeOximeter(spo2, quality, hasSensor, member.sensorOff) }
      case requests.readRate:
        // The oximeter's rate comes first; without one, the cuff's stands in.
        if (pulseRate !== null || cuffPulse() === null)
          return { reply: writeRate(SOURCE_OXIMETER, pulseRate) }
        return { reply: writeRate(SOURCE_CUFF, cuffPulse()) }
      case requests.readCuffRate:
        return { reply: writeRate(SOURCE_CUFF, cuffPulse(), requests.readCuffRate) }
      case requests.readTemperature:
        return { reply: member.hasThermometer ? writeTemperature(temperature) : writeFrame(NOT_FITTED) }
      case requests.startNibp:
        return { reply: writeFrame(' NC'), command: 'startNibp' }
      case requests.stopNibp:
        return { reply: writeFrame(' ND'), command: 'stopNibp' }
      default:
        return { reply: writeFrame(REFUSED) }
    }
  }

  return {
    show(samples, nowMs) {
      for (const sample of samples) showSample(sample, nowMs)
      return nothing
    },
    hear(bytes, nowMs) {
      const replies: Uint8Array[] = []
      const commands: MonitorCommand[] = []
      for (const byte of bytes) {
        if (byte !== CR) {
          if (line.length < MAX_REQUEST_BYTES) line.push(byte)
          continue
        }
        const request = readRequest(Uint8Array.from(line))
        line = []
        if (request === null) continue
        const { reply, command } = answer(request, nowMs)
        replies.push(textBytes(member.before), reply, textBytes(member.after))
        if (command) commands.push(command)
      }
      return { reply: concatBytes(replies), commands }
    },
  }
}

/** The request without its checksum; null when that is wrong. */
function readRequest(line: Uint8Array): string | null {
  if (line.length < 3 || !hasGoodChecksum(line, 0, line.length)) return null
  return String.fromCharCode(...line.subarray(0, -2))
}
