import { EventEmitter } from 'node:events'
import { expect, it, vi } from 'vitest'
import { ownStream } from './output.ts'

const failure = (code: string) => Object.assign(new Error(`write ${code}`), { code })

/** As this process's own streams, which go on after an error. */
function createStream(fail: () => Error | null) {
  const taken: string[] = []
  const stream = Object.assign(new EventEmitter(), {
    write(chunk: string) {
      const error = fail()
      if (error) setImmediate(() => stream.emit('error', error))
      else taken.push(chunk)
      return true
    },
  })
  return { stream: stream as unknown as NodeJS.WritableStream, taken }
}
const turn = () => new Promise(resolve => setImmediate(resolve))

it.each(['EPIPE', 'EIO'])('tells once that the other end has gone (%s), and writes no more', async code => {
  const { stream } = createStream(() => failure(code))
  const write = vi.spyOn(stream, 'write')
  const outlet = ownStream(stream)
  const heard = vi.fn()
  outlet.onError(heard)
  for (let n = 0; n < 5; n++) {
    outlet.write('x')
    await turn()
  }
  expect(heard).toHaveBeenCalledExactlyOnceWith({ code, message: `write ${code}`, gone: true })
  expect(write).toHaveBeenCalledTimes(1)
})

it('goes on after an error that passes, as of a full disk', async () => {
  let full = true
  const { stream, taken } = createStream(() => (full ? failure('ENOSPC') : null))
  const outlet = ownStream(stream)
  outlet.write('lost')
  await turn()
  full = false
  outlet.write('kept')
  expect(taken).toEqual(['kept'])
})

it('takes a stream that throws for one that fails', () => {
  const { stream } = createStream(() => null)
  vi.spyOn(stream, 'write').mockImplementation(() => {
    throw failure('EBADF')
  })
  const outlet = ownStream(stream)
  expect(() => outlet.write('x')).not.toThrow()
})
