export const messages = {
  'calibration.title': 'Calibration',
  'work.calibration.make': 'New calibration round',
  'work.calibration.submit': 'Ratings of a calibration round',
  'inbox.kind.calibration_started': 'A calibration round waits for your ratings',
  'inbox.kind.calibration_reminder': 'Your ratings are missing in a calibration round',
  'inbox.kind.calibration_closed': 'A calibration round was closed',
  'recorded.kept.calibration':
    'Your ratings in calibration rounds with their comments, when you submitted them, and the rounds that you made.',
  'recorded.seen.calibration':
    'Whoever rated in the round, once they have submitted, and your team’s leads, once it has ended.',
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    calibration: typeof messages
  }
}
