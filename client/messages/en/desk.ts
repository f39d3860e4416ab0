export const messages = {
  'desk.list': 'List',
  'desk.nothing': 'What you open from the list shows here.',
  'keys.title': 'Keys',
  'keys.rows': 'Next and previous row',
  'keys.open': 'Open the row',
  'keys.button': "Press the row's button",
  'keys.later': 'Put the row off',
  'keys.select': 'Select several rows',
  'keys.narrow': 'Narrow the list',
  'keys.off': 'They can be turned off under Me, Display.',
  'keys.switch': 'Single keys',
  'keys.switch.hint': 'j, k, g and others act while nothing is being written. ? names them.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    desk: typeof messages
  }
}
