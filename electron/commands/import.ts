import { statSync } from 'node:fs'
import { basename } from 'node:path'
import { tidyName, whyNotName } from '../../shared/people/names.ts'
import { english as words } from '../../shared/words/en/index.ts'
import { wordRefusal } from '../../shared/words/refusal.ts'
import { createClock } from '../core/clock.ts'
import { checkSize } from '../import/check-size.ts'
import { importSession, readSessionBytes } from '../import/index.ts'
import { readBootId } from '../process/boot-id.ts'
import { loginName } from '../process/login.ts'
import { defaultDataDir } from '../start/data-dir.ts'
import { readVersion } from '../start/version.ts'
import { openStore } from '../store/index.ts'
import type { Command } from './command.ts'
import { headlessKeys } from './keys-of.ts'
import { Failure, print, WrongUsage } from './outcome.ts'
import { optionalText, readBytes } from './values.ts'

/** @throws WrongUsage where it can be nobody's */
function readName(typed: string): string {
  const name = tidyName(typed)
  const why = whyNotName(name)
  if (why) throw new WrongUsage(`--by: ${wordRefusal(why, words)}`)
  return name
}

export const importCommand: Command = {
  usage: 'import FILE [--by NAME]',
  does: 'a session of another installation, from the file that report --format json made there',
  more: [
    'Everything in the file is checked first; then the session is stored whole, or nothing is.',
    'The audit trail names os:LOGIN, who ran the command, and NAME, for whom.',
  ],
  options: { by: { type: 'string' } },
  words: 1,
  async run(values, [file]) {
    if (file === undefined) throw new WrongUsage('Name the session file.')
    if (file === '-') throw new WrongUsage('Name a file: its size must be known before it is read.')
    // Before a byte is read: whatever its size, it must not fill the memory.
    const size = statSync(file, { throwIfNoEntry: false })
    if (size?.isFile()) checkSize(size.size)
    else if (size && !size.isDirectory()) throw new Failure(`${file} is no file: name a session file.`)
    const ready = await readSessionBytes(await readBytes(file))
    const store = openStore(defaultDataDir(), {
      version: readVersion(),
      keys: headlessKeys,
      checksPages: true,
    })
    try {
      const clock = createClock(store.lastInstant(), undefined, readBootId())
      const at = clock.now()
      // Whoever is at a terminal has proved a login, and nobody's name.
      const whom = optionalText(values, 'by')
      const by = whom === undefined ? loginName() : `${loginName()}, for ${readName(whom)}`
      await importSession(store, ready, { at, by, file: basename(file).slice(0, 255) })
      store.touch(clock.alive())
    } finally {
      store.close()
    }
    const { session, records, readings, digest } = ready
    print({ session: session.id, file, records: records.length, readings: readings.length, digest })
  },
}
