/** Installing the app and bringing it up to date. */
export const messages = {
  'update.ready': 'A new version of Dure is ready.',
  'update.apply': 'Update',
  'update.waiting': 'The update starts as soon as the text in another tab is saved.',
  'install.offer': 'Keep Dure on your home screen: it opens faster, and without a connection.',
  'install.ios': 'Keep Dure on your home screen: tap Share, then "Add to Home Screen".',
  'install.apply': 'Install',
  'install.later': 'Not now',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    pwa: typeof messages
  }
}
