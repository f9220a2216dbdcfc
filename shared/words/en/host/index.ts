import { driverWords } from '../drivers/index.ts'
import { backupsWords } from './backups.ts'
import { coreWords } from './core.ts'
import { entriesWords } from './entries.ts'
import { filesWords } from './files.ts'
import { keysWords } from './keys.ts'
import { linesWords } from './lines.ts'
import { monitorsWords } from './monitors.ts'
import { newKeysWords } from './new-keys.ts'
import { processesWords } from './processes.ts'
import { recordWords } from './record.ts'
import { sealedWords } from './sealed.ts'
import { shellWords } from './shell.ts'
import { simulatedWords } from './simulated.ts'
import { verifyingWords } from './verifying.ts'

/** What Vigil's processes say, apart from what records, reports and screens do. */
export const hostEnglish = {
  backups: backupsWords,
  core: coreWords,
  drivers: driverWords,
  entries: entriesWords,
  files: filesWords,
  keys: keysWords,
  lines: linesWords,
  monitors: monitorsWords,
  newKeys: newKeysWords,
  processes: processesWords,
  record: recordWords,
  sealed: sealedWords,
  shell: shellWords,
  simulated: simulatedWords,
  verifying: verifyingWords,
} as const
