import { defaultDataDir } from '../start/data-dir.ts'
import { readVersion } from '../start/version.ts'
import { backUpNow } from '../store/index.ts'
import type { Command } from './command.ts'
import { headlessKeys } from './keys-of.ts'
import { Failure, print } from './outcome.ts'
import { optionalText } from './values.ts'

export const backup: Command = {
  usage: 'backup [--to FOLDER]',
  does: 'a checked copy of the record, now, also while Vigil runs on it',
  more: [
    'Without --to it goes where the daily ones are. It is encrypted as the record is, and holds vigil.keys, but no key:',
    'restoring it elsewhere takes the recovery code ("vigil keys code") or the key file.',
  ],
  options: { to: { type: 'string' } },
  words: 0,
  async run(values) {
    const to = optionalText(values, 'to')
    const { path, head, bytes, problems } = backUpNow(defaultDataDir(), {
      version: readVersion(),
      sources: headlessKeys,
      wallMs: Date.now(),
      ...(to === undefined ? {} : { to }),
    })
    print({ backup: path, entries: head.seq, head: head.hash.slice(0, 16), bytes })
    if (problems.length > 0) throw new Failure(problems.join(' '))
  },
}
