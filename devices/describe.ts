import { vitals } from '../shared/vitals.ts'
import type { About, Driver } from './driver.ts'

/** `docs/protocols.md`, from what the drivers say of themselves. */
export function describeProtocols(drivers: readonly Driver[]): string {
  const known = drivers.flatMap(driver => (driver.about ? [{ driver, about: driver.about }] : []))
  return [
    '# Protocols',
    '',
    'Made from the drivers’ own descriptors by `npm run protocols`; do not edit. Each driver’s folder in `devices/` has a README',
    'with its frames, sentinels and decisions. “Asks”: Vigil sends requests; all others are only listened to.',
    '',
    '| Driver | Monitors | Reads | Line | Asks | Checksum |',
    '|---|---|---|---|---|---|',
    ...known.map(({ driver, about }) => row(driver, about)),
    '',
    '## Cables, settings, tests',
    '',
    ...known.flatMap(({ driver, about }) => section(driver, about)),
    '## What real recordings have settled',
    '',
    '| Driver | Settled |',
    '|---|---|',
    ...known.flatMap(({ driver, about }) =>
      (about.settled ?? []).map(what => `| \`${driver.id}\` | ${what} |`),
    ),
    '',
    '## What is uncertain',
    '',
    'Each line with what a capture from a real device would settle: see [captures.md](captures.md).',
    '',
    '| Driver | Uncertain | Settled by |',
    '|---|---|---|',
    ...known.flatMap(({ driver, about }) =>
      about.uncertain.map(({ what, settledBy }) => `| \`${driver.id}\` | ${what} | ${settledBy} |`),
    ),
    '',
  ].join('\n')
}

function row(driver: Driver, about: About): string {
  const reads = driver.vitals.map(vital => vitals[vital].label).join(', ')
  const wave = driver.stream.plethPerS > 0 ? ', pleth' : ''
  const label = about.experimental ? `\`${driver.id}\` (experimental)` : `\`${driver.id}\``
  return `| ${label} | ${about.devices.join('; ')} | ${reads}${wave} | ${describeLine(driver)} | ${asks(driver)} | ${about.checksum ?? 'none'} |`
}

function asks(driver: Driver): string {
  const commands = driver.createHost?.().commands
  if (!commands) return 'no'
  if (driver.network) return 'no; answers'
  return commands.includes('startNibp') ? 'yes; starts the cuff' : 'yes'
}

function section({ id, words }: Driver, about: About): string[] {
  const { label, cable, setUp, help, personal } = words
  return [
    `### \`${id}\`: ${label}`,
    '',
    `- **Cable.** ${cable}`,
    ...(setUp === '' ? [] : [`- **On the monitor.** ${setUp}`]),
    ...(help === undefined ? [] : [`- **If nothing fits.** ${help}`]),
    `- **Tested with.** ${about.tested.join('; ')}.`,
    ...(personal === undefined ? [] : [`- **Of the patient, in a capture.** ${personal}`]),
    '',
  ]
}

function describeLine({ line, network, otherBaudRates = [] }: Driver): string {
  if (network) return 'TCP'
  const { baudRate, dataBits, parity, stopBits, flowControl } = line
  const flow = flowControl === 'none' ? '' : ` ${flowControl}`
  const speeds = [baudRate, ...otherBaudRates].join(' or ')
  return `${speeds} ${dataBits}-${parity.charAt(0).toUpperCase()}-${stopBits}${flow}`
}
