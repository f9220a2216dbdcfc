import { drivers } from '../../devices/index.ts'
import type { Command } from './command.ts'
import { print } from './outcome.ts'

export const listDrivers: Command = {
  usage: 'drivers',
  does: 'every driver, one a line',
  options: {},
  words: 0,
  async run() {
    for (const { id, words, vitals, line, usb } of drivers)
      print({ id, label: words.label, vitals, line, usb })
  },
}
