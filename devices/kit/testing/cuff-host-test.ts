import { describe, expect, it } from 'vitest'
import type { Sample } from '../../../shared/reading.ts'
import type { Driver } from '../../driver.ts'
import { createCuff } from '../../simulated/cuff.ts'
import { createPatient, typicalProfile } from '../../simulated/patient.ts'
import { createRandom } from '../../simulated/random.ts'
import { concatBytes } from '../bytes.ts'

interface Play {
  readonly samples: readonly { readonly s: number; readonly sample: Sample }[]
  readonly sent: readonly { readonly s: number; readonly bytes: Uint8Array }[]
  readonly answers: readonly { readonly ok: boolean }[]
}

/** Host and module on a virtual clock, with a person's orders by second; `mute`: the module says nothing in these seconds. */
function play(
  driver: Driver,
  untilS: number,
  orders: Readonly<Record<number, 'startNibp' | 'stopNibp'>>,
  mute: (s: number) => boolean = () => false,
): Play {
  const host = driver.createHost?.()
  const side = driver.createMonitorSide?.()
  if (!host || !side) throw new Error('no host')
  const parser = driver.createParser()
  const patient = createPatient(typicalProfile)
  const cuff = createCuff({
    random: createRandom(1),
    firstAtMs: Number.POSITIVE_INFINITY,
    everyMs: null,
    errorOf: () => undefined,
  })
  const samples: { s: number; sample: Sample }[] = []
  const sent: { s: number; bytes: Uint8Array }[] = []
  const answers: { ok: boolean }[] = []
  let coming: Uint8Array = new Uint8Array(0)
  for (let ms = 0; ms <= untilS * 1000; ms += 50) {
    const s = ms / 1000
    const order = orders[s]
    if (order) answers.push(host.command(order, ms))
    const shown = side.show(cuff.step(ms, patient.at(ms), 1), ms)
    const before = parser.goodFrames
    const heard = mute(s) ? [] : parser.push(concatBytes([coming, shown]), ms)
    coming = new Uint8Array(0)
    samples.push(...heard.map(sample => ({ s, sample })))
    for (const bytes of host.step(ms, heard, parser.goodFrames > before).send) {
      sent.push({ s, bytes })
      if (mute(s)) continue
      const { reply, commands } = side.hear(bytes, ms)
      coming = concatBytes([coming, reply])
      for (const command of commands) {
        if (command === 'startNibp') cuff.start(ms)
        else cuff.stop()
      }
    }
  }
  return { samples, sent, answers }
}

const cuffs = ({ samples }: Play) => samples.filter(({ sample }) => sample.kind === 'nibp')
const count = ({ sent }: Play, bytes: Uint8Array | undefined) =>
  sent.filter(entry => bytes !== undefined && entry.bytes.join() === bytes.join()).length

/** The bytes that start the cuff: those which its module takes for a start. */
function startOf(driver: Driver): Uint8Array {
  const host = driver.createHost?.()
  host?.step(0, [], false)
  host?.command('startNibp', 5000)
  for (let ms = 5000; ms < 15_000; ms += 50)
    for (const bytes of host?.step(ms, [], false).send ?? [])
      if (driver.createMonitorSide?.().hear(bytes, ms).commands.includes('startNibp')) return bytes
  throw new Error(`${driver.id} sends no start`)
}

/** What the host of every cuff module must do. */
export function testCuffHost(driver: Driver): void {
  describe(`${driver.id}: the host of a cuff module`, () => {
    it('inflates nothing by itself', () => {
      const played = play(driver, 300, {})
      expect(played.samples.filter(({ sample }) => sample.kind !== 'nibp')).toEqual([])
      expect(played.sent.length).toBeGreaterThan(50)
    })

    it('measures once for one order, and gives the result once', () => {
      const played = play(driver, 120, { 10: 'startNibp' })
      expect(cuffs(played).filter(({ s }) => s > 10)).toHaveLength(1)
      expect(
        played.samples.map(({ sample }) => (sample.kind === 'device' ? sample.state : null)).filter(Boolean),
      ).toEqual(['cuffInflating', 'cuffIdle'])
    })

    it('refuses a second start while the first is under way', () => {
      expect(play(driver, 60, { 10: 'startNibp', 12: 'startNibp' }).answers).toMatchObject([
        { ok: true },
        { ok: false },
      ])
    })

    it('tries no start again once a person has said stop, however little has shown of it', () => {
      const host = driver.createHost?.()
      const sent: string[] = []
      for (let ms = 0; ms <= 60_000; ms += 50) {
        if (ms === 10_000) expect(host?.command('startNibp', ms)).toEqual({ ok: true })
        // The start goes out within a few seconds; nothing is heard of it.
        if (ms === 14_000) host?.command('stopNibp', ms)
        for (const bytes of host?.step(ms, [], false).send ?? []) sent.push(`${bytes.join(' ')} at ${ms}`)
      }
      const start = startOf(driver).join(' ')
      const starts = sent.filter(said => said.startsWith(`${start} at`))
      expect(starts).toHaveLength(1)
    })

    it('begins with an abort, so that a line opened anew finds the cuff slack', () => {
      const first = play(driver, 1, {}).sent[0]?.bytes
      const stopped = play(driver, 60, { 10: 'startNibp', 15: 'stopNibp' })
      // The same bytes that a person's "stop" sends.
      expect(count(stopped, first)).toBeGreaterThanOrEqual(2)
      expect(
        cuffs(stopped).filter(({ s, sample }) => s > 15 && sample.kind === 'nibp' && sample.status === 'ok'),
      ).toEqual([])
    })

    it('aborts a measurement of which nothing more is heard', () => {
      const abort = play(driver, 1, {}).sent[0]?.bytes
      const played = play(driver, 250, { 10: 'startNibp' }, s => s > 15)
      expect(count(played, abort)).toBeGreaterThanOrEqual(2)
    })
  })
}
