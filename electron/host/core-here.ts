import type { OpenCore } from './core-channel.ts'
import type { HostedCore, SendFromCore } from './core-host.ts'
import { type CoreBeginning, refusalOf } from './messages.ts'

/** The core in this very process, where no other can be begun: better held up now and then than not there. */
export const openCoreHere: OpenCore = ({ onMessage, onGone }) => {
  let hosted: Promise<HostedCore> | null = null
  return {
    send(message, ports = []) {
      if (message.kind === 'ping') onMessage({ kind: 'pong' })
      else if (message.kind === 'begin') {
        hosted = begin(message.beginning, (said, sent) => {
          onMessage(said)
          sent()
        })
        hosted.catch((error: unknown) => {
          onMessage({ kind: 'refused', ...refusalOf(error) })
          onGone('refused')
        })
      } else if (message.kind === 'close')
        void hosted?.then(core => core.close(message.inOrder)).finally(() => onGone('closed'))
      else void hosted?.then(core => core.hear(message, ports))
    },
    kill: () => onGone('killed'),
  }
}

/** Read only now: whoever never needs it begins the sooner. */
async function begin(beginning: CoreBeginning, send: SendFromCore): Promise<HostedCore> {
  const { hostCore } = await import('./core-host.ts')
  return hostCore(beginning, send)
}
