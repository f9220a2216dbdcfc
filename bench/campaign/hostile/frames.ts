import type { Random } from '../../../fixtures/random.ts'

/** A WebSocket frame by RFC 6455, right or wrong on order. */
export interface FrameOptions {
  readonly opcode?: number
  readonly final?: boolean
  readonly masked?: boolean
  /** Reserved bits, which only extensions may set. */
  readonly reserved?: number
  /** Instead of the payload's own. */
  readonly length?: bigint
}

export function makeFrame(
  payload: Buffer,
  { opcode = 1, final = true, masked = true, reserved = 0, length }: FrameOptions = {},
): Buffer {
  const said = length ?? BigInt(payload.length)
  const head = [(final ? 0x80 : 0) | (reserved << 4) | opcode]
  const mask = masked ? 0x80 : 0
  if (said < 126n) head.push(mask | Number(said))
  else if (said < 65536n) head.push(mask | 126, Number(said >> 8n), Number(said & 255n))
  else {
    const long = Buffer.alloc(8)
    long.writeBigUInt64BE(said)
    head.push(mask | 127, ...long)
  }
  const key = Buffer.from([1, 2, 3, 4])
  const body = masked ? Buffer.from(payload.map((byte, index) => byte ^ (key[index % 4] ?? 0))) : payload
  return Buffer.concat([Buffer.from(head), ...(masked ? [key] : []), body])
}

const text = (words: string) => makeFrame(Buffer.from(words))
const repeat = (count: number, make: (index: number) => Buffer) =>
  Buffer.concat(Array.from({ length: count }, (_, index) => make(index)))

/** What may come on an open socket that no window would send. By name, for the report of a failure. */
export const badFrames: Readonly<Record<string, (random: Random) => Buffer>> = {
  unmasked: () => makeFrame(Buffer.from('{}'), { masked: false }),
  'reserved bits': () => makeFrame(Buffer.from('{}'), { reserved: 7 }),
  'unknown opcode': random => makeFrame(Buffer.from('x'), { opcode: random.int(3, 7) }),
  'huge length': () => makeFrame(Buffer.from('x'), { length: 2n ** 62n }),
  'length beyond all numbers': () => makeFrame(Buffer.from('x'), { length: 2n ** 64n - 1n }),
  'too large': () => makeFrame(Buffer.alloc(300_000, 97)),
  'continuation of nothing': () => makeFrame(Buffer.from('x'), { opcode: 0 }),
  'endless fragments': () =>
    repeat(2000, index => makeFrame(Buffer.from('x'), { opcode: index === 0 ? 1 : 0, final: false })),
  'no text': () => makeFrame(Buffer.from([0xff, 0xfe, 0xc0])),
  binary: random => makeFrame(Buffer.from(random.bytes(64)), { opcode: 2 }),
  'wrong close': () => makeFrame(Buffer.from([0, 5]), { opcode: 8 }),
  'long ping': () => makeFrame(Buffer.alloc(126), { opcode: 9 }),
  pings: () => repeat(500, () => makeFrame(Buffer.from('ping'), { opcode: 9 })),
  pongs: () => repeat(500, () => makeFrame(Buffer.alloc(0), { opcode: 10 })),
  'no JSON': () => text('{"id":1,'),
  'deep JSON': () => text('['.repeat(20_000)),
  'a request before the key': () => text('{"id":1,"name":"snapshot","payload":{}}'),
  'a wrong key': random => text(JSON.stringify({ key: String(random.next()) })),
  'a long key': () => text(JSON.stringify({ key: 'k'.repeat(10_000) })),
  'a key that is no text': () => text('{"key":{"length":32}}'),
  prototype: () => text('{"__proto__":{"key":"x"},"key":null}'),
}

/** What a window that was let in, and has gone mad, may send besides. */
export const madMessages: Readonly<Record<string, (random: Random) => Buffer>> = {
  'heavy requests': () => repeat(200, id => text(`{"id":${id},"name":"listSessions","payload":{}}`)),
  snapshots: () => repeat(100, id => text(`{"id":${id},"name":"snapshot","payload":{}}`)),
  'unknown requests': () => repeat(100, id => text(`{"id":${id},"name":"__proto__","payload":{}}`)),
  'forged acts': () =>
    text('{"id":1,"name":"acknowledge","payload":{"by":"nobody","roomId":"room-1","alarm":"spo2-low"}}'),
  'negative id': () => text('{"id":-1,"name":"snapshot","payload":{}}'),
  'long name': () => text(JSON.stringify({ id: 1, name: 'n'.repeat(5000), payload: {} })),
  'another key': () => text('{"key":"again"}'),
}
