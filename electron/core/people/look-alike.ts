import confusables from 'unicode-confusables'
import type { Person } from '../../../shared/roles.ts'
import { wordsOf } from '../../../shared/words/index.ts'
import { languages } from '../../../shared/words/language.ts'

/**
 * What a name looks like (UTS 39, section 4): letters that look alike become one. Without spaces and points, which nobody tells apart
 * on a signature. As it is written, and in small letters: a capital I looks like a small l, and Ann is ANN.
 */
function skeletonsOf(name: string): readonly string[] {
  const seen = (text: string) =>
    confusables
      .rectifyConfusion(text.normalize('NFD'))
      .normalize('NFD')
      .toLowerCase()
      .replace(/[\s.,'’·-]/gu, '')
  return [seen(name), seen(name.toLowerCase())]
}

/** The person whose name this one looks like; those who act no more keep theirs. */
export function findLookAlike(people: readonly Person[], name: string): Person | undefined {
  const wanted = skeletonsOf(name)
  return people.find(person => skeletonsOf(person.name).some(skeleton => wanted.includes(skeleton)))
}

/** Would it read like Vigil's own words where people stand? */
export function looksReserved(name: string): boolean {
  const wanted = skeletonsOf(name)
  return languages
    .map(wordsOf)
    .flatMap(({ reservedNames, somebody }) => [...reservedNames.split(', '), somebody])
    .flatMap(skeletonsOf)
    .some(skeleton => wanted.includes(skeleton))
}
