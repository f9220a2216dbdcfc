/*
 * Publications, as they are cited: in no language of the catalogue, since a reader looks them up as they stand. The sentences around
 * them are in `words/en/shipped.ts` and `words/en/scales.ts`. Names of medicines as their makers have registered them stand here too.
 */

export const citations = {
  aldrete: 'Aldrete 1995',
  andrade: 'Andrade, J Clin Psychiatry 2019',
  askp: 'ASKP, routes of administration',
  chernik: 'Chernik 1990',
  deitch: 'Deitch 2010, Ann Emerg Med 55:258',
  /** One series of 70 patients, on weekly injections, watched for 120 min. */
  delSant: 'Del Sant and others, J Psychopharmacol 2020 (doi 10.1177/0269881120922955)',
  emory: 'Emory 2018',
  fava: 'Fava and others, Mol Psychiatry 2018;25:1592 (doi 10.1038/s41380-018-0256-5)',
  marshall: 'Marshall and Chung 1999',
  miner: 'Miner 2002, Acad Emerg Med 9:275',
  rodrigues: 'Rodrigues 2021',
  sessler: 'Sessler 2002',
  yale: 'Yale 2024',
} as const

/** As on their boxes. */
export const brands = { spravato56: 'SPRAVATO 56 mg', spravato84: 'SPRAVATO 84 mg' } as const
