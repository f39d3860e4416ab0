/** Me: the copy of one's own data. */
export const messages = {
  'myData.what':
    'What Dure has about you and you may read, as one file: what others wrote about you, what you wrote, your cases and reviews, your check-ins and exposure, your working hours, your sign-ins and devices, and who read your record.',
  'myData.not':
    'Not in it: what others wrote for themselves alone, passwords and keys, and what this phone has not sent yet.',
  'myData.opened': 'Your check-ins can be read in the file. Keep it where nobody else reads it.',
  'myData.form':
    'JSON is for other programs, tables are for a spreadsheet; both have English names for their parts. Each download is kept in the audit trail, and is in your next file.',
  'myData.kind': 'Form of the file',
  'myData.kind.json': 'JSON',
  'myData.kind.tables': 'Tables (CSV in a zip)',
  'myData.download': 'Download',
  'myData.running': 'Your file is being made. Keep this screen open.',
  'myData.done': 'Your file has been downloaded',
  'myData.broken': 'The file broke off on its way. Nothing was saved.',
  'myData.file': 'Dure my data',
  'myData.offline': 'Downloading your data needs a connection.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    myDataRare: typeof messages
  }
}
