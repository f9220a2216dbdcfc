/** The package names its types in a way that compilers do not find. */
declare module 'unicode-confusables' {
  const confusables: { readonly rectifyConfusion: (text: string) => string }
  export default confusables
}
