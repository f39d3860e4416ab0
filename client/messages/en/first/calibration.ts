export const messages = {
  'today.row.calibration': ({ day }: { day: string }) => `Calibration to rate · ${day}`,
}

declare module '#client/messages/catalogue.ts' {
  interface MessageFiles {
    calibrationFirst: typeof messages
  }
}
