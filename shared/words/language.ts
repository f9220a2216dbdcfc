/** Languages that Vigil can speak. `pseudo` is English with every sentence marked and lengthened: for tests alone. */
export const languages = ['en', 'pseudo'] as const
export type Language = (typeof languages)[number]
