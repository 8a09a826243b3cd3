/** What is taken in from files of another system. */
export default {
  intro: 'What another system knew, taken in from a file. The file is deleted afterwards.',
  none: 'Nothing was imported yet.',
  take: 'Import a file',
  kind: 'What is in it',
  kinds: { contacts: 'People (CSV)', mbox: 'Mails (mbox)' },
  hints: {
    contacts:
      'The first line names the columns: email or external_id, name, company; any other becomes a trait. People who are known are updated.',
    mbox: 'Each mail becomes a ticket, as if it had just come in. What is here already is left alone.',
  },
  mailbox: 'Mailbox',
  file: 'File',
  start: 'Import',
  uploading: 'Upload',
  state: 'State',
  read: 'How far it is',
  result: 'Result',
  sent: 'Sent',
  states: {
    waiting: 'Waiting',
    running: 'Running',
    finished: 'Finished',
    failed: 'Failed',
    cancelled: 'Cancelled',
  },
  counts: ({ created, updated, known }: { created: number; updated: number; known: number }) =>
    `${created} new, ${updated} updated, ${known} known`,
  leftOut: (count: number) => `${count} left out`,
  places: {
    mbox: (place: number) => `Mail ${place}:`,
    contacts: (place: number) => `Line ${place}:`,
  },
}
