import type { About } from '../driver.ts'

export const about: About = {
  devices: ['Masimo Rad-8', 'Masimo Radical-7 (older, and with colour screen)', 'Masimo Rad-87'],
  cable: 'Any USB-RS-232 cable in the female DB-9; if nothing comes, with a null-modem adapter.',
  setUp:
    'Serial output “ASCII 1” (Rad-8: SEr = AS1). The factory setting, ASCII 2, is silent until it is polled.',
  checksum: null,
  tested: ['real lines of two Rad-8 and a colour Radical-7', 'lines made from the layout'],
  uncertain: [
    {
      what: 'The bits of ALARM are known from owners’ experiments only: they are not read.',
      settledBy: 'Nothing is needed: Vigil’s own alarms do not depend on them.',
    },
    {
      what: 'Rad-87 manuals name the text streams inconsistently; the same line is expected.',
      settledBy: 'A minute of a Rad-87 in each of its settings.',
    },
    {
      what: 'Which pin of the DB-9 sends.',
      settledBy: 'One owner’s report for each model, with and without a null-modem adapter.',
    },
  ],
}
