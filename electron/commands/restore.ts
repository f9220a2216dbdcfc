import { defaultDataDir } from '../start/data-dir.ts'
import { readVersion } from '../start/version.ts'
import { beginAnew, checkBackup, listBackupPaths, noteInRecord, restoreBackup } from '../store/index.ts'
import type { Command } from './command.ts'
import { headlessKeys } from './keys-of.ts'
import { print, WrongUsage } from './outcome.ts'
import { byTwoPeople, readNames } from './two-people.ts'
import { optionalText } from './values.ts'

export const restore: Command = {
  usage: 'restore [FROM] [--code CODE] [--try] | restore --anew --by NAME --by NAME',
  does: 'a backup in the place of the record, which is put aside; without FROM: the backups there are',
  more: [
    'FROM: the folder of a backup. It is opened, checked page by page and held against its manifest first; --try does no more.',
    '--code: the recovery code, where the key file is lost, or this is another computer.',
    '--anew: two people have decided that the record begins anew; what is in the folder is put aside, and their names are noted.',
  ],
  options: {
    code: { type: 'string' },
    try: { type: 'boolean' },
    anew: { type: 'boolean' },
    ...byTwoPeople,
  },
  async run(values, [from]) {
    const dataDir = defaultDataDir()
    const code = optionalText(values, 'code')
    const sources = { ...headlessKeys, ...(code === undefined ? {} : { code }) }
    if (values['anew'] === true) {
      if (from !== undefined) throw new WrongUsage('Name a backup, or --anew, but not both.')
      const names = readNames(values)
      const aside = beginAnew(dataDir, sources)
      const detail = `The record was begun anew on the word of ${names.join(' and ')}; what was there: ${aside ?? 'nothing'}`
      noteInRecord(dataDir, detail, { sources: headlessKeys, version: readVersion() })
      print({ anew: dataDir, aside, by: names })
    } else if (from === undefined) for (const path of listBackupPaths(dataDir)) print({ backup: path })
    else if (values['try'] === true) print({ ...checkBackup(from, dataDir, sources), restored: false })
    else {
      const restored = restoreBackup(from, dataDir, sources)
      const detail = `The record was restored from ${from}; what was there: ${restored.aside ?? 'nothing'}`
      noteInRecord(dataDir, detail, { sources: headlessKeys, version: readVersion() })
      print({ ...restored, restored: true })
    }
  },
}
