import '../../process/private.ts'
import { constants, setPriority } from 'node:os'
import { parentPort, workerData } from 'node:worker_threads'
import { assertNever } from '../../../shared/assert-never.ts'
import { phrase } from '../../../shared/words/host.ts'
import { say } from '../../process/say.ts'
import { listSealedRecords } from '../delete/sealed-records.ts'
import { asksLogin, keepKey } from '../keys/keep-key.ts'
import { openKeys } from '../keys/keys.ts'
import { loginKeys } from '../keys/login-keys.ts'
import { writePart } from '../seal/seal.ts'
import { type BackupWork, type BackupWorkerWord, thinOutAll } from './backups.ts'
import { checkPages, copyRecord } from './copy.ts'
import { checkPlace, lookAtPlace } from './place.ts'
import { purgeBackups } from './purge.ts'
import { spreadKeys } from './spread-keys.ts'
import { tryBackup } from './try.ts'

/*
 * A thread that makes one backup, tries one, looks at every page of the record, or asks the key store of the login: all take longer than
 * a commit may wait.
 */

if (!parentPort) throw new Error(phrase.processes.onlyThread)
const sources = loginKeys(say)
// Commits go before copies. On Linux a thread has a priority of its own; elsewhere it would be that of the whole process.
if (process.platform === 'linux') setPriority(constants.priority.PRIORITY_LOW)

function run(work: BackupWork) {
  switch (work.kind) {
    case 'copy':
      return copyRecord(work.job)
    case 'try':
      return tryBackup(work.from, work.dataDir, sources)
    case 'seal':
      return writePart(work.job)
    case 'sealedRecords':
      return listSealedRecords(work.job)
    case 'purge':
      return purgeBackups(work.job, openKeys(work.job.dataDir, sources))
    case 'pages':
      return checkPages(work.dataDir, work.key)
    case 'thinOut':
      return thinOutAll(work.places)
    case 'spreadKeys':
      spreadKeys(work.dataDir, work.place)
      return null
    case 'askLogin':
      return asksLogin(sources)
    case 'lookAtPlace':
      return lookAtPlace(work.dataDir, work.place)
    case 'checkPlace':
      checkPlace(work.dataDir, work.place)
      return null
    case 'keepKey':
      keepKey(work.dataDir, work.place, sources)
      return null
    default:
      return assertNever(work)
  }
}

const tell = (word: BackupWorkerWord) => parentPort?.postMessage(word)
try {
  tell({ kind: 'done', result: run(workerData as BackupWork) })
} catch (error) {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) })
}
