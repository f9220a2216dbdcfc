import { farBelow, type LimitTable } from '../limits.ts'

/**
 * Default adult alarm limits of every preset: monitoring protocols, section 8.1.
 *
 * 180/110 and +40/+25 are the cut-offs of the esketamine label's blood-pressure table; 160/100 lies between the 140/90
 * caution before dosing and 180/110; SpO2 levels and delays follow the alarm-fatigue evidence (alarm standard, 11).
 * [limit, delay in seconds]
 */
export const defaultLimits: LimitTable = {
  'systolic-high': cuff('systolic', 'high', { medium: [160, 0], high: [180, 0] }),
  'systolic-low': cuff('systolic', 'low', { medium: [90, 0], high: [80, 0] }),
  'diastolic-high': cuff('diastolic', 'high', { medium: [100, 0], high: [110, 0] }),
  'diastolic-low': cuff('diastolic', 'low', { low: [50, 0] }),
  'mean-low': cuff('mean', 'low', { medium: [65, 0] }),
  'systolic-rise': { ...cuff('systolic', 'high', { medium: [40, 0] }), reference: 'rise' },
  'diastolic-rise': { ...cuff('diastolic', 'high', { medium: [25, 0] }), reference: 'rise' },
  'spo2-low': {
    parameter: 'spo2',
    side: 'low',
    clearForS: 10,
    levels: { low: [93, 60], medium: [90, 15], high: [85, 10] },
    far: farBelow,
  },
  'pulse-high': {
    parameter: 'pulseRate',
    side: 'high',
    clearForS: 10,
    levels: { medium: [120, 15], high: [140, 10] },
  },
  'pulse-low': {
    parameter: 'pulseRate',
    side: 'low',
    clearForS: 10,
    levels: { medium: [50, 15], high: [40, 10] },
  },
  'resp-low': {
    parameter: 'respRate',
    side: 'low',
    clearForS: 15,
    levels: { medium: [10, 30], high: [8, 15] },
  },
  'etco2-high': {
    parameter: 'etco2',
    side: 'high',
    clearForS: 15,
    levels: { medium: [50, 30], high: [60, 15] },
  },
}

function cuff(
  parameter: 'systolic' | 'diastolic' | 'mean',
  side: 'high' | 'low',
  levels: LimitTable['systolic-high']['levels'],
): LimitTable['systolic-high'] {
  return { parameter, side, clearForS: 0, levels }
}

const labelTableSource = 'Cut-off of the blood pressure table in the US esketamine label.'
const proposalSource = 'Project proposal, inside the published evidence'
const fatigueSource = `${proposalSource}; limit and delay after the alarm-fatigue evidence.`

/** Where each of the default limits comes from, by its path (`figuresOf`): monitoring protocols, sections 1.4 and 8.1. */
export const defaultLimitSources: Readonly<Record<string, string>> = {
  'limits.systolic-high.medium': `${proposalSource}: between the label's 140/90 caution before dosing and 180/110; near the 165/100 that an infusion clinic used.`,
  'limits.systolic-high.high': labelTableSource,
  'limits.systolic-low.medium': `${proposalSource}: usual adult limit.`,
  'limits.systolic-low.high': `${proposalSource}: usual adult limit.`,
  'limits.diastolic-high.medium': `${proposalSource}: between the label's 140/90 caution before dosing and 180/110; near the 165/100 that an infusion clinic used.`,
  'limits.diastolic-high.high': labelTableSource,
  'limits.diastolic-low.low': `${proposalSource}: usual adult limit.`,
  'limits.mean-low.medium': `${proposalSource}: usual adult limit.`,
  'limits.systolic-rise.medium': labelTableSource,
  'limits.diastolic-rise.medium': labelTableSource,
  'limits.spo2-low.low': fatigueSource,
  'limits.spo2-low.medium': fatigueSource,
  'limits.spo2-low.high': fatigueSource,
  'limits.spo2-low.far': `${proposalSource}, after the "rapid desaturation" of bedside monitors; 13 points failed the nuisance budget.`,
  'limits.pulse-high.medium': `${proposalSource}: usual adult limit; delay after the alarm-fatigue evidence.`,
  'limits.pulse-high.high': `${proposalSource}: usual adult limit; delay after the alarm-fatigue evidence.`,
  'limits.pulse-low.medium': `${proposalSource}: usual adult limit; delay after the alarm-fatigue evidence.`,
  'limits.pulse-low.high': `${proposalSource}: usual adult limit; delay after the alarm-fatigue evidence.`,
  'limits.resp-low.medium': `${proposalSource}: usual adult limit where respiration is measured.`,
  'limits.resp-low.high': `${proposalSource}: usual adult limit where respiration is measured.`,
  'limits.etco2-high.medium':
    'Respiratory depression in sedation: over 50 mmHg (Miner 2002, Acad Emerg Med 9:275), 50 or more (Deitch 2010, Ann Emerg Med 55:258); the delay is a project proposal, as for respiration.',
  'limits.etco2-high.high': `${proposalSource}: 10 mmHg beyond that.`,
}
