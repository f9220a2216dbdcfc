import { say } from './say.ts'

const proposed = 'Project proposal, inside the published evidence'

/**
 * Texts that ships keep as data: in presets, in sessions that are held with them, in a clinic's copies. What is stored is this
 * English, said in each language where it is read (`words/shipped.ts`). Values are numbers of minutes, or `citations`.
 */
export const shippedEnglish = {
  /** What presets are called. */
  presets: {
    iv: 'Ketamine IV 0.5 mg/kg over 40 min',
    intramuscular: 'Ketamine intramuscular',
    sublingual: 'Ketamine sublingual lozenge',
    subcutaneous: 'Esketamine subcutaneous',
  },
  phases: {
    dosing: 'DOSING',
    observation: 'OBSERVATION',
    infusion: 'INFUSION',
    recovery: 'RECOVERY',
  },
  /** What is due so many minutes after dosing began, or ended (+). */
  due: {
    bp: say('BP {min, number}', 'min'),
    bpAfter: say('BP +{min, number}', 'min'),
    bpExtra: say('Extra BP {min, number}', 'min'),
    spo2: say('SpO2 {min, number}', 'min'),
    sedationAfter: say('Sedation +{min, number}', 'min'),
    ratings: say('Sedation, dissociation {min, number}', 'min'),
  },
  /** What is due at a moment that has a name. */
  dueThen: {
    bpAtEnd: 'BP at end of infusion',
    bpLast: 'BP before discharge',
    ratingsLast: 'Sedation, dissociation before discharge',
  },
  /** Where the figures come from. */
  sources: {
    iv: 'Published infusion practice; windows after monitoring protocols 8.3',
    intramuscular: 'Pharmacokinetics of the route; windows after monitoring protocols 8.4',
    sublingual: 'Pharmacokinetics of the route; windows after monitoring protocols 8.5',
    spravato: 'Esketamine US label and REMS; windows after monitoring protocols 8.2',

    limitByLabel: 'Cut-off of the blood pressure table in the US esketamine label.',
    limitBetween: `${proposed}: between the label's 140/90 caution before dosing and 180/110; near the 165/100 that an infusion clinic used.`,
    limitUsual: `${proposed}: usual adult limit.`,
    limitUsualDelayed: `${proposed}: usual adult limit; delay after the alarm-fatigue evidence.`,
    limitDelayed: `${proposed}; limit and delay after the alarm-fatigue evidence.`,
    limitFar: `${proposed}, after the "rapid desaturation" of bedside monitors; 13 points failed the nuisance budget.`,
    limitRespiration: `${proposed}: usual adult limit where respiration is measured.`,
    limitBeyond: `${proposed}: 10 mmHg beyond that.`,

    assessment: 'Project proposal: the assessment takes up to a quarter of an hour.',
    assessmentMarked: 'Project proposal [P]: the assessment takes up to a quarter of an hour.',
    last: 'Project proposal: a blood pressure before completion, as the esketamine REMS asks for.',
    lastMarked: 'Project proposal [P]: a blood pressure before completion, as the esketamine REMS asks for.',
    rated: 'Project proposal: rated with the pressure, until nothing of the drug is left to be seen.',

    ivLength: 'Published infusion series: over 40 min.',
    ivDischarge:
      'Project proposal. Pressures were back at baseline within 90 min after the infusion in 49 inpatients; clinics often use 120.',
    ivEvery: 'Published infusion series: BP every 10 min during the infusion.',
    ivPeak: 'Published infusion series: the pressure peaks at 30 to 40 min of the infusion.',
    ivUntilAssessment: 'Project proposal: every 15 min until the assessment.',

    imCeiling:
      'Project proposal [P]: 1.5 mg/kg, the highest single dose named for psychotherapy (not checked against a text), in 100 kg.',
    imBoosters: 'Project proposal: a booster begins the list of measurements anew.',
    imDischarge: 'Project proposal: half an hour more than the felt duration of about 60 min.',
    imOnset: 'Onset after about 5 min.',
    imPeak: 'Pharmacokinetics: plasma peak at 5 to 15 min.',
    imDecline: 'Project proposal: decline after the peak.',
    imFelt: 'Project proposal: felt duration about 60 min.',
    imUntilEnd: 'Project proposal: every half hour until the end.',

    sublingualHold: 'Common practice, not checked against a text: 10 to 20 min in the mouth.',
    sublingualFades: 'Project proposal: the effect fades over 1 to 2 h.',
    sublingualOnset: 'Onset after 15 to 20 min.',
    sublingualPeakQuoted: 'Pharmacokinetics: peak quoted at 20 to 30 min.',
    sublingualPeakMeasured: 'Pharmacokinetics: plasma peak measured at 46 min (standard deviation 31).',
    sublingualSwallowed: 'Project proposal: swallowing adds a later peak.',

    spravatoRated:
      'US esketamine label and REMS: watched until sedation and dissociation have resolved; the times, those of the pressure, are a project proposal.',
    spravatoDose: 'US esketamine label: 56 mg or 84 mg.',
    spravatoCeiling: 'US esketamine label: 84 mg, three devices, is the highest dose of a treatment session.',
    spravatoDevices: 'US esketamine label: 28 mg a device, two sprays each.',
    spravatoRest: 'US esketamine label, administration: 5 minutes between devices.',
    spravatoDischarge:
      'REMS: at least 2 h of observation. Counted from the last device (project decision: the safer reading of the label).',
    spravatoFirst: 'Project proposal: first check, before the plasma peak (20 to 40 min).',
    spravatoPeak:
      'US esketamine label: about 40 min after the dose. The window serves both readings of "after": first and last device.',
    spravatoDecline: 'US esketamine label: until values decline; times are a project proposal.',
    spravatoGone: 'Project proposal: sedation and dissociation have usually gone by 90 min.',
    spravatoLast: 'REMS monitoring form: a blood pressure before completion.',
  },
  /** Of a figure that a clinic has changed: why. */
  decision: say('Decision of this clinic: {reason}', 'reason'),
  /** The same with publications, which stay as they were published. */
  cited: {
    ivDose: say('Published infusion series: 0.5 mg/kg ({one}, {other} and others).', 'one', 'other'),
    ivAfter: say('{citation}: every 15 min after the infusion.', 'citation'),
    ivAfterOnce: say(
      '{citation}: every 15 min after the infusion; another series measured once, at 30 min.',
      'citation',
    ),
    ivCeiling: say(
      '{citation}: 1.0 mg/kg over 40 min is the highest dose of the dose-ranging trial.',
      'citation',
    ),
    imDose: say(
      '{citation}: 38 mg intramuscularly are about 0.5 mg/kg intravenously in 70 kg (simulated patients only).',
      'citation',
    ),
    sublingualDose: say(
      '{citation}: about 100 mg sublingually equal 0.5 mg/kg intravenously in 70 kg (simulated patients only).',
      'citation',
    ),
    sublingualCeiling: say(
      '{citation} (oral ketamine, practical considerations): fixed doses of 25 to 300 mg have been given.',
      'citation',
    ),
    subcutaneous: say('{citation}; for the medical director to complete', 'citation'),
    subcutaneousCeiling: say(
      '{citation}: 1.0 mg/kg is the highest dose of the series (esketamine).',
      'citation',
    ),
    subcutaneousDose: say(
      '{citation}: weekly doses of 0.5, 0.75 or 1.0 mg/kg by response; 0.5 is the first of them.',
      'citation',
    ),
    subcutaneousDischarge: say(
      '{citation}: watched for 120 min, when the pressure was back where it had been; 90 min are strongly recommended there.',
      'citation',
    ),
    subcutaneousEvery: say('{citation}: every 15 min after the injection.', 'citation'),
    subcutaneousPeak: say('{citation}: the mean pressure is highest within 30 to 45 min.', 'citation'),
    subcutaneousWatched: say(
      '{citation}: pressure to be watched for 90 min, since 14 of 70 patients went over 180 or 110 mmHg.',
      'citation',
    ),
    carbonDioxide: say(
      'Respiratory depression in sedation: over 50 mmHg ({over}), 50 or more ({orMore}); the delay is a project proposal, as for respiration.',
      'over',
      'orMore',
    ),
  },
} as const
