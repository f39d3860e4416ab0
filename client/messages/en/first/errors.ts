/** One sentence for each code of shared/core/errors.ts: what happened, then what helps. */
export const messages = {
  'error.UNAUTHORIZED': 'You have been signed out. Sign in to carry on.',
  'error.FORBIDDEN': "You don't have permission to do this.",
  'error.NOT_FOUND': "This isn't here: it was removed, or it isn't yours to see.",
  'error.CONFLICT': 'Somebody changed this in the meantime. Look at what changed, then decide again.',
  'error.INVALID': 'Check what you entered.',
  'error.APP_TOO_OLD': 'Dure needs an update. Your work stays on this phone and is sent afterwards.',
  'error.BLOCKED': 'A proxy on this network refused it. Try again on another network.',
  'error.TOO_MANY_REQUESTS': 'Too many requests at once. Try again in a moment.',
  'error.UNAVAILABLE': "The server can't be reached right now.",
  'error.INTERNAL': 'The server could not finish this. Try again in a moment.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    errors: typeof messages
  }
}
