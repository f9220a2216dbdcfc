import { citations } from '../citations.ts'
import { farBelow, type LimitTable } from '../limits.ts'
import { shippedEnglish as texts } from '../words/en/shipped.ts'

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

const { sources, cited } = texts

/** Where each of the default limits comes from, by its path (`figuresOf`): monitoring protocols, sections 1.4 and 8.1. */
export const defaultLimitSources: Readonly<Record<string, string>> = {
  'limits.systolic-high.medium': sources.limitBetween,
  'limits.systolic-high.high': sources.limitByLabel,
  'limits.systolic-low.medium': sources.limitUsual,
  'limits.systolic-low.high': sources.limitUsual,
  'limits.diastolic-high.medium': sources.limitBetween,
  'limits.diastolic-high.high': sources.limitByLabel,
  'limits.diastolic-low.low': sources.limitUsual,
  'limits.mean-low.medium': sources.limitUsual,
  'limits.systolic-rise.medium': sources.limitByLabel,
  'limits.diastolic-rise.medium': sources.limitByLabel,
  'limits.spo2-low.low': sources.limitDelayed,
  'limits.spo2-low.medium': sources.limitDelayed,
  'limits.spo2-low.high': sources.limitDelayed,
  'limits.spo2-low.far': sources.limitFar,
  'limits.pulse-high.medium': sources.limitUsualDelayed,
  'limits.pulse-high.high': sources.limitUsualDelayed,
  'limits.pulse-low.medium': sources.limitUsualDelayed,
  'limits.pulse-low.high': sources.limitUsualDelayed,
  'limits.resp-low.medium': sources.limitRespiration,
  'limits.resp-low.high': sources.limitRespiration,
  'limits.etco2-high.medium': cited.carbonDioxide(citations.miner, citations.deitch),
  'limits.etco2-high.high': sources.limitBeyond,
}
