import { keepPrivate } from './modes.ts'

/* The first import of every entry: before any other module can make a file. */
keepPrivate()
