import { drivers } from '../../devices/index.ts'
import { listPorts } from '../ports/index.ts'
import { stderr } from '../process/output.ts'
import type { Command } from './command.ts'
import { print } from './outcome.ts'

export const listSerialPorts: Command = {
  usage: 'ports',
  does: 'serial ports of this machine, with the drivers that fit',
  options: {},
  words: 0,
  async run() {
    const ports = await listPorts(drivers)
    for (const port of ports) print({ ...port })
    if (ports.length === 0)
      stderr.write('This machine has no serial port; plug in the cable and try again.\n')
  },
}
