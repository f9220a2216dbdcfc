import { Hl7Message } from '@medplum/core'
import { describe, expect, it } from 'vitest'
import { bytesText, concatBytes, textBytes } from '../kit/bytes.ts'
import { createHost } from './host.ts'
import { hl7Oru } from './index.ts'
import { writeMllpFrame } from './mllp.ts'

const HEADER = 'MSH|^~\\&|MON^1^EUI-64|WARD|||20260301100000+0100||ORU^R01^ORU_R01|4711|P|2.6'

/** What the host answers to these bytes. */
function answersTo(...chunks: Uint8Array[]): Uint8Array[] {
  const host = createHost()
  return chunks.flatMap((chunk, at) => {
    host.hear?.(chunk, at)
    return [...host.step(at, [], true).send]
  })
}
/** An answer, out of its frame, as an independent library reads it. */
function readAnswer(frame: Uint8Array): Hl7Message {
  const text = bytesText(frame)
  expect([text.charAt(0), text.slice(-2)]).toEqual(['\v', '\x1c\r'])
  return Hl7Message.parse(text.slice(1, -2))
}
const field = (message: Hl7Message, segment: string, number: number) =>
  message.getSegment(segment)?.getField(number).toString()

describe('the answer to a message', () => {
  it('with results is AA, with its number, to whoever sent it', () => {
    const [answer, ...more] = answersTo(writeMllpFrame(`${HEADER}\rPID|||1\rOBX|1`))
    if (!answer) throw new Error('no answer')
    expect(more).toEqual([])
    const ack = readAnswer(answer)
    expect(field(ack, 'MSA', 1)).toBe('AA')
    expect(field(ack, 'MSA', 2)).toBe('4711')
    expect(field(ack, 'MSH', 3)).toBe('VIGIL')
    expect(field(ack, 'MSH', 5)).toBe('MON^1^EUI-64')
    expect(field(ack, 'MSH', 6)).toBe('WARD')
    expect(field(ack, 'MSH', 7)).toBe('20260301100000+0100')
    expect(field(ack, 'MSH', 9)).toBe('ACK^R01^ACK')
    expect(field(ack, 'MSH', 11)).toBe('P')
    expect(field(ack, 'MSH', 12)).toBe('2.6')
    expect(ack.getAckType()).toBe('AA')
  })

  it('of another type is AE, which says why', () => {
    const [answer] = answersTo(writeMllpFrame(HEADER.replace('ORU^R01^ORU_R01', 'ADT^A01')))
    if (!answer) throw new Error('no answer')
    const ack = readAnswer(answer)
    expect(ack.getAckType()).toBe('AE')
    expect(field(ack, 'MSA', 3)).toBe('Only ORU^R01 is read.')
    expect(field(ack, 'MSH', 9)).toBe('ACK^A01^ACK')
  })

  it('keeps the separators of the sender', () => {
    const [answer] = answersTo(writeMllpFrame('MSH#*!?$#MON####20260301100000##ORU*R01#9#P#2.3'))
    expect(bytesText(answer ?? new Uint8Array(0))).toContain('\rMSA#AA#9\r')
  })

  it.each([
    ['without a header', 'PID|||1'],
    ['whose sender wants none', `${HEADER}|||NE|NE`],
    ['that is an answer itself', HEADER.replace('ORU^R01^ORU_R01', 'ACK^R01')],
  ])('%s there is none', (_, text) => {
    expect(answersTo(writeMllpFrame(text))).toEqual([])
  })

  it('comes once for each, however the bytes are cut', () => {
    const stream = concatBytes([
      textBytes('noise'),
      writeMllpFrame(HEADER),
      writeMllpFrame(HEADER.replace('4711', '4712')),
    ])
    const answers = answersTo(...[...stream].map(byte => Uint8Array.of(byte)))
    expect(answers.map(answer => field(readAnswer(answer), 'MSA', 2))).toEqual(['4711', '4712'])
  })
})

it('says nothing by itself, and starts nothing', () => {
  const host = createHost()
  for (let nowMs = 0; nowMs < 600_000; nowMs += 1000) expect(host.step(nowMs, [], false).send).toEqual([])
  expect(host.command('startNibp', 0)).toMatchObject({ ok: false })
  expect(host.end).toBeUndefined()
})

it('what its encoder sends is answered with AA', () => {
  const bytes = hl7Oru.createEncoder().encode([{ kind: 'vital', vital: 'spo2', value: 97, quality: 'good' }])
  const [answer] = answersTo(bytes)
  expect(answer && readAnswer(answer).getAckType()).toBe('AA')
})
