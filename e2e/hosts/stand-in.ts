import { join } from 'node:path'
import { text } from '../../electron/main/text.ts'
import { launchStandIn } from '../stand-in/launch.ts'
import type { StartHost } from './host.ts'
import { root } from './processes.ts'

/** The built desktop shell on the stand-in for Electron. */
export const startStandIn: StartHost = async ({ dataDir, say }) => {
  const shell = await launchStandIn({
    main: join(root, 'dist/main/main.js'),
    env: { VIGIL_DATA: dataDir },
    say,
  })
  const [page] = await shell.pages(1)
  if (!page) throw new Error('The shell opened no window.')
  return {
    page,
    async newWindow() {
      const known = await shell.pages((await shell.desktop()).windows.length)
      await shell.desktop({ do: 'chooseMenu', path: [text.menu.file, text.menu.newWindow] })
      const fresh = (await shell.pages(known.length + 1)).find(each => !known.includes(each))
      if (!fresh) throw new Error('The shell opened no other window.')
      return fresh
    },
    kill: () => shell.kill(),
    async close() {
      const { questions } = await shell.desktop({ do: 'quit' })
      // A session that a flow has left open is a question first, in the language of the clinic: ending is its last answer.
      const button = questions.at(-1)?.buttons.at(-1)
      if (button !== undefined) await shell.desktop({ do: 'answer', button })
      await shell.ended
      await shell.close()
    },
  }
}
