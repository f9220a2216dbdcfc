/** Words of the page that a start shows where the record was not opened. */
export const closedRecord = {
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
  codeForPins: 'Recovery code, where the key file is lost or the two are not here',
  tryIt: 'Try',
  doRestore: 'Restore',
  folder: 'Another folder',
  folderHint: 'End Vigil, and start it with VIGIL_DATA naming the folder where the record is.',
  anew: 'Begin anew',
  anewHint: 'Two people decide it; their names stand in the new record. What is in the folder is put aside.',
  doAnew: 'Begin anew',
  /** Who decides. */
  pins: 'An administrator and a medical director of this record decide it, each with their own PIN.',
  pinsOfBackup:
    'Who acts here cannot be read, or nobody does yet. An administrator and a medical director of the backup decide it, each with their own PIN. In place of both PINs stands its recovery code. A backup that has no such two people asks for neither, and the record says so.',
  pinsOfNewest:
    'Who acts here cannot be read. An administrator and a medical director of the newest backup decide it, each with their own PIN.',
  noPins:
    'Who acts here cannot be read, or nobody does yet: no PIN can be asked for, and the new record says so.',
  who: 'Who decides it',
  first: 'First name',
  firstPin: 'PIN of the first',
  second: 'Second name',
  secondPin: 'PIN of the second',
} as const
