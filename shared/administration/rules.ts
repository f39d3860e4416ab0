/** Days for which a person's request for another sign-in address stands. The table has the same number. */
export const addressRequestDays = 14
/** Hours that a phone may show its copies without an answer from the server: thirty days at most, as long as it keeps them at all. */
export const offlineHourBounds = { least: 1, largest: 720 } as const
/** Days for which an invitation is good. */
export const invitationDays = 7
