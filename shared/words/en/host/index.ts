import { backupsWords } from './backups.ts'
import { coreWords } from './core.ts'
import { entriesWords } from './entries.ts'
import { filesWords } from './files.ts'
import { keysWords } from './keys.ts'
import { linesWords } from './lines.ts'
import { newKeysWords } from './new-keys.ts'
import { processesWords } from './processes.ts'
import { recordWords } from './record.ts'
import { sealedWords } from './sealed.ts'
import { shellWords } from './shell.ts'
import { verifyingWords } from './verifying.ts'

/** What Vigil's processes say, apart from what records, reports and screens do. */
export const hostEnglish = {
  backups: backupsWords,
  core: coreWords,
  entries: entriesWords,
  files: filesWords,
  keys: keysWords,
  lines: linesWords,
  newKeys: newKeysWords,
  processes: processesWords,
  record: recordWords,
  sealed: sealedWords,
  shell: shellWords,
  verifying: verifyingWords,
} as const
