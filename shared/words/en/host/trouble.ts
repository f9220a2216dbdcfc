/** The page of a record that was not opened. */
export const troubleWords = {
  title: 'Vigil did not open its record',
  nothing: 'Nothing is being watched: watch the monitors themselves.',
  byCode: 'Type the recovery code',
  byCodeHint:
    'This record is opened by its code at each start. It stands on the recovery sheet, and is kept nowhere on this computer.',
  codeField: 'Recovery code',
  doOpen: 'Open the record',
  restore: 'Restore a backup',
  restoreHint: 'What is in the folder now is put aside, not removed. Try it first: that changes nothing.',
  backup: 'Backup, newest first',
  none: 'There is no backup in this folder. One that is kept elsewhere: vigil restore FROM',
  code: 'Recovery code, where the key file is lost',
  tryIt: 'Try',
  doRestore: 'Restore',
  folder: 'Another folder',
  folderHint: 'End Vigil, and start it with VIGIL_DATA naming the folder where the record is.',
  anew: 'Begin anew',
  anewHint: 'Two people decide it; their names stand in the new record. What is in the folder is put aside.',
  first: 'First name',
  second: 'Second name',
  doAnew: 'Begin anew',
} as const
