import { SECOND_MS } from '../../shared/time.ts'

/** How often a process is asked whether it is there. */
const LOOK_MS = SECOND_MS
/** So many looks without a word, and it hangs: as long as the watchdog waits, and longer than a busy computer takes. One that begins reads its programs from a disk. */
const MOST_SILENT = { beginning: 20, begun: 5 }

export interface Pulse {
  /** It has said something. */
  heard(): void
  begun(): void
  stop(): void
}

/** Whoever began this process answers for all windows, and ending it lets people sign in anew: it is given longer. */
const MOST_SILENT_BEGINNER = 10

/**
 * Asks a process once a second whether it is there. Looks are counted and not time: while whoever looks stood still, nothing is known of the other.
 *
 * @param onHung called once, with the seconds without a word
 */
export function watchPulse(ask: () => void, onHung: (silentS: number) => void): Pulse {
  return countLooks(ask, onHung, MOST_SILENT.beginning)
}

/** Looks once a second whether whoever began this process, and asks it so often, is there. Called as above. */
export function watchBeginner(onHung: (silentS: number) => void): Pick<Pulse, 'heard' | 'stop'> {
  return countLooks(() => {}, onHung, MOST_SILENT_BEGINNER)
}

function countLooks(ask: () => void, onHung: (silentS: number) => void, mostAtFirst: number): Pulse {
  let silent = 0
  let most = mostAtFirst
  const timer = setInterval(look, LOOK_MS)
  // Nobody lives on to look.
  timer.unref()

  function look(): void {
    if (silent < most) {
      silent += 1
      ask()
      return
    }
    clearInterval(timer)
    onHung((most * LOOK_MS) / SECOND_MS)
  }

  return {
    heard() {
      silent = 0
    },
    begun() {
      most = MOST_SILENT.begun
    },
    stop: () => clearInterval(timer),
  }
}
