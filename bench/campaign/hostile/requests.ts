import type { Random } from '../../../fixtures/random.ts'
import { badFrames, madMessages, makeFrame } from './frames.ts'

/** What the attacker knows: the port, and perhaps more. */
export interface Target {
  readonly port: number
  /** `name=value`; any program on a port of this computer may have received it. */
  readonly cookie: string | null
  /** What only a window of Vigil has. */
  readonly key: string | null
}

export interface Hostile {
  readonly name: string
  readonly chunks: readonly Buffer[]
  /** The attacker has no cookie, or is a page of another origin: nothing but a refusal may come of it. */
  readonly isStranger: boolean
}

interface Context {
  readonly random: Random
  readonly host: string
  /** Header lines that go with every request of this attacker. */
  readonly lines: readonly string[]
  readonly key: string | null
}

const http = (start: string, lines: readonly string[]): Buffer =>
  Buffer.from([start, ...lines, '', ''].join('\r\n'), 'latin1')

const wrongTargets = [
  '//',
  '///',
  '//evil.example/',
  '/\\evil.example',
  'http://',
  'http://[::1',
  'http://%zz/',
  'http://127.0.0.1:99999/',
  'javascript:alert(1)',
  '*',
  '',
  '?token=x',
  '/?token=%zz',
  `/?token=${'x'.repeat(3000)}`,
  '/%',
  '/%00',
  '/%ff%fe',
  '/..%2f..%2f..%2fetc%2fpasswd',
  '/../../etc/passwd',
  '/..%5c..%5cwindows',
  '/index.html%00.js',
  '/assets/',
  '/bridge',
  '/#x',
  `/${'a'.repeat(7000)}`,
]
const methods = ['GET', 'HEAD', 'POST', 'PUT', 'OPTIONS', 'TRACE', 'DELETE', 'CONNECT', 'PRI', 'get', 'G\0T']
const oddHeaders = [
  'Range: bytes=5-2',
  'Range: bytes=abc',
  'Range: bytes=99999999-',
  'If-None-Match: *',
  'Expect: 100-continue',
  'Expect: a-miracle',
  'Transfer-Encoding: chunked, chunked',
  'Content-Length: -1',
  'Content-Length: 1\r\nContent-Length: 2',
  'Content-Length: 4\r\nTransfer-Encoding: chunked',
  'Host: 127.0.0.1\r\nHost: evil.example',
  'Cookie: vigil; =; ;;vigil-0=',
  'Sec-Fetch-Site: cross-site',
  'X: \u0001\u0002',
  ' folded: line',
  'Connection: upgrade, keep-alive\r\nUpgrade: h2c',
  `Accept: ${'a'.repeat(9000)}`,
  Array.from({ length: 1500 }, (_, index) => `H${index}: 1`).join('\r\n'),
]
const upgrade = (wsKey = 'dGhlIHNhbXBsZSBub25jZQ==', version = '13') => [
  'Connection: Upgrade',
  'Upgrade: websocket',
  `Sec-WebSocket-Key: ${wsKey}`,
  `Sec-WebSocket-Version: ${version}`,
]

