import type { BeginCapture } from '../../core/contracts/captures.ts'
import { type CaptureSink, formCapture } from './writer.ts'

/** The file name of a new capture: device and time, in letters that any system takes. */
export function nameCapture(label: string, wallMs: number): string {
  const time = new Date(wallMs).toISOString().slice(0, 19).replaceAll(':', '').replace('T', '-')
  return `${label.replaceAll(/[^A-Za-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '')}-${time}.vcap`
}

/**
 * @param software Vigil's version, for the first line of a capture
 * @param open where a capture's bytes go
 */
export function beginCaptures(
  software: string,
  open: (id: string, onError: (error: string) => void) => CaptureSink,
): BeginCapture {
  return ({ driver, label, port, line, at }, onEnd) => {
    const id = nameCapture(label, at.wallMs)
    const header = { vigilCapture: 1, driver, label, port, line, wallMs: at.wallMs, software } as const
    return { ...formCapture(onError => open(id, onError), header, at, onEnd), id }
  }
}
