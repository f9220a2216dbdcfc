import { sayIn } from '../message.ts'

/** Sentences of the English catalogue. */
export const say = sayIn('en')
