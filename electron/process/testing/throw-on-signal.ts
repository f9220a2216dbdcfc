/* Loaded into an entry under test (`--import`): each SIGUSR2 is an error that nothing catches. */
process.on('SIGUSR2', () => {
  throw new Error('thrown on purpose')
})
