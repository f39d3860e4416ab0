/** Weeks from one meeting of a series to the next. */
export const intervals = [1, 2, 4] as const

/** Minutes that a meeting takes. */
export const lengths = [15, 30, 45, 60, 90] as const

/** What becomes of an agenda item that is not carried over: it was talked about, became an action, or is dropped. */
export const outcomes = ['covered', 'action', 'dropped'] as const
export type Outcome = (typeof outcomes)[number]

/** What may be sent to an agenda by whom it belongs to. */
export const sources = ['check_in', 'review'] as const
export type Source = (typeof sources)[number]
