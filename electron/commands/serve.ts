import { endSignal } from '../process/end-signal.ts'
import { stdout } from '../process/output.ts'
import { openBrowser } from '../start/browser.ts'
import { beginServe } from '../web/begin.ts'
import type { Command } from './command.ts'
import { readNumber } from './values.ts'

export const serveCommand: Command = {
  usage: 'serve [--port N] [--no-open]',
  does: 'the browser entry',
  // Windows go on where the terminal is closed.
  outlivesReader: true,
  guardsItself: true,
  options: { port: { type: 'string' }, 'no-open': { type: 'boolean' } },
  words: 0,
  async run(values) {
    const port = Math.trunc(readNumber(values, 'port', { min: 0, max: 65_535, default: 0 }))
    const ended = endSignal()
    const web = await beginServe({ port })
    stdout.write(`${JSON.stringify({ link: web.link, port: web.port })}\n`)
    if (values['no-open'] !== true) await openBrowser(web.link)
    await ended
    await web.close()
  },
}
