/**
 * How a window sounds (alarm standard, 4.5). `clinician`: every alarm. `treatmentChime` and `treatmentQuiet`: for the
 * room of the patient, whom a siren would harm: a soft chime for HIGH only, or nothing. They are quiet only while a
 * clinician station listens; without one they sound as it does.
 */
export const audioProfiles = ['clinician', 'treatmentChime', 'treatmentQuiet'] as const
export type AudioProfile = (typeof audioProfiles)[number]
