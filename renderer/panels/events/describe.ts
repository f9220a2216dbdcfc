import type { Session } from '../../../shared/session/types.ts'
import type { LogEntry } from '../../../shared/views.ts'
import { text } from '../../text/en.ts'

const words = text.room

/** An event of the record in a few words for the list; null for what a nurse need not read there. */
export function describeEvent({ entry }: LogEntry): string | null {
  const by = entry.by ? ` ${words.events.by(entry.by)}` : ''
  if (entry.event === 'alarm') {
    const value = entry.value === null ? (entry.detail ?? '') : String(Math.round(entry.value))
    const name = words.names[entry.alarm]
    return `${words.marks3[entry.priority]} ${name} ${value}: ${words.events.alarm[entry.transition]}${by}`
  }
  if (entry.event !== 'session') return null
  const detail = (name: string) => {
    const value = entry[name]
    return typeof value === 'string' || typeof value === 'number' ? String(value) : ''
  }
  switch (entry.kind) {
    case 'opened':
      return `Session opened${by}`
    case 'closed':
      return `Session closed${by}${suffix(detail('reason'))}`
    case 'phase':
      return `Phase: ${words.phases[detail('phase') as Session['phase']] ?? detail('phase')}`
    case 'dose':
      return `Dose ${detail('device') ? `device ${detail('device')}, ` : ''}${detail('mg')} mg ${detail('drug')}${by}`
    case 'mark':
      return [words.marks[detail('mark') as keyof typeof words.marks], detail('severity'), detail('text')]
        .filter(part => part)
        .join(' ')
        .concat(by)
    case 'markWithdrawn':
      return `Withdrawn: ${words.marks[detail('mark') as keyof typeof words.marks]}${by}`
    case 'manual':
      return `Manual reading${by}`
    case 'limit':
      return `Limit ${detail('alarm')} ${detail('before')} → ${detail('after')}${by}`
    case 'baseline':
      return `Baseline ${Math.round(Number(detail('systolic')))}/${Math.round(Number(detail('diastolic')))}`
    case 'gate':
      return `Dosing gate: ${Array.isArray(entry['findings']) ? entry['findings'].join(', ') : ''}${suffix(detail('reason'))}`
    case 'due':
      return `Due: ${detail('label')}`
    case 'measured':
      return `${detail('label')}: ${detail('status')}`
    case 'missed':
      return `Missed: ${detail('label')}`
    case 'audio':
      return `Audio ${detail('state') === 'paused' ? 'PAUSED' : 'on'} (${detail('cause')})${by}`
    case 'infusion':
      return `Infusion ${detail('state')}${by}`
    case 'link':
      return `Link ${detail('state')}${suffix(detail('detail'))}`
    case 'device':
      return `Monitor: ${words.why[detail('state') as keyof typeof words.why] || detail('state')}`
    case 'nibp':
      return detail('state') === 'cuffIdle'
        ? null
        : detail('state') === 'cuffInflating'
          ? 'Cuff inflating'
          : `Cuff ${detail('state') === 'startNibp' ? 'started' : 'stopped'}${by}`
    case 'gap':
      return detail('state') === 'confirmed'
        ? `Gap confirmed${by}`
        : `Not monitored for ${detail('lengthS')} s`
    case 'clock':
      return `Computer clock stepped by ${detail('stepMs')} ms`
    case 'report':
      return `Report ${detail('format')} made${by}`
  }
}

function suffix(textOf: string): string {
  return textOf === '' ? '' : `: ${textOf}`
}