const kinds: Readonly<Record<string, (context: Context) => readonly Buffer[]>> = {
  'a wrong address': ({ random, host, lines }) => [
    http(`GET ${random.pick(wrongTargets)} HTTP/1.1`, [host, ...lines]),
  ],
  'an upgrade to a wrong address': ({ random, host, lines }) => [
    http(`GET ${random.pick(wrongTargets)} HTTP/1.1`, [host, ...lines, ...upgrade()]),
  ],
  'another method': ({ random, host, lines }) => [
    http(`${random.pick(methods)} / HTTP/1.1`, [host, ...lines]),
  ],
  'another version': ({ random, host, lines }) => [
    http(`GET / HTTP/${random.pick(['0.9', '1.0', '2.0', '9.9', 'x'])}`, [host, ...lines]),
  ],
  'an odd header': ({ random, host, lines }) => [
    http('GET /index.html HTTP/1.1', [host, ...lines, random.pick(oddHeaders)]),
  ],
  'no host': ({ lines }) => [http('GET / HTTP/1.1', lines)],
  'another host': ({ random, lines }) => [
    http('GET / HTTP/1.1', [
      `Host: ${random.pick(['evil.example', 'localhost', '[::1]', '', '127.0.0.1:1'])}`,
      ...lines,
    ]),
  ],
  'a body': ({ random, host, lines }) => [
    http('POST / HTTP/1.1', [host, ...lines, 'Content-Length: 1000000']),
    Buffer.from(random.bytes(2000)),
  ],
  'broken chunks': ({ random, host, lines }) => [
    http('POST / HTTP/1.1', [host, ...lines, 'Transfer-Encoding: chunked']),
    Buffer.from(random.pick(['zz\r\n', 'ffffffffffffffff\r\n', '-1\r\n', '5\r\nab\r\n0\r\n\r\n'])),
  ],
  'many requests at once': ({ host, lines }) => [
    Buffer.concat(Array.from({ length: 50 }, () => http('GET /index.html HTTP/1.1', [host, ...lines]))),
  ],
  'bytes of another protocol': ({ random }) => [
    random.pick([
      Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
      Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]),
      Buffer.from('\r\n'.repeat(2000)),
      Buffer.alloc(9000),
      Buffer.from('SSH-2.0-x\r\n'),
    ]),
  ],
  noise: ({ random }) => [Buffer.from(random.bytes(random.int(1, 3000)))],
  'half a request': ({ random, host, lines }) => {
    const whole = http('GET / HTTP/1.1', [host, ...lines, ...upgrade()])
    return [whole.subarray(0, random.int(0, whole.length - 1))]
  },
  'a request with flipped bits': ({ random, host, lines }) => {
    const whole = http('GET /bridge HTTP/1.1', [host, ...lines, ...upgrade()])
    for (let n = random.int(1, 6); n > 0; n--) {
      const at = random.int(0, whole.length - 1)
      whole[at] = (whole[at] ?? 0) ^ (1 << random.int(0, 7))
    }
    return [whole]
  },
  'a request in pieces': ({ random, host, lines }) => {
    const whole = http('GET /bridge HTTP/1.1', [host, ...lines, ...upgrade()])
    const at = random.int(0, whole.length - 1)
    return [whole.subarray(0, at), whole.subarray(at)]
  },
  'a wrong handshake': ({ random, host, lines }) => [
    http('GET /bridge HTTP/1.1', [
      host,
      ...lines,
      ...upgrade(random.pick(['', 'x', 'x'.repeat(500)]), random.pick(['13', '8', '-1', 'x'])),
      random.pick(['X: 1', 'Sec-WebSocket-Extensions: ,;=', 'Sec-WebSocket-Protocol: ,,']),
    ]),
  ],
  'a socket and bad frames': ({ random, host, lines }) => {
    const names = [random.pick(Object.keys(badFrames)), random.pick(Object.keys(badFrames))]
    const frames = names.map(name => badFrames[name]?.(random) ?? Buffer.alloc(0))
    return [http('GET /bridge HTTP/1.1', [host, ...lines, ...upgrade()]), ...frames]
  },
  'a socket that says nothing': ({ host, lines }) => [
    http('GET /bridge HTTP/1.1', [host, ...lines, ...upgrade()]),
  ],
  'a window gone mad': ({ random, host, lines, key }) => {
    const all = { ...badFrames, ...madMessages }
    const name = random.pick(Object.keys(all))
    return [
      http('GET /bridge HTTP/1.1', [host, ...lines, ...upgrade()]),
      makeFrame(Buffer.from(JSON.stringify({ key }))),
      all[name]?.(random) ?? Buffer.alloc(0),
    ]
  },
}

/** One attack, as random says: from the same or another origin, with and without what opens the files. */
export function makeHostile(random: Random, target: Target): Hostile {
  const name = random.pick(Object.keys(kinds))
  const own = `http://127.0.0.1:${target.port}`
  const cookie = random.chance(0.5) ? target.cookie : null
  const others = [null, 'http://evil.example', `http://127.0.0.1:${target.port + 1}`, 'null']
  const origin = random.chance(0.5) ? own : random.pick(others)
  const lines = [...(origin === null ? [] : [`Origin: ${origin}`]), ...(cookie ? [`Cookie: ${cookie}`] : [])]
  const context = { random, host: `Host: 127.0.0.1:${target.port}`, lines, key: target.key }
  return {
    name,
    chunks: kinds[name]?.(context) ?? [],
    isStranger: cookie === null || (origin !== null && origin !== own),
  }
}
