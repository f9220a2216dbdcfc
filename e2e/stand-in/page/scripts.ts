import { randomBytes } from 'node:crypto'
import { runPreload } from './preload-world.ts'
import { makeWire } from './wire.ts'
import { joinWorlds } from './worlds.ts'

export interface PageScripts {
  /** For the page's own world; must come before the other. */
  readonly page: string
  /** For the preload script's world. */
  readonly preload: string
  /** The binding by which the preload script's world calls the main process. */
  readonly tell: string
  /** The function of that world by which it is called. */
  readonly hear: string
}

/** The scripts that every document of a window starts with, before any script of its own. */
export function makePageScripts(preloadSource: string): PageScripts {
  const secret = randomBytes(16).toString('hex')
  const names = { tell: `tell_${secret}`, hear: `hear_${secret}` }
  // A preload script runs in a window's own frame only.
  const inMainFrame = (script: string) => `if (window === window.top) {\n${script}\n}`
  return {
    ...names,
    page: inMainFrame(`(${joinWorlds})(${JSON.stringify(secret)}, 'page')`),
    preload: inMainFrame(
      `(${runPreload})(
        (${makeWire})(),
        (${joinWorlds})(${JSON.stringify(secret)}, 'preload'),
        ${JSON.stringify(names)},
        function (require, module, exports) {\n${preloadSource}\n},
      )`,
    ),
  }
}
