import { phrase } from '../../shared/words/host.ts'

/** What the desktop shell says by itself: a branch, whose words are those of the moment. */
export const text = phrase.shell
