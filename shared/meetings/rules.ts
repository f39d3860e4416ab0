/** Weeks from one meeting of a series to the next. */
export const intervals = [1, 2, 4] as const

/** Minutes that a meeting takes. */
export const lengths = [15, 30, 45, 60, 90] as const

/** Names how an agenda item leaves the agenda, unless it is carried over: it was talked about, became an action, or is dropped. */
export const outcomes = ['covered', 'action', 'dropped'] as const
export type Outcome = (typeof outcomes)[number]

/** Lists the kinds of records that their owner may send to an agenda. */
export const sources = ['check_in', 'review'] as const
export type Source = (typeof sources)[number]
